// Reading one sealed segment: its Xapian database and its columns.
#ifndef VIGIE_INDEX_SEGMENT_H_
#define VIGIE_INDEX_SEGMENT_H_

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/manifest.h"
#include "index/token_column.h"
#include "vigie/article.h"
#include "vigie/mention.h"
#include "vigie/status.h"

namespace vigie::index {

class AttributeRows;
class Columns;
class PostingReader;

inline constexpr int32_t kNoDay = std::numeric_limits<int32_t>::min();

// One stored mention. Layout is persisted; ordinals are segment-local.
struct StoredMention {
  uint32_t entity = 0;  // ordinal into the segment's entity table
  uint32_t begin = 0;   // bytes of the field
  uint32_t end = 0;
  uint32_t position_begin = 0;  // token positions, half-open
  uint32_t position_end = 0;
  uint32_t sentence_begin = 0;  // bytes of the field
  uint32_t sentence_end = 0;
  // The parent of a nested mention, the quotation of a speaker (who is never
  // nested), else {0, 0}.
  uint32_t parent_begin = 0;
  uint32_t parent_end = 0;
  float confidence = 1.0F;
  uint8_t field = 0;  // vigie::Field
  uint8_t type = 0;   // vigie::EntityType
  uint8_t rule = 0;   // vigie::MentionRule
  // Bit 0: nested; bits 1 and 2: vigie::MentionRole; bits 3 to 7: the link's
  // confidence in steps of .05, and one; 0 in segments that have none.
  uint8_t flags = 0;

  bool nested() const { return (flags & 1U) != 0; }
  MentionRole role() const {
    return static_cast<MentionRole>((flags >> 1U) & 3U);
  }
  float link_confidence() const {
    const unsigned steps = flags >> 3U;
    return steps == 0 ? confidence
                      : std::min(static_cast<float>(steps - 1) / 20.0F, 1.0F);
  }
  // `link` is in [0, 1].
  static uint8_t FlagsOf(bool nested, MentionRole role, float link) {
    const auto steps = static_cast<unsigned>(std::lround(link * 20.0F)) + 1;
    return static_cast<uint8_t>(
        (nested ? 1U : 0U) | static_cast<unsigned>(role) << 1U | steps << 3U);
  }
};
static_assert(sizeof(StoredMention) == 44);

// An article's distinct entities with how often it mentions each.
struct EntityCount {
  uint32_t entity = 0;  // ordinal into the segment's entity table
  uint32_t mentions = 0;
};

// One row of the segment's entity table. Views into the mapping.
struct StoredEntity {
  std::string_view id;
  std::string_view label;
  EntityType type = EntityType::kUnspecified;
};

// A value of an attribute that the index options declare. Views into the
// mapping.
struct AttributeValue {
  std::string_view name;
  std::string_view value;
};

// The revisions in which a document is the live version of its article:
// [first, end). Layout is persisted.
inline constexpr uint64_t kForever = std::numeric_limits<uint64_t>::max();
struct Validity {
  uint64_t first = 0;
  uint64_t end = kForever;
  friend bool operator==(const Validity& a, const Validity& b) {
    return a.first == b.first && a.end == b.end;
  }
};
static_assert(sizeof(Validity) == 16);

template <typename T>
struct Span {
  const T* data = nullptr;
  size_t size = 0;
  const T* begin() const { return data; }
  const T* end() const { return data + size; }
  const T& operator[](size_t i) const { return data[i]; }
};

// Documents are numbered 0 to size()-1; their Xapian docid is that plus one.
// Tombstoned documents stay readable and are counted by size(). Thread-safe
// once opened. REQUIRES doc < size() wherever a document is named.
class Segment {
 public:
  // Verifies the files named in `record` (size, CRC32C), then maps them.
  // DATA_LOSS names the file that is missing, cut or changed. The files may
  // be unlinked afterwards: descriptors and mappings keep them.
  static Result<std::shared_ptr<const Segment>> Open(
      const std::string& directory, const SegmentRecord& record);

  virtual ~Segment() = default;

  virtual const SegmentRecord& record() const = 0;
  virtual uint32_t size() const = 0;
  virtual bool tombstoned(uint32_t doc) const = 0;
  virtual uint32_t tombstones() const = 0;

