#include "indexer/ninjs_source.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "indexer/ascii_text.h"
#include "indexer/canonical_url.h"
#include "indexer/charset.h"
#include "indexer/html_source.h"
#include "indexer/source_dates.h"

namespace vigie::indexer {
namespace {

using nlohmann::json;

constexpr size_t kMaxDepth = 64;

std::string StringAt(const json& object, const char* key) {
  if (!object.is_object()) return "";
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>()
                                                     : "";
}

const json& ArrayAt(const json& object, const char* key) {
  static const json kEmpty = json::array();
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : kEmpty;
}

std::string FirstOf(const json& object,
                    std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    std::string text = StringAt(object, key);
    if (!text.empty()) return text;
  }
  return "";
}

// Of the first of an array of {"name": ...} or {"value": ...}.
std::string FirstName(const json& object, const char* key) {
  for (const json& element : ArrayAt(object, key)) {
    std::string name = FirstOf(element, {"name", "value"});
    if (!name.empty()) return name;
  }
  return "";
}

std::string TextOf(const json& item) {
  std::string text = StringAt(item, "body_text");
  if (!text.empty()) return text;
  text = TextOfFragment(FirstOf(item, {"body_xhtml", "body_html"}));
  if (!text.empty()) return text;
  for (const json& body : ArrayAt(item, "bodies")) {
    const std::string value = StringAt(body, "value");
    const bool plain = StringAt(body, "contenttype") == "text/plain";
    text = plain ? value : TextOfFragment(value);
    if (!text.empty()) return text;
  }
  return "";
}

bool IsTooDeep(std::string_view text) {
  size_t depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxDepth) return true;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return false;
}

class NinjsSource : public ArticleSource {
 public:
  explicit NinjsSource(SourceInput input) : input_(std::move(input)) {}

  std::optional<SourceItem> Next() override {
    if (!read_) {
      read_ = true;
      const Status status = Read();
      if (!status.ok()) {
        items_ = json::array();
        SourceItem item;
        item.place.file = input_.name;
        item.rejection = status;
        return item;
      }
    }
    if (position_ >= items_.size()) return std::nullopt;
    return ReadItem(items_[position_++]);
  }
  uint64_t bytes_read() const override { return input_.bytes->consumed(); }

 private:
  Status Read() {
    const Result<std::string> bytes =
        ReadAll(input_.bytes.get(), kMaxNinjsBytes);
    if (!bytes.ok()) return bytes.status();
    const DecodedDocument decoded = DecodeDocument(*bytes, {"", ""});
    charset_ = DescribeCharset(decoded);
    if (IsTooDeep(decoded.text)) {
      return Status(StatusCode::kInvalidArgument,
                    "nested more than " + std::to_string(kMaxDepth) + " deep",
                    "TOO_DEEP");
    }
    try {
      items_ = json::parse(decoded.text);
    } catch (const json::parse_error& error) {
      return Status(StatusCode::kInvalidArgument,
                    "not JSON: byte " + std::to_string(error.byte) +
                        " is not what was expected; one object per line is "
                        "--format jsonl",
                    "BAD_JSON");
    } catch (const json::out_of_range&) {
      return Status(StatusCode::kInvalidArgument,
                    "a number is larger than a double can hold", "BAD_JSON");
    }
    if (items_.is_object()) items_ = json::array({std::move(items_)});
    if (!items_.is_array()) {
      return Status(StatusCode::kInvalidArgument,
                    "neither an item {...} nor an array of them", "BAD_JSON");
    }
    return OkStatus();
  }

  SourceItem ReadItem(const json& object) const {
    SourceItem item;
    item.place.file = input_.name;
    if (!object.is_object()) {
      item.rejection = Status(StatusCode::kInvalidArgument,
                              "element " + std::to_string(position_) +
                                  " of the array is no item {...}",
                              "BAD_JSON");
      return item;
    }
    Article article = ReadArticle(object, &item);
    if (article.title.empty() && article.text.empty()) {
      item.rejection = Status(StatusCode::kInvalidArgument,
                              "element " + std::to_string(position_) +
                                  " has neither headline nor body of ninjs",
                              "EMPTY_ARTICLE");
      return item;
    }
    item.charset = charset_;
    item.article = std::move(article);
    return item;
  }

  Article ReadArticle(const json& object, SourceItem* item) const {
    Article article;
    article.title = StringAt(object, "headline");
    if (article.title.empty()) article.title = FirstName(object, "headlines");
    article.text = TextOf(object);
    article.url = CanonicalUrl(FirstOf(object, {"url", "uri"}));
    article.id = StringAt(object, "uri");
    if (article.id.empty()) article.id = article.url;
    if (article.id.empty()) {
      article.id = input_.id;
      if (items_.size() > 1) article.id += "#" + std::to_string(position_);
    }
    article.published_at =
        ReadSourceDate(FirstOf(object, {"firstcreated", "firstCreated",
                                        "versioncreated", "versionCreated"}),
                       item);
    article.updated_at = ReadSourceDate(
        FirstOf(object, {"versioncreated", "versionCreated"}), item);
    article.language = StringAt(object, "language");
    if (article.language.empty()) article.language = "fr";
    article.section = FirstName(object, "subject");
    if (article.section.empty())
      article.section = FirstName(object, "subjects");
    article.source = FirstName(object, "infosource");
    if (article.source.empty()) {
      article.source =
          FirstOf(object, {"provider", "source", "copyrightholder"});
    }
    const std::string byline = StringAt(object, "byline");
    if (!byline.empty()) article.authors.push_back(byline);
    return article;
  }

  const SourceInput input_;
  bool read_ = false;
  json items_;
  size_t position_ = 0;
  std::string charset_;
};

// One whole object on the first line and another on the next.
bool IsJsonLines(std::string_view head) {
  const size_t feed = head.find('\n');
  if (feed == std::string_view::npos) return false;
  const std::string_view rest = TrimAscii(head.substr(feed));
  if (rest.empty() || rest.front() != '{') return false;
  const std::string_view line = TrimAscii(head.substr(0, feed));
  return json::accept(line.begin(), line.end());
}

}  // namespace

std::unique_ptr<ArticleSource> MakeNinjsSource(SourceInput input) {
  constexpr size_t kHeadBytes = 1U << 16;
  std::string head;
  input.bytes = PeekHead(std::move(input.bytes), kHeadBytes, &head);
  if (IsJsonLines(head)) return MakeJsonLinesSource(std::move(input));
  return std::make_unique<NinjsSource>(std::move(input));
}

}  // namespace vigie::indexer
