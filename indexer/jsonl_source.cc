// JSON Lines: one article per line, from a file or standard input.
#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

#include "indexer/article_source.h"
#include "indexer/canonical_url.h"
#include "vigie/encoding.h"
#include "vigie/mention.h"
#include "vigie/time.h"

namespace vigie::indexer {
namespace {

using nlohmann::json;

// Longer lines cannot hold an acceptable article even when every character is
// escaped as \uXXXX; they are skipped without being held in memory.
constexpr size_t kMaxLineBytes = 6ULL * ArticleLimits::kTextBytes + 65'536;
constexpr size_t kMaxRawBytes = 65'536;
constexpr size_t kBufferBytes = 65'536;
constexpr char kRejectedMention[] = "REJECTED_MENTION";

Status Invalid(std::string message, std::string reason) {
  return Status(StatusCode::kInvalidArgument, std::move(message),
                std::move(reason));
}

// Reads fields of one object and remembers which keys were taken.
class ObjectReader {
 public:
  ObjectReader(const json& object, SourceItem* item)
      : object_(object), item_(item) {}

  // The string under the first of `keys` that is present and not null; an
  // integer gives its digits. Other types: the article is rejected.
  std::string TakeString(std::initializer_list<const char*> keys) {
    for (const char* key : keys) {
      const auto found = object_.find(key);
      if (found == object_.end()) continue;
      taken_.push_back(key);
      if (found->is_null()) continue;
      if (found->is_string()) return Clean(found->get<std::string>());
      if (found->is_number_integer()) return found->dump();
      Reject(key, "a string");
    }
    return "";
  }

  std::vector<std::string> TakeStrings(
      std::initializer_list<const char*> keys) {
    std::vector<std::string> values;
    for (const char* key : keys) {
      const auto found = object_.find(key);
      if (found == object_.end()) continue;
      taken_.push_back(key);
      if (found->is_null()) continue;
      const json list = found->is_array() ? *found : json::array({*found});
      for (const json& element : list) {
        if (element.is_string()) {
          values.push_back(Clean(element.get<std::string>()));
        } else {
          Reject(key, "a string or an array of strings");
        }
      }
    }
    return values;
  }

  // {"name": "value"} or {"name": ["value", ...]}.
  std::vector<Attribute> TakeAttributes(const char* key) {
    std::vector<Attribute> attributes;
    const auto found = object_.find(key);
    if (found == object_.end()) return attributes;
    taken_.push_back(key);
    if (found->is_null()) return attributes;
    if (!found->is_object()) {
      Reject(key, "an object of strings or arrays of strings");
      return attributes;
    }
    for (const auto& [name, value] : found->items()) {
      const json list = value.is_array() ? value : json::array({value});
      Attribute attribute{Clean(name), {}};
      for (const json& element : list) {
        if (element.is_string()) {
          attribute.values.push_back(Clean(element.get<std::string>()));
        } else {
          Reject(key, "an object of strings or arrays of strings");
        }
      }
      attributes.push_back(std::move(attribute));
    }
    return attributes;
  }

  // An array of {start, end, field?, surface?, entity_id or type, label?},
  // offsets in bytes. One that is not of that form is a repair.
  std::vector<SuppliedMention> TakeMentions(const char* key) {
    std::vector<SuppliedMention> mentions;
    const auto found = object_.find(key);
    if (found == object_.end()) return mentions;
    taken_.push_back(key);
    if (found->is_null()) return mentions;
    if (!found->is_array()) {
      Reject(key, "an array of objects");
      return mentions;
    }
    for (const json& element : *found) {
      SuppliedMention mention;
      if (ReadMention(element, &mention)) {
        mentions.push_back(std::move(mention));
      } else {
        item_->repairs.push_back(Invalid(
            "a mention is not {\"start\", \"end\", \"entity_id\" or \"type\"}",
            kRejectedMention));
      }
    }
    return mentions;
  }

  uint64_t TakeVersion(const char* key) {
    const auto found = object_.find(key);
    if (found == object_.end()) return 0;
    taken_.push_back(key);
    if (found->is_null()) return 0;
    if (found->is_number_unsigned()) return found->get<uint64_t>();
    Reject(key, "an integer of at least 0");
    return 0;
  }

