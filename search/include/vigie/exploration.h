// Requests and answers of Snapshot that look at many articles at once:
// timelines, related entities, comparisons, similar articles, suggestions.
//
// How each number is computed stands in docs/exploration.md. Counts are exact,
// unless the answer is partial: then they are of the articles that were
// searched.
#ifndef VIGIE_EXPLORATION_H_
#define VIGIE_EXPLORATION_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vigie/search.h"

namespace vigie {

// Calendar steps of Europe/Paris. Values equal the wire's enum: do not
// renumber.
enum class TimelineStep : uint8_t {
  kUnspecified = 0,  // kDay
  kHour = 1,
  kDay = 2,
  kWeek = 3,  // from Monday
  kMonth = 4,
  kYear = 5,
};

// One line of a timeline: an entity, or one way in which it is written.
struct TimelineSeriesRequest {
  std::string entity_id;
  std::string surface;  // as FacetSurface::surface; empty: all of them
};

struct TimelineRequest {
  std::string query;
  QueryOptions options;
  std::vector<FacetSelection> selections;
  TimelineStep step = TimelineStep::kDay;
  // Instants, [begin, end). Absent: from the first to the last dated hit. More
  // than 10,000 steps: INVALID_ARGUMENT (reason TIMELINE_TOO_LONG).
  std::optional<int64_t> begin;
  std::optional<int64_t> end;
  std::vector<TimelineSeriesRequest> series;  // at most 20
  // Count what ListMentions lists of the query, too.
  bool mentions = false;
  CallControl control;
};

// One step, whether anything falls into it or not.
struct TimelineBucket {
  int64_t begin = 0;  // seconds since 1970-01-01T00:00Z, [begin, end)
  int64_t end = 0;
  // "2026-03-14T18:00+01:00", "2026-03-14", "2026-W11", "2026-03", "2026".
  std::string label;
  uint32_t articles = 0;
  uint32_t mentions = 0;  // rows of ListMentions; 0 unless asked for
  // Articles of the same sources: those that pass the selections of sources
  // and the `source:` clauses which the query requires; all without such.
  uint32_t total = 0;
  std::optional<double> share;  // articles / total; absent when total is 0
  // false: the step goes beyond the newest article of the index, the request's
  // begin or end cuts it, or the answer is partial.
  bool complete = true;
};

struct TimelinePoint {
  uint32_t articles = 0;  // hits that mention it
  uint32_t mentions = 0;
};

struct TimelineSeries {
  std::string entity_id;
  std::string label;
  std::string surface;
  std::vector<TimelinePoint> points;  // one for each bucket
};

struct TimelineResult {
  uint64_t revision = 0;
  uint32_t total_hits = 0;
  std::vector<TimelineBucket> buckets;  // in order, without gaps
  std::vector<TimelineSeries> series;   // in the order asked
  uint32_t undated = 0;                 // hits without publication time
  // Hours only: hits of which the day alone is known; they are in no bucket.
  uint32_t without_hour = 0;
  uint32_t outside = 0;  // hits before `begin` or after `end`
  PartialReason partial = PartialReason::kComplete;
  uint64_t articles_searched = 0;  // of a partial answer; else 0
  QueryUnderstanding understanding;
  std::string analyzer_version;
  std::string dictionary_version;
  std::chrono::microseconds elapsed{0};
};

// Values equal the wire's enum: do not renumber.
enum class Association : uint8_t {
  kUnspecified = 0,    // kLogLikelihood
  kLogLikelihood = 1,  // Dunning's G²: rewards what is frequent
  kNpmi = 2,           // normalised mutual information: rewards what is proper
};

// Which entities are mentioned in the hits more than elsewhere in the index?
struct RelatedRequest {
  std::string query;
  QueryOptions options;
  std::vector<FacetSelection> selections;
  std::vector<EntityType> types;  // empty: all
  Association measure = Association::kLogLikelihood;
  uint32_t limit = 10;        // 0 means 10; above 100 is cut to 100
  uint32_t min_articles = 2;  // among the hits; 0 means 2
  uint32_t evidence = 1;      // sentences per entity; above 3 is cut to 3
  CallControl control;
};

// A sentence that shows an entity in a hit.
struct EvidenceSentence {
  ArticleSummary article;
  Field field = Field::kText;
  Sentence sentence;
  std::vector<ByteRange> entity;   // its mentions; ordered, of the field
  std::vector<ByteRange> matches;  // of the query; ordered, of the field
};

struct RelatedEntity {
  std::string entity_id;
  std::string label;
  EntityType type = EntityType::kUnspecified;
  uint32_t articles = 0;    // hits that mention it
  uint32_t mentions = 0;    // in those
  uint32_t background = 0;  // articles of the index that mention it
  double expected = 0;      // of `articles`, were there no relation
  double score = 0;         // of the measure
  // Those that hold a match of the query as well come first.
  std::vector<EvidenceSentence> evidence;
};

struct RelatedResult {
  uint64_t revision = 0;
  uint32_t total_hits = 0;
  uint32_t total_articles = 0;  // of the index
  // Only those above what is expected; not what the query itself asks for. By
  // falling score, ties by id.
  std::vector<RelatedEntity> entities;
  PartialReason partial = PartialReason::kComplete;
  uint64_t articles_searched = 0;  // of a partial answer; else 0
  QueryUnderstanding understanding;
  std::string analyzer_version;
  std::string dictionary_version;
  std::chrono::microseconds elapsed{0};
};

// A query with its conditions.
struct QuerySide {
  std::string query;
  QueryOptions options;
  std::vector<FacetSelection> selections;
};

struct CompareRequest {
  QuerySide first;
  QuerySide second;
  // What to compare by, 1 to 8, else INVALID_ARGUMENT; usually entities.
  std::vector<FacetKey> by;
  uint32_t limit = 10;  // values per side and key; 0: 10; above 100: cut to 100
  CallControl control;
};

// A value that one side has more than the other.
struct ComparedValue {
  std::string value;  // as FacetValue
  std::string label;
  EntityType entity_type = EntityType::kUnspecified;
  uint32_t first = 0;   // articles of the first side's hits
  uint32_t second = 0;  // and of the second's
  // G² of the two counts against equal rates; above 0 where the first side has
  // it more often, below where the second has.
  double score = 0;
};

struct Comparison {
  FacetKey key;
  std::vector<ComparedValue> first;   // by falling score, ties by value
  std::vector<ComparedValue> second;  // by rising score, ties by value
};

struct CompareResult {
  uint64_t revision = 0;
  uint32_t first_hits = 0;
  uint32_t second_hits = 0;
  uint32_t both = 0;                    // articles that are hits of both sides
  std::vector<Comparison> comparisons;  // in the order of `by`
  // Of the side that fewer articles were searched for.
  PartialReason partial = PartialReason::kComplete;
  uint64_t articles_searched = 0;  // of a partial answer; else 0
  QueryUnderstanding first_understanding;
  QueryUnderstanding second_understanding;
  std::string analyzer_version;
  std::string dictionary_version;
  std::chrono::microseconds elapsed{0};
};

// Articles on what one article is about, itself left out.
struct SimilarRequest {
  std::string article_id;
  std::vector<FacetSelection> selections;  // that the others must pass
  uint32_t limit = 10;                     // 0 means 10; above 100: cut to 100
  bool require_complete = false;           // as QueryOptions::require_complete
  CallControl control;
};

// A word or entity by which articles were found similar.
struct SalientTerm {
  std::string term;       // a word as the article has it; or a label
  std::string entity_id;  // empty for a word
  uint32_t occurrences = 0;
  uint32_t articles = 0;  // of the index that have it
  double weight = 0;
};

struct SimilarArticle {
  Article article;  // `text` left empty
  double score = 0;
  std::vector<std::string> shared;  // terms and labels, heaviest first
  // Of the sets of five words in a row of both articles: what they share of
  // their union, and of the smaller one.
  double resemblance = 0;
  double containment = 0;
  // Resemblance of at least 0.5, or containment of at least 0.8.
  bool near_duplicate = false;
};

struct SimilarResult {
  uint64_t revision = 0;
  std::vector<SalientTerm> terms;        // heaviest first
  std::vector<SimilarArticle> articles;  // by falling score, ties by id
  PartialReason partial = PartialReason::kComplete;
  uint64_t articles_searched = 0;  // of a partial answer; else 0
  std::string analyzer_version;
  std::string dictionary_version;
  std::chrono::microseconds elapsed{0};
};

// What somebody may mean who has typed so much.
struct SuggestRequest {
  std::string text;               // at most 200 bytes, else INVALID_ARGUMENT
  uint32_t limit = 8;             // of each kind; 0: 8; above 50: cut to 50
  std::vector<EntityType> types;  // of entities; empty: all
  bool words = true;
  bool entities = true;
  bool sources = true;
  CallControl control;
};

struct Suggestion {
  // Values equal the wire's enum: do not renumber.
  enum class Kind : uint8_t {
    kUnspecified = 0,
    kEntity = 1,
    kSource = 2,
    kWord = 3,
  };
  Kind kind = Kind::kUnspecified;
  std::string text;   // label, source name or word
  std::string query;  // a clause of the query language that asks for it
  std::string entity_id;
  EntityType type = EntityType::kUnspecified;  // of entities
  std::string alias;      // of an entity, that was found; empty: its label
  uint32_t articles = 0;  // of the index
};

struct SuggestResult {
  uint64_t revision = 0;
  // Entities, then sources, then words; in each kind those whose first word
  // begins so before others, then by falling articles, then by text.
  std::vector<Suggestion> suggestions;
  std::chrono::microseconds elapsed{0};
};

}  // namespace vigie

#endif  // VIGIE_EXPLORATION_H_
