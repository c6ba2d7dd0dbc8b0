// The unit of indexing: one press article.
#ifndef VIGIE_ARTICLE_H_
#define VIGIE_ARTICLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vigie/byte_range.h"
#include "vigie/export.h"

namespace vigie {

// The searchable fields of an article. Values are persisted: do not renumber.
enum class Field : uint8_t { kTitle = 0, kText = 1 };

// An instant. When `date_only`, the source gave a day and no hour, and
// `unix_seconds` is that day's midnight in Europe/Paris.
struct PublicationTime {
  int64_t unix_seconds = 0;
  bool date_only = false;
  friend bool operator==(const PublicationTime& a, const PublicationTime& b) {
    return a.unix_seconds == b.unix_seconds && a.date_only == b.date_only;
  }
};

// A string attribute with its values, e.g. {"rubrique", {"Économie"}}. Those
// that IndexOptions declares can be counted as facets and filtered by.
struct Attribute {
  std::string name;  // 1 to 64 bytes of a-z, 0-9, _
  std::vector<std::string> values;
  friend bool operator==(const Attribute& a, const Attribute& b) {
    return a.name == b.name && a.values == b.values;
  }
};

enum class EntityType : uint8_t;  // mention.h

// A mention that the caller knows of. It is of the entity `entity_id`, or of
// the one of `type` that its surface names.
struct SuppliedMention {
  Field field = Field::kText;
  ByteRange range;        // not empty, on character boundaries
  std::string surface;    // empty, or what `field` holds in `range`
  std::string entity_id;  // e.g. "org/broadcom"; empty: told by `type`
  EntityType type{};      // unspecified: as the id begins
  std::string label;      // of an entity that the dictionary does not have
};

// An article as the caller gives it and as the index returns it. All strings
// are UTF-8; they are stored as given, never normalised. Limits (checked by
// IndexWriter::Add, which rejects with INVALID_ARGUMENT beyond them) are in
// ArticleLimits.
struct Article {
  std::string id;  // upsert key, 1 to 200 bytes, no control character
  std::string title;
  std::string text;  // paragraphs are separated by line feeds
  std::optional<PublicationTime> published_at;
  std::string source;  // name of the publication, e.g. "Le Monde"
  std::vector<std::string> authors;
  std::string url;
  std::string language;  // BCP 47, e.g. "fr"; empty means "fr"
  std::string section;
  std::optional<PublicationTime> updated_at;
  std::vector<Attribute> attributes;  // names distinct
  // Of the caller's own counting: an article or deletion with a lower version
  // than the one last written for its id is rejected. 0: none, always written.
  uint64_t version = 0;
  // Stored with the article, and stronger than what is recognised. Those in
  // which FindMentionFaults finds a fault are dropped, the article stays.
  std::vector<SuppliedMention> mentions;
};

// Why a supplied mention cannot be taken.
struct MentionFault {
  uint32_t mention = 0;  // index into Article::mentions
  uint32_t byte = 0;     // of its field
  std::string message;
};

// In order of Article::mentions, one for each faulty one. REQUIRES valid UTF-8.
// O(mentions).
VIGIE_API std::vector<MentionFault> FindMentionFaults(const Article& article);

// Largest accepted sizes, in bytes of UTF-8.
struct ArticleLimits {
  static constexpr uint32_t kIdBytes = 200;
  static constexpr uint32_t kTitleBytes = 2'000;
  static constexpr uint32_t kTextBytes = 2'000'000;
  static constexpr uint32_t kAttributeBytes = 2'000;  // source, url, section...
  static constexpr uint32_t kAuthors = 64;
  static constexpr uint32_t kAttributes = 64;
  static constexpr uint32_t kAttributeValues = 256;  // of one attribute
  static constexpr uint32_t kMentions = 10'000;      // supplied ones
};

}  // namespace vigie

#endif  // VIGIE_ARTICLE_H_