  // A new handle over the verified descriptor; a handle belongs to one thread
  // at a time. Throws what Xapian throws: call it inside CatchXapian.
  virtual Xapian::Database OpenDatabase() const = 0;
  // The same lists read in place; of no terms when the segment is not of a
  // file.
  virtual const PostingReader& postings() const;

  // The document with that id, tombstoned or not; of several versions that are
  // kept, the newest. O(log size).
  virtual std::optional<uint32_t> FindArticle(std::string_view id) const = 0;
  virtual std::string_view article_id(uint32_t doc) const = 0;
  virtual std::string_view title(uint32_t doc) const = 0;
  virtual std::string_view url(uint32_t doc) const = 0;
  // Equal contents have equal hashes; what upsert compares.
  virtual uint64_t content_hash(uint32_t doc) const = 0;
  virtual std::optional<PublicationTime> published_at(uint32_t doc) const = 0;
  virtual int32_t day(uint32_t doc) const = 0;  // ParisDay or kNoDay
  // Ordinal into sources(); the empty source is "".
  virtual uint32_t source(uint32_t doc) const = 0;
  virtual const std::vector<std::string>& sources() const = 0;
  virtual const std::vector<StoredEntity>& entities() const = 0;
  // Ordered by falling mentions, then ordinal.
  virtual Span<EntityCount> entity_counts(uint32_t doc) const = 0;
  // Of each document the sum of its counts; empty without entities().
  virtual Span<uint32_t> mention_totals() const = 0;
  // Ordered by field, begin, longer first.
  virtual Span<StoredMention> mentions(uint32_t doc) const = 0;
  // By falling number of articles, then name and value.
  virtual const std::vector<AttributeValue>& attribute_values() const = 0;
  // Distinct ordinals into attribute_values(), as the article lists them.
  virtual Span<uint32_t> attributes(uint32_t doc) const = 0;
  // The values of one attribute laid out to be counted, made for the first who
  // asks; null: they are not.
  virtual const AttributeRows* attribute_rows(
      std::string_view /*attribute*/) const {
    return nullptr;
  }
  virtual std::optional<PublicationTime> updated_at(uint32_t doc) const = 0;
  virtual uint64_t version(uint32_t doc) const = 0;  // Article::version
  // What MergeInput gave, in a segment that a merge made; otherwise all
  // revisions: the segment's own bounds hold.
  virtual Validity validity(uint32_t doc) const = 0;
  // Per document, as Xapian counts it: the sum of the wdf.
  virtual Span<uint32_t> lengths() const = 0;
  virtual const Vocabulary& vocabulary() const = 0;
  // Decodes the tokens of a document. What is on disk was checked so far that
  // this never fails and never reads outside. O(tokens).
  virtual void ReadTokens(uint32_t doc, DocumentTokens* tokens) const = 0;
  // What to look for so as to find the words with these codes.
  virtual SymbolSet SymbolsOf(const std::vector<uint32_t>& codes) const = 0;
  // Of the same tokens those that are looked for, and these marks. Cheaper.
  virtual void ReadSought(uint32_t doc, const SymbolSet& sought, TextMarks text,
                          SoughtTokens* tokens) const = 0;
  // Documents by rising id; empty when the segment is not of a file.
  virtual Span<uint32_t> id_order() const { return {}; }
  // For merges; null when the segment is not of a file.
  virtual const Columns* columns() const { return nullptr; }
  // Of a restricted segment (index/restricted_segment.h): documents that only
  // their numbers are left of, always tombstoned, and how many are not so;
  // what tells it from other views of the same files.
  virtual bool hidden(uint32_t /*doc*/) const { return false; }
  virtual uint32_t visible() const { return size(); }
  virtual std::string_view scope_key() const { return {}; }
  // DATA_LOSS once a page of its files could not be read: what was read since
  // may be wrong. Answers are given only when it is OK after they were made.
  virtual Status CheckIntact() const { return OkStatus(); }
  // Tells of `reads` in the files, each of one list or text or some of the
  // tokens, that will not be made again, since what they gave is kept: now and
  // then their pages are given back to the system's cache.
  virtual void ReleaseRead(uint32_t /*reads*/) const {}
  // Every field, text included; decompresses. DATA_LOSS when the stored bytes
  // do not decode.
  virtual Result<Article> ReadArticle(uint32_t doc) const = 0;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SEGMENT_H_
