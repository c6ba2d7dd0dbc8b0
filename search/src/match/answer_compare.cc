#include "match/answer_compare.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "match/call_poll.h"
#include "match/partial_answer.h"
#include "match/query_run.h"
#include "match/stopwatch.h"

namespace vigie::match {
namespace {

constexpr size_t kMostKeys = 8;
constexpr uint32_t kDefaultValues = 10;
constexpr uint32_t kMostValues = 100;

using Counts = std::unordered_map<uint32_t, uint32_t>;  // articles by value

Result<Counts> CountValues(const FacetKey& key, const FacetColumns& columns,
                           const std::vector<ScoredDoc>& hits, CallPoll* poll) {
  Counts counts;
  std::vector<ValueCount> values;
  for (const ScoredDoc& hit : hits) {
    if (Status status = poll->Tick(); !status.ok()) return status;
    columns.Read(key, hit.doc, &values);
    for (const ValueCount& value : values) ++counts[value.value];
  }
  return counts;
}

struct Scored {
  uint32_t value = 0;
  uint32_t first = 0;
  uint32_t second = 0;
  double score = 0;
  std::string name;
};

// The `limit` strongest of one side, whose scores have the sign of `side`.
std::vector<ComparedValue> Strongest(const FacetKey& key,
                                     const FacetColumns& columns,
                                     std::vector<Scored> scored, double side,
                                     uint32_t limit) {
  const auto other = [side](const Scored& one) {
    return one.score * side <= 0;
  };
  scored.erase(std::remove_if(scored.begin(), scored.end(), other),
               scored.end());
  std::sort(scored.begin(), scored.end(), [](const Scored& a, const Scored& b) {
    const double of_a = std::abs(a.score);
    const double of_b = std::abs(b.score);
    return of_a != of_b ? of_a > of_b : a.name < b.name;
  });
  scored.resize(std::min<size_t>(scored.size(), limit));
  std::vector<ComparedValue> values;
  for (const Scored& one : scored) {
    const FacetValue described = columns.Describe(key, one.name);
    values.push_back({described.value, described.label, described.entity_type,
                      one.first, one.second, one.score});
  }
  return values;
}

Result<Comparison> CompareBy(const FacetKey& key, uint32_t limit,
                             const FacetColumns& columns,
                             const std::vector<ScoredDoc>& first,
                             const std::vector<ScoredDoc>& second,
                             CallPoll* poll) {
  const Result<Counts> of_first = CountValues(key, columns, first, poll);
  if (!of_first.ok()) return of_first.status();
  const Result<Counts> of_second = CountValues(key, columns, second, poll);
  if (!of_second.ok()) return of_second.status();
  std::vector<Scored> scored;
  const auto add = [&](uint32_t value, uint32_t a, uint32_t b) {
    scored.push_back({value, a, b,
                      RateDifference(a, static_cast<uint32_t>(first.size()), b,
                                     static_cast<uint32_t>(second.size())),
                      columns.Name(key, value)});
  };
  for (const auto& [value, articles] : *of_first) {
    const auto other = of_second->find(value);
    add(value, articles, other == of_second->end() ? 0 : other->second);
  }
  for (const auto& [value, articles] : *of_second) {
    if (of_first->count(value) == 0) add(value, 0, articles);
  }
  return Comparison{key, Strongest(key, columns, scored, 1, limit),
                    Strongest(key, columns, scored, -1, limit)};
}

uint32_t CountBoth(const Catalog& catalog, const std::vector<ScoredDoc>& first,
                   const std::vector<ScoredDoc>& second) {
  std::vector<std::vector<bool>> found;
  for (const auto& segment : catalog.segments()) {
    found.emplace_back(segment->size());
  }
  for (const ScoredDoc& hit : first) found[hit.doc.segment][hit.doc.doc] = true;
  uint32_t both = 0;
  for (const ScoredDoc& hit : second) {
    both += found[hit.doc.segment][hit.doc.doc] ? 1 : 0;
  }
  return both;
}

// A side that may be cut is, when it has taken `share` of the time.
Result<QueryRun> RunSide(const Corpus& corpus, const FacetColumns& columns,
                         const QuerySide& side, const CallControl& control,
                         double share) {
  const bool whole = side.options.require_complete;
  const MatchTimes times(whole ? control : Part(control, share), whole);
  QueryInput input{side.query, side.options, side.selections, times.matching};
  input.scoring = Scoring::kUnscored;
  input.partial = times.gathering;
  return RunQuery(corpus, columns, input);
}

// The side that fewer articles were searched for, if any was cut.
const QueryRun& CutSide(const QueryRun& first, const QueryRun& second) {
  if (second.partial == PartialReason::kComplete) return first;
  const bool first_cut = first.partial != PartialReason::kComplete;
  return first_cut && first.articles_searched <= second.articles_searched
             ? first
             : second;
}

Status Check(const CompareRequest& request) {
  if (request.by.empty() || request.by.size() > kMostKeys) {
    return {StatusCode::kInvalidArgument,
            "a comparison is by 1 to " + std::to_string(kMostKeys) + " keys",
            "COMPARE_KEYS"};
  }
  for (const FacetKey& key : request.by) {
    if (Status status = CheckFacetKey(key); !status.ok()) return status;
  }
  return OkStatus();
}

}  // namespace

Result<CompareResult> AnswerCompare(const Corpus& corpus,
                                    const CompareRequest& request) {
  const Stopwatch stopwatch;
  if (Status status = Check(request); !status.ok()) return status;
  const FacetColumns columns(*corpus.catalog);
  // The second side has what the first leaves of the time.
  Result<QueryRun> first =
      RunSide(corpus, columns, request.first, request.control, .5);
  if (!first.ok()) return first.status();
  Result<QueryRun> second =
      RunSide(corpus, columns, request.second, request.control, 1);
  if (!second.ok()) return second.status();
  const uint32_t limit = request.limit == 0
                             ? kDefaultValues
                             : std::min(request.limit, kMostValues);
  CompareResult result;
  CallPoll poll(request.control);
  for (const FacetKey& key : request.by) {
    Result<Comparison> comparison =
        CompareBy(key, limit, columns, first->hits, second->hits, &poll);
    if (!comparison.ok()) return comparison.status();
    result.comparisons.push_back(std::move(comparison).value());
  }
  result.revision = corpus.revision;
  result.first_hits = static_cast<uint32_t>(first->hits.size());
  result.second_hits = static_cast<uint32_t>(second->hits.size());
  result.both = CountBoth(*corpus.catalog, first->hits, second->hits);
  TellCut(CutSide(*first, *second), &result);
  result.first_understanding = std::move(first->plan.understanding);
  result.second_understanding = std::move(second->plan.understanding);
  result.analyzer_version = corpus.analyzer_version;
  result.dictionary_version = corpus.dictionary_version;
  result.elapsed = stopwatch.elapsed();
  return result;
}

}  // namespace vigie::match
