// BibTeX and RIS.
#include <cctype>
#include <set>

#include "client/record_writers.h"

namespace vigie::client {
namespace {

using nlohmann::ordered_json;

std::string Plain(std::string text) {
  for (char& c : text) c = static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  return text;
}

// Writes each article once.
class BibliographyWriter : public RecordWriter {
 public:
  explicit BibliographyWriter(std::ostream& out) : out_(out) {}

  void Write(const ordered_json& record) override {
    const ordered_json* article = ArticleOf(record);
    if (article == nullptr) return;
    if (seen_.insert(TextAt(*article, "id")).second) Entry(*article);
  }

 protected:
  virtual void Entry(const ordered_json& article) = 0;
  // Of a string field on one line.
  static std::string Text(const ordered_json& article, const char* name) {
    return Plain(TextAt(article, name));
  }
  static std::vector<std::string> Authors(const ordered_json& article) {
    std::vector<std::string> authors;
    const auto list = article.find("authors");
    if (list == article.end() || !list->is_array()) return authors;
    for (const ordered_json& author : *list) {
      authors.push_back(Plain(author.get<std::string>()));
    }
    return authors;
  }
  // "2026-03-14", or empty.
  static std::string Day(const ordered_json& article) {
    return Text(article, "published_at").substr(0, 10);
  }
  std::ostream& out_;

 private:
  std::set<std::string> seen_;
};

// What TeX would read as a command stands for itself.
std::string TexText(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\\') {
      escaped += "\\textbackslash{}";
    } else if (c == '~' || c == '^') {
      escaped += std::string("\\") + c + "{}";
    } else if (std::string("{}&%$#_").find(c) != std::string::npos) {
      escaped += std::string("\\") + c;
    } else {
      escaped += c;
    }
  }
  return escaped;
}

class BibtexWriter : public BibliographyWriter {
 public:
  using BibliographyWriter::BibliographyWriter;

 protected:
  void Entry(const ordered_json& article) override {
    out_ << "@article{" << Key(Text(article, "id"));
    Field("title", Text(article, "title"));
    std::string authors;
    for (const std::string& author : Authors(article)) {
      authors += (authors.empty() ? "" : " and ") + author;
    }
    Field("author", authors);
    Field("journal", Text(article, "source"));
    Field("year", Day(article).substr(0, 4));
    Field("date", Day(article));
    Field("url", Text(article, "url"));
    out_ << "\n}\n\n";
  }

 private:
  void Field(const char* name, const std::string& value) {
    if (value.empty()) return;
    out_ << ",\n  " << name << " = {" << TexText(value) << "}";
  }

  // Letters, digits and "-:/._" alone may stand in a key.
  static std::string Key(const std::string& id) {
    std::string key;
    for (const char c : id) {
      const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                         std::string("-:/._").find(c) != std::string::npos;
      key += plain ? c : '-';
    }
    return key;
  }
};

class RisWriter : public BibliographyWriter {
 public:
  using BibliographyWriter::BibliographyWriter;

 protected:
  void Entry(const ordered_json& article) override {
    std::string day = Day(article);
    for (char& c : day) c = c == '-' ? '/' : c;
    Line("TY", "NEWS");
    Line("ID", Text(article, "id"));
    Line("TI", Text(article, "title"));
    for (const std::string& author : Authors(article)) Line("AU", author);
    Line("T2", Text(article, "source"));
    Line("PY", day.substr(0, 4));
    Line("DA", day);
    Line("LA", Text(article, "language"));
    Line("UR", Text(article, "url"));
    out_ << "ER  - \r\n\r\n";
  }

 private:
  void Line(const char* tag, const std::string& value) {
    if (!value.empty()) out_ << tag << "  - " << value << "\r\n";
  }
};

}  // namespace

std::unique_ptr<RecordWriter> MakeBibtexWriter(std::ostream& out) {
  return std::make_unique<BibtexWriter>(out);
}

std::unique_ptr<RecordWriter> MakeRisWriter(std::ostream& out) {
  return std::make_unique<RisWriter>(out);
}

}  // namespace vigie::client