  void CountIgnored(Counts* ignored) const {
    for (const auto& [key, value] : object_.items()) {
      bool known = false;
      for (const std::string_view taken : taken_) known |= taken == key;
      if (!known) ++(*ignored)[key];
    }
  }

 private:
  static bool ReadMention(const json& object, SuppliedMention* mention) {
    if (!object.is_object()) return false;
    const auto text = [&](const char* key, std::string* value) {
      const auto found = object.find(key);
      if (found == object.end() || found->is_null()) return true;
      if (!found->is_string()) return false;
      *value = found->get<std::string>();
      return true;
    };
    const auto offset = [&](const char* key, uint32_t* value) {
      const auto found = object.find(key);
      if (found == object.end() || !found->is_number_unsigned() ||
          found->get<uint64_t>() > ArticleLimits::kTextBytes) {
        return false;
      }
      *value = found->get<uint32_t>();
      return true;
    };
    std::string field;
    std::string type;
    if (!offset("start", &mention->range.begin) ||
        !offset("end", &mention->range.end) || !text("field", &field) ||
        !text("surface", &mention->surface) ||
        !text("entity_id", &mention->entity_id) || !text("type", &type) ||
        !text("label", &mention->label)) {
      return false;
    }
    if (!field.empty() && field != "text" && field != "title") return false;
    mention->field = field == "title" ? Field::kTitle : Field::kText;
    mention->type = EntityTypeFromName(type);
    return type.empty() || mention->type != EntityType::kUnspecified;
  }

  std::string Clean(const std::string& text) {
    DecodedText decoded = DecodeToUtf8(text);
    if (decoded.repaired_bytes > 0) {
      item_->repairs.push_back(Invalid(std::to_string(decoded.repaired_bytes) +
                                           " control characters became spaces",
                                       "REPAIRED_ENCODING"));
    }
    return std::move(decoded.text);
  }

  void Reject(const char* key, const char* wanted) {
    if (!item_->rejection.ok()) return;
    item_->rejection = Invalid(
        std::string("key \"") + key + "\" must be " + wanted, "BAD_JSON_TYPE");
  }

  const json& object_;
  SourceItem* item_;
  std::vector<std::string_view> taken_;
};

class JsonLinesSource : public ArticleSource {
 public:
  explicit JsonLinesSource(SourceInput input) : input_(std::move(input)) {}

  std::optional<SourceItem> Next() override {
    bool too_long = false;
    std::string line;
    while (ReadLine(&line, &too_long)) {
      ++line_number_;
      if (!too_long && line.find_first_not_of(" \t\r") == std::string::npos) {
        continue;
      }
      return Parse(line, too_long);
    }
    if (said_ || input_.bytes->status().ok()) return std::nullopt;
    said_ = true;
    SourceItem item;
    item.place = {input_.name, line_number_};
    item.rejection = input_.bytes->status();
    return item;
  }

  uint64_t bytes_read() const override { return input_.bytes->consumed(); }

  const Counts& ignored_keys() const override { return ignored_keys_; }

 private:
  // The part of a line that an input ends in when it fails is no line.
  bool ReadLine(std::string* line, bool* too_long) {
    line->clear();
    *too_long = false;
    for (;;) {
      if (position_ == filled_ && !Fill()) {
        return input_.bytes->status().ok() && (!line->empty() || *too_long);
      }
      const char* begin = buffer_.data() + position_;
      const char* end = buffer_.data() + filled_;
      const char* feed = std::find(begin, end, '\n');
      const size_t room = kMaxLineBytes - std::min(kMaxLineBytes, line->size());
      const auto length = static_cast<size_t>(feed - begin);
      line->append(begin, std::min(length, room));
      *too_long |= length > room;
      position_ += length + (feed == end ? 0 : 1);
      if (feed != end) return true;
    }
  }

  bool Fill() {
    buffer_.resize(kBufferBytes);
    position_ = 0;
    filled_ = input_.bytes->Read(buffer_.data(), buffer_.size());
    return filled_ > 0;
  }

