// How complete the mentions of an entity are: what counts, and what nearly did.
#ifndef VIGIE_COMPLETENESS_H_
#define VIGIE_COMPLETENESS_H_

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "vigie/mention.h"
#include "vigie/search.h"

namespace vigie {

struct CompletenessRequest {
  std::string entity;  // id, or a name that the dictionary resolves: the first
  std::string query;   // restricts the articles; empty: all
  QueryOptions options;
  uint32_t page_size = 50;  // of each list; 0 means 50; above 500 is cut to 500
  // Articles, newest first, that hold a name of the entity and are read for
  // rejected candidates: 0 means 1,000; above 10,000 is cut to 10,000.
  uint32_t most_articles = 1'000;
  CallControl control;
};

// Why a place where a name of the entity stands is no mention of it. Values
// equal the wire's enum: do not renumber.
enum class RejectionRule : uint8_t {
  kUnspecified = 0,
  kWriting = 1,           // case, accents, inside a compound, beside a capital
  kNeedMissing = 2,       // none of the name's `need` in the article
  kFullNameMissing = 3,   // a short or leaning name without a full one
  kNegativeContext = 4,   // a `neg` item speaks against it
  kScoreBelowMin = 5,     // its context does not reach `min_score`
  kOtherEntity = 6,       // the words are a mention of another entity
  kInsideLongerName = 7,  // part of another entity's name
  kPersonsName = 8,       // after a title, before a trade or an age
  kNotNamedBefore = 9,    // a nominal name before the first mention
};
// "writing", "need_missing", ...
VIGIE_API std::string_view RejectionRuleName(RejectionRule rule);

struct RejectedCandidate {
  ArticleSummary article;
  Field field = Field::kText;
  ByteRange range;
  std::string surface;
  Sentence sentence;
  RejectionRule rule = RejectionRule::kUnspecified;
  std::string other_entity_id;  // of kOtherEntity and kInsideLongerName
};

// A word of the index near a name of the entity.
struct SpellingVariant {
  std::string word;       // lower case, accents kept
  std::string name;       // of the entity
  uint32_t distance = 0;  // edits; 0: written in one word or apart
  uint32_t articles = 0;  // of the whole index
};

// An entity that the dictionary does not have and whose name shares a word.
struct RelatedName {
  std::string entity_id;
  std::string label;
  EntityType type = EntityType::kUnspecified;
  uint32_t mentions = 0;  // in the articles of the query
  uint32_t articles = 0;
};

struct CompletenessReport {
  uint64_t revision = 0;
  std::string entity_id;
  std::string label;
  EntityType type = EntityType::kUnspecified;
  uint32_t mentions = 0;  // that count, credits apart; exact
  uint32_t articles = 0;  // with one of them
  // By distance, then articles.
  std::vector<SpellingVariant> variants;
  // In the order of mention rows.
  std::vector<RejectedCandidate> rejected;
  uint32_t total_rejected = 0;  // in the articles read
  uint32_t articles_read = 0;
  bool all_read = true;  // false: `total_rejected` is a lower bound
  // By mentions.
  std::vector<RelatedName> related;
  QueryUnderstanding understanding;
  std::string analyzer_version;
  std::string dictionary_version;
  std::chrono::microseconds elapsed{0};
};

}  // namespace vigie

#endif  // VIGIE_COMPLETENESS_H_
