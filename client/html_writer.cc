// The press review.
#include <cstdint>

#include "client/record_writers.h"

namespace vigie::client {
namespace {

using nlohmann::ordered_json;

constexpr char kStyle[] =
    "body{font:11pt/1.5 Georgia,serif;max-width:42em;margin:2em auto;"
    "padding:0 1em;color:#111;background:#fff}"
    "h1{font-size:1.5em;border-bottom:2px solid #111}"
    "h2{font-size:1.15em;margin:1.6em 0 0}"
    ".meta{color:#555;margin:0 0 .4em;font-size:.9em}"
    "mark{background:#fe9;color:inherit}"
    "blockquote{margin:.3em 0 .3em 1em;padding-left:.6em;"
    "border-left:3px solid #ccc}"
    "footer{margin-top:2em;border-top:1px solid #ccc;color:#555;"
    "font-size:.85em}"
    "@media print{body{max-width:none;margin:0}article{break-inside:avoid-page}"
    "h2{break-after:avoid}mark{background:none;font-weight:bold}"
    "a{color:inherit;text-decoration:none}"
    "a[href]::after{content:\" (\" attr(href) \")\";font-size:.8em}}";

std::string Escaped(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        // Characters that no document may hold.
        escaped += static_cast<unsigned char>(c) < ' ' && c != '\n' ? ' ' : c;
    }
  }
  return escaped;
}

bool IsWebAddress(const std::string& url) {
  return url.rfind("https://", 0) == 0 || url.rfind("http://", 0) == 0;
}

uint64_t Number(const ordered_json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_number() ? found->get<uint64_t>()
                                                     : 0;
}

// `text`, of which `base` is the first byte of its field, with `ranges` of the
// field marked.
std::string Marked(const std::string& text, uint64_t base,
                   const ordered_json& ranges) {
  std::string marked;
  uint64_t done = 0;
  for (const ordered_json& range : ranges) {
    const uint64_t begin = Number(range, "begin") - base;
    const uint64_t end = Number(range, "end") - base;
    if (Number(range, "begin") < base || begin < done || end < begin ||
        end > text.size()) {
      continue;
    }
    marked += Escaped(text.substr(done, begin - done)) + "<mark>" +
              Escaped(text.substr(begin, end - begin)) + "</mark>";
    done = end;
  }
  return marked + Escaped(text.substr(done));
}

// Articles with their passages, mentions or text, as the records have them.
class HtmlWriter : public RecordWriter {
 public:
  HtmlWriter(const Options& options, std::ostream& out)
      : options_(options), out_(out) {}

  void Write(const ordered_json& record) override {
    Head();
    const ordered_json* article = ArticleOf(record);
    if (article == nullptr) {
      out_ << "<p>" << Escaped(TextAt(record, ColumnsOf(options_)[0].path))
           << "</p>\n";
      return;
    }
    const std::string id = TextAt(*article, "id");
    if (id != article_ || articles_ == 0) {
      EndArticle();
      article_ = id;
      ++articles_;
      Article(*article, record);
    }
    Passages(record);
    if (record.contains("surface")) Mention(record);
  }

  void End() override {
    Head();
    EndArticle();
    out_ << "<footer>" << articles_
         << Say(options_.language, articles_ < 2 ? " article" : " articles",
                articles_ == 1 ? " article" : " articles")
         << " · vigie " VIGIE_CLIENT_VERSION "</footer>\n</body>\n</html>\n";
  }

 private:
  void Head() {
    if (started_) return;
    started_ = true;
    const std::string title =
        Say(options_.language, "Revue de presse", "Press review");
    out_ << "<!DOCTYPE html>\n<html lang=\""
         << Say(options_.language, "fr", "en")
         << "\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" "
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            "<title>"
         << title << "</title>\n<style>" << kStyle
         << "</style>\n</head>\n<body>\n<h1>" << title << "</h1>\n";
    if (!options_.query.empty()) {
      out_ << "<p class=\"meta\">" << Escaped(options_.query) << "</p>\n";
    }
  }

  void Article(const ordered_json& article, const ordered_json& record) {
    const std::string url = TextAt(article, "url");
    std::string title = TextAt(article, "title");
    if (title.empty()) {
      title = Escaped(TextAt(article, "id"));
    } else {
      title =
          Marked(title, 0, record.value("title_highlights", ordered_json()));
    }
    out_ << "<article>\n<h2>";
    if (IsWebAddress(url)) {
      out_ << "<a href=\"" << Escaped(url) << "\">" << title << "</a>";
    } else {
      out_ << title;
    }
    out_ << "</h2>\n<p class=\"meta\">";
    std::string separator;
    for (const char* name : {"source", "published_at", "authors", "section"}) {
      const std::string text = TextAt(article, name);
      if (text.empty()) continue;
      out_ << separator << Escaped(text);
      separator = " · ";
    }
    out_ << "</p>\n";
    Paragraphs(TextAt(article, "text"));
  }

  void Paragraphs(const std::string& text) {
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = std::min(text.find('\n', begin), text.size());
      if (end > begin) {
        out_ << "<p>" << Escaped(text.substr(begin, end - begin)) << "</p>\n";
      }
      begin = end + 1;
    }
  }

  void Passages(const ordered_json& record) {
    for (const ordered_json& passage :
         record.value("passages", ordered_json::array())) {
      if (TextAt(passage, "field") == "title") continue;
      const ordered_json& sentence = passage["sentence"];
      out_ << "<blockquote>"
           << Marked(TextAt(sentence, "text"),
                     Number(sentence["range"], "begin"), passage["highlights"])
           << "</blockquote>\n";
    }
  }

  void Mention(const ordered_json& record) {
    const ordered_json& sentence = record["sentence"];
    out_ << "<blockquote>"
         << Marked(TextAt(sentence, "text"), Number(sentence, "begin"),
                   ordered_json::array({record}))
         << "</blockquote>\n";
  }

  void EndArticle() {
    if (articles_ > 0) out_ << "</article>\n";
  }

  const Options& options_;
  std::ostream& out_;
  bool started_ = false;
  uint64_t articles_ = 0;
  std::string article_;
};

}  // namespace

std::unique_ptr<RecordWriter> MakeHtmlWriter(const Options& options,
                                             std::ostream& out) {
  return std::make_unique<HtmlWriter>(options, out);
}

}  // namespace vigie::client
