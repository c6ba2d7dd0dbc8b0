#include "index/article_check.h"

#include <xxhash.h>

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "analysis/analyzer.h"
#include "vigie/encoding.h"
#include "vigie/time.h"

namespace vigie::index {
namespace {

enum class Controls { kAllowedButNul, kForbidden };

struct FieldRule {
  const char* name;
  uint32_t most_bytes;
  Controls controls;
};

Status Reject(const std::string& what) {
  return Status(StatusCode::kInvalidArgument, what, "INVALID_ARTICLE");
}

// The byte of the first character that the rule forbids, or npos. REQUIRES
// well-formed UTF-8, in which U+0080 to U+009F are C2 80 to C2 9F.
size_t FindForbidden(std::string_view value, Controls controls) {
  if (controls == Controls::kAllowedButNul) return value.find('\0');
  for (size_t i = 0; i < value.size(); ++i) {
    const auto byte = static_cast<uint8_t>(value[i]);
    if (byte < 0x20 || byte == 0x7F) return i;
    if (byte == 0xC2 && static_cast<uint8_t>(value[i + 1]) < 0xA0) return i;
  }
  return std::string_view::npos;
}

Status CheckField(std::string_view value, const FieldRule& rule) {
  const std::string name = rule.name;
  if (value.size() > rule.most_bytes) {
    return Reject(name + " has " + std::to_string(value.size()) +
                  " bytes, at most " + std::to_string(rule.most_bytes) +
                  " are accepted");
  }
  size_t fault = 0;
  if (!IsValidUtf8(value, &fault)) {
    return Reject(name + " is not UTF-8 at byte " + std::to_string(fault));
  }
  fault = FindForbidden(value, rule.controls);
  if (fault == std::string_view::npos) return OkStatus();
  return Reject(name + " holds a control character at byte " +
                std::to_string(fault));
}

Status CheckDate(const char* name, const PublicationTime& time) {
  constexpr int64_t kSecondsPerDay = 86'400;
  static const int64_t first = DayFromCivil({1600, 1, 1}) * kSecondsPerDay;
  static const int64_t last = DayFromCivil({9999, 12, 31}) * kSecondsPerDay;
  if (time.unix_seconds >= first - kSecondsPerDay &&
      time.unix_seconds < last + kSecondsPerDay) {
    return OkStatus();
  }
  return Reject(std::string(name) + " lies outside of the years 1600 to 9999");
}

Status CheckCount(size_t count, uint32_t most, const std::string& what) {
  if (count <= most) return OkStatus();
  return Reject("there are " + std::to_string(count) + " " + what +
                ", at most " + std::to_string(most) + " are accepted");
}

bool IsAttributeName(std::string_view name) {
  constexpr size_t kMostBytes = 64;
  return !name.empty() && name.size() <= kMostBytes &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") ==
             std::string_view::npos;
}

Status CheckAttributes(const std::vector<Attribute>& attributes) {
  using Limits = ArticleLimits;
  Status checked =
      CheckCount(attributes.size(), Limits::kAttributes, "attributes");
  std::set<std::string_view> names;
  for (const Attribute& attribute : attributes) {
    if (!checked.ok()) return checked;
    if (!IsAttributeName(attribute.name)) {
      return Reject("an attribute's name is not 1 to 64 of a-z, 0-9, _");
    }
    if (!names.insert(attribute.name).second) {
      return Reject("the attribute " + attribute.name + " stands twice");
    }
    checked = CheckCount(attribute.values.size(), Limits::kAttributeValues,
                         "values of the attribute " + attribute.name);
    for (const std::string& value : attribute.values) {
      if (!checked.ok()) return checked;
      checked =
          CheckField(value, {attribute.name.c_str(), Limits::kAttributeBytes,
                             Controls::kAllowedButNul});
    }
  }
  return checked;
}

class Hasher {
 public:
  // The length keeps "ab", "c" apart from "a", "bc".
  void Add(std::string_view value) {
    AddNumber(value.size());
    XXH64_update(state_.get(), value.data(), value.size());
  }
  void AddNumber(uint64_t value) {
    XXH64_update(state_.get(), &value, sizeof(value));
  }
  void AddTime(const std::optional<PublicationTime>& time) {
    AddNumber(time.has_value() ? 1 : 0);
    if (!time.has_value()) return;
    AddNumber(static_cast<uint64_t>(time->unix_seconds));
    AddNumber(time->date_only ? 1 : 0);
  }
  uint64_t Digest() const { return XXH64_digest(state_.get()); }

