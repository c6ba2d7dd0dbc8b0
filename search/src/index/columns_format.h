// Layout of columns.bin (docs/schema.md): a header, a table of sections, then
// the sections, each at a multiple of 8 bytes. Little-endian throughout.
//
// Everything here is persisted: add sections with new numbers, never change
// one, and raise kColumnsVersion when an old reader would be wrong.
#ifndef VIGIE_INDEX_COLUMNS_FORMAT_H_
#define VIGIE_INDEX_COLUMNS_FORMAT_H_

#include <cstdint>
#include <type_traits>

#include "index/segment.h"

namespace vigie::index {

inline constexpr char kColumnsMagic[8] = {'V', 'I', 'G', 'I',
                                          'E', 'C', 'O', 'L'};
inline constexpr uint32_t kColumnsVersion = 3;
inline constexpr uint64_t kSectionAlignment = 8;

enum class Section : uint32_t {
  kArticles = 1,          // ArticleRow per document
  kStrings = 2,           // bytes that ArticleRow points into
  kIdOrder = 3,           // uint32 per document: documents by rising id
  kDays = 4,              // int32 per document: ParisDay or kNoDay
  kSources = 5,           // uint32 per document: ordinal into kSourceNames
  kSourceNames = 6,       // per source: uint32 bytes, then the name
  kEntities = 7,          // per entity: EntityRow, then its id and label
  kEntityCountBegin = 8,  // uint32 per document and one: into kEntityCounts
  kEntityCounts = 9,      // EntityCount
  kMentionBegin = 10,     // uint32 per document and one: into kMentions
  kMentions = 11,         // StoredMention
  kTexts = 12,            // zstd frames, one per block of articles
  // 13 to 17 were used until version 2 and are empty.
  kTextBlocks = 18,       // uint64 per block and one: into kTexts
  kLengths = 19,          // uint32 per document: sum of the wdf
  kUpdates = 20,          // int64 per document: seconds; empty: none has any
  kVersions = 21,         // uint64 per document; empty: none has any
  kValidity = 22,         // Validity per document; empty: unbounded
  kAttributeValues = 23,  // per value: uint32 bytes, name, uint32 bytes, value
  kAttributeBegin = 24,   // uint32 per document and one: into kAttributes
  kAttributes = 25,       // uint32: ordinals into kAttributeValues
  kWords = 26,            // WordRow (token_format.h)
  kWordBytes = 27,        // that WordRow points into
  kWordsByForm = 28,      // uint32: words whose form is not the exact form
  kWordsByStem = 29,      // uint32: words whose stem is not the form
  kTokenCode = 30,        // TokenCode
  kSymbolWords = 31,      // uint32 per symbol
  kSymbolMarks = 32,      // uint8 per symbol
  kTokenBegin = 33,       // uint64 per document and one: into kTokens
  kTokens = 34,           // varint of the title's positions, then symbols, each
  kDenseRows = 35,        // DenseRow (dense_terms.h) per term, by rising bytes
  kDenseNames = 36,       // bytes that DenseRow points into
  kDenseLists = 37,       // that too
  kPairRows = 38,         // PairRow (pair_lists.h) per stem, by rising words
  kPairLists = 39,        // that PairRow points into
  kTextDictionary = 40,   // of all frames in kTexts; empty: they have none
};
inline constexpr uint32_t kSections = 40;
// Files written before the last ones were added have as many, and are read.
inline constexpr uint32_t kFewestSections = 34;

struct ColumnsHeader {
  char magic[8];
  uint32_t version = kColumnsVersion;
  uint32_t sections = kSections;
  uint64_t file_bytes = 0;
  uint32_t documents = 0;
  uint32_t reserved = 0;
};
static_assert(sizeof(ColumnsHeader) == 32);

// In the order of the numbers of the sections.
struct SectionEntry {
  uint32_t section = 0;
  uint32_t reserved = 0;
  uint64_t offset = 0;  // from the start of the file
  uint64_t bytes = 0;
};
static_assert(sizeof(SectionEntry) == 24);

enum ArticleFlag : uint16_t {
  kHasPublication = 1U << 0,
  kDateOnly = 1U << 1,
  kHasUpdate = 1U << 2,
  kUpdateDateOnly = 1U << 3,
  // FillFromListed gives back what the article's record says, but for a
  // language that is empty. Without it the record is read.
  kListedRecord = 1U << 4,
  kNoLanguage = 1U << 5,
};

// Id, title and URL stand one after the other from `strings`. The text and,
// after it, the article's record (article_record.h) stand in a block.
struct ArticleRow {
  uint64_t content_hash = 0;
  int64_t unix_seconds = 0;
  uint64_t strings = 0;  // offset in kStrings
  uint32_t block = 0;    // into kTextBlocks
  uint32_t text = 0;     // offset in the block, decompressed
  uint32_t text_bytes = 0;
  uint32_t record_bytes = 0;
  uint16_t id_bytes = 0;
  uint16_t title_bytes = 0;
  uint16_t url_bytes = 0;
  uint16_t flags = 0;
};
static_assert(sizeof(ArticleRow) == 48);

struct EntityRow {
  uint32_t type = 0;  // vigie::EntityType
  uint32_t id_bytes = 0;
  uint32_t label_bytes = 0;
};
static_assert(sizeof(EntityRow) == 12);

static_assert(std::is_trivially_copyable_v<ColumnsHeader> &&
              std::is_trivially_copyable_v<SectionEntry> &&
              std::is_trivially_copyable_v<ArticleRow> &&
              std::is_trivially_copyable_v<StoredMention> &&
              std::is_trivially_copyable_v<EntityCount>);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_COLUMNS_FORMAT_H_