  SourceItem Parse(const std::string& line, bool too_long) {
    SourceItem item;
    item.place = {input_.name, line_number_};
    if (too_long) {
      item.rejection = Invalid(
          "the line has more than " + std::to_string(kMaxLineBytes) + " bytes",
          "TOO_LARGE");
    } else {
      FillArticle(line, &item);
    }
    if (!item.rejection.ok()) {
      item.article.reset();
      item.raw = line.substr(0, kMaxRawBytes);
    }
    return item;
  }

  void FillArticle(const std::string& line, SourceItem* item) {
    DecodedText decoded = DecodeToUtf8(line);
    if (decoded.repaired_bytes > 0) {
      item->repairs.push_back(Invalid(
          std::to_string(decoded.repaired_bytes) +
              " bytes were not clean UTF-8; read as " + decoded.encoding,
          "REPAIRED_ENCODING"));
    }
    item->charset = decoded.encoding;
    json object;
    try {
      object = json::parse(decoded.text);
    } catch (const json::parse_error& error) {
      item->rejection = Invalid("not JSON: byte " + std::to_string(error.byte) +
                                    " of the line is not what was expected",
                                "BAD_JSON");
      return;
    } catch (const json::out_of_range&) {
      item->rejection =
          Invalid("a number is larger than a double can hold", "BAD_JSON");
      return;
    }
    if (!object.is_object()) {
      item->rejection =
          Invalid("a line must hold one JSON object {...}", "BAD_JSON");
      return;
    }
    ObjectReader reader(object, item);
    item->article = ReadArticle(&reader, item);
    reader.CountIgnored(&ignored_keys_);
  }

  static std::optional<PublicationTime> ReadTime(const std::string& date,
                                                 SourceItem* item) {
    if (date.empty()) return std::nullopt;
    Result<PublicationTime> time = ParsePublicationTime(date);
    if (time.ok()) return *time;
    item->repairs.push_back(Invalid(
        "indexed without a date: " + time.status().message(), "REPAIRED_DATE"));
    return std::nullopt;
  }

  static void DropFaultyMentions(Article* article, SourceItem* item) {
    const std::vector<MentionFault> faults = FindMentionFaults(*article);
    for (const MentionFault& fault : faults) {
      item->repairs.push_back(Invalid(
          "mention " + std::to_string(fault.mention + 1) + " dropped at byte " +
              std::to_string(fault.byte) + ": " + fault.message,
          kRejectedMention));
    }
    for (auto fault = faults.rbegin(); fault != faults.rend(); ++fault) {
      article->mentions.erase(article->mentions.begin() + fault->mention);
    }
  }

  Article ReadArticle(ObjectReader* reader, SourceItem* item) const {
    Article article;
    article.id = reader->TakeString({"id"});
    article.title = reader->TakeString({"title", "titre"});
    article.text = reader->TakeString({"text", "texte", "body", "content"});
    article.source = reader->TakeString({"source"});
    article.url = reader->TakeString({"url"});
    article.authors = reader->TakeStrings({"authors", "author"});
    article.language = reader->TakeString({"language", "lang"});
    article.section = reader->TakeString({"section"});
    article.published_at =
        ReadTime(reader->TakeString({"published_at", "date"}), item);
    article.updated_at = ReadTime(reader->TakeString({"updated_at"}), item);
    article.attributes = reader->TakeAttributes("attributes");
    article.version = reader->TakeVersion("version");
    article.mentions = reader->TakeMentions("mentions");
    DropFaultyMentions(&article, item);
    if (article.language.empty()) article.language = "fr";
    if (article.id.empty()) article.id = CanonicalUrl(article.url);
    if (article.id.empty()) {
      article.id = input_.id + "#" + std::to_string(line_number_);
    }
    if (item->rejection.ok() && article.title.empty() && article.text.empty()) {
      item->rejection = Invalid(
          "neither \"title\" nor \"text\": nothing to index", "EMPTY_ARTICLE");
    }
    return article;
  }

  const SourceInput input_;
  std::string buffer_;
  size_t position_ = 0;  // in the buffer, of the next byte
  size_t filled_ = 0;
  bool said_ = false;  // that the input failed
  uint64_t line_number_ = 0;
  Counts ignored_keys_;
};

}  // namespace

std::unique_ptr<ArticleSource> MakeJsonLinesSource(SourceInput input) {
  return std::make_unique<JsonLinesSource>(std::move(input));
}

}  // namespace vigie::indexer