 private:
  struct Free {
    void operator()(XXH64_state_t* state) const { XXH64_freeState(state); }
  };
  static XXH64_state_t* NewState() {
    XXH64_state_t* state = XXH64_createState();
    XXH64_reset(state, 0);
    return state;
  }
  std::unique_ptr<XXH64_state_t, Free> state_{NewState()};
};

}  // namespace

Status CheckArticle(const Article& article) {
  using Limits = ArticleLimits;
  constexpr uint32_t kAttribute = Limits::kAttributeBytes;
  if (article.id.empty()) return Reject("id is empty");
  Status checked =
      CheckField(article.id, {"id", Limits::kIdBytes, Controls::kForbidden});
  const auto check = [&checked](std::string_view value, const FieldRule& rule) {
    if (checked.ok()) checked = CheckField(value, rule);
  };
  check(article.title,
        {"title", Limits::kTitleBytes, Controls::kAllowedButNul});
  check(article.text, {"text", Limits::kTextBytes, Controls::kAllowedButNul});
  check(article.source, {"source", kAttribute, Controls::kAllowedButNul});
  check(article.url, {"url", kAttribute, Controls::kAllowedButNul});
  check(article.language, {"language", kAttribute, Controls::kAllowedButNul});
  check(article.section, {"section", kAttribute, Controls::kAllowedButNul});
  if (checked.ok()) {
    checked = CheckCount(article.authors.size(), Limits::kAuthors, "authors");
  }
  for (const std::string& author : article.authors) {
    check(author, {"author", kAttribute, Controls::kAllowedButNul});
  }
  if (checked.ok()) checked = CheckAttributes(article.attributes);
  if (checked.ok() && article.published_at.has_value()) {
    checked = CheckDate("published_at", *article.published_at);
  }
  if (checked.ok() && article.updated_at.has_value()) {
    checked = CheckDate("updated_at", *article.updated_at);
  }
  return checked;
}

Status CheckIndexOptions(const IndexOptions& options) {
  for (const std::string& name : options.facet_attributes) {
    if (IsAttributeName(name)) continue;
    return Status(StatusCode::kInvalidArgument,
                  "the attribute \"" + name +
                      "\" of the index options is not 1 to 64 of a-z, 0-9, _",
                  "INDEX_OPTIONS");
  }
  return OkStatus();
}

Status CheckNotStale(std::string_view id, uint64_t version, uint64_t last) {
  if (version == 0 || version >= last) return OkStatus();
  return Status(StatusCode::kFailedPrecondition,
                "version " + std::to_string(version) + " of \"" +
                    std::string(id) + "\" comes after version " +
                    std::to_string(last) + " was written or deleted",
                "STALE_VERSION");
}

Status NoSuchArticle(std::string_view id) {
  return Status(StatusCode::kNotFound,
                "no article has the id \"" + std::string(id) + "\"",
                "ARTICLE_NOT_FOUND");
}

uint64_t ContentHash(const Article& article,
                     std::string_view recognition_version) {
  Hasher hasher;
  hasher.Add(analysis::AnalyzerVersion());
  hasher.Add(recognition_version);
  hasher.Add(article.id);
  hasher.Add(article.title);
  hasher.Add(article.text);
  hasher.AddTime(article.published_at);
  hasher.Add(article.source);
  hasher.AddNumber(article.authors.size());
  for (const std::string& author : article.authors) hasher.Add(author);
  hasher.Add(article.url);
  hasher.Add(article.language);
  hasher.Add(article.section);
  hasher.AddTime(article.updated_at);
  hasher.AddNumber(article.version);
  hasher.AddNumber(article.attributes.size());
  for (const Attribute& attribute : article.attributes) {
    hasher.Add(attribute.name);
    hasher.AddNumber(attribute.values.size());
    for (const std::string& value : attribute.values) hasher.Add(value);
  }
  // Absent, they leave the hash what it was without them.
  for (const SuppliedMention& mention : article.mentions) {
    hasher.AddNumber(static_cast<uint64_t>(mention.field));
    hasher.AddNumber(mention.range.begin);
    hasher.AddNumber(mention.range.end);
    hasher.AddNumber(static_cast<uint64_t>(mention.type));
    hasher.Add(mention.entity_id);
    hasher.Add(mention.label);
  }
  return hasher.Digest();
}

}  // namespace vigie::index
