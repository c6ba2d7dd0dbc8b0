// Other queries that find more: tried before they are proposed.
#ifndef VIGIE_MATCH_SUGGESTION_H_
#define VIGIE_MATCH_SUGGESTION_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "match/corpus.h"
#include "match/expansion.h"
#include "match/query_run.h"
#include "vigie/search.h"

namespace vigie::match {

// Runs queries beside the one that was asked, with its options but never
// strict, its selections, its day and its deadline. Belongs to one request.
class Trials {
 public:
  // Bytes of queries and clauses run for one request, each counting for
  // kLeastBytes at least: at most 32 of them, and never much more work than
  // the longest query is. Beyond them nothing is found out.
  static constexpr size_t kMostBytes = 16'384;
  static constexpr size_t kLeastBytes = 512;
  // Names that near ones are sought for: each walks the whole dictionary.
  static constexpr size_t kMostNames = 4;

  Trials(const Corpus& corpus, const FacetColumns& columns,
         const SearchRequest& request, const QueryRun& run)
      : corpus_(corpus),
        columns_(columns),
        request_(request),
        selections_(run.selections),
        today_(run.today) {}

  // What a query finds; nullopt when it was not run: no trial left, the call
  // should end, or the query is refused. Each query is run once.
  std::optional<uint32_t> Hits(const std::string& query);
  // The articles that a part of a plan finds; nullopt as above.
  std::optional<std::vector<DocRef>> Find(const query::PlanNode& node);
  // Labels of the dictionary near a word or name that it does not hold; none
  // beyond kMostNames.
  std::vector<std::string> NearLabels(const std::string& name,
                                      bool concepts_only);
  // A query as it prints back once it is read.
  std::string Normalized(const std::string& query) const;

 private:
  // False when too little is left for so many bytes.
  bool Spend(size_t bytes);

  const Corpus& corpus_;
  const FacetColumns& columns_;
  const SearchRequest& request_;
  const Selections& selections_;
  const int32_t today_;
  size_t spent_ = 0;  // bytes
  std::map<std::string, std::vector<std::string>> labels_;
  std::map<std::string, std::optional<uint32_t>> known_;
};

// At or below so many hits, other queries are suggested.
inline constexpr size_t kFewHits = 2;
inline constexpr size_t kMostSuggestions = 5;

// `text` with the bytes at `range` replaced.
std::string Replaced(std::string_view text, ByteRange range,
                     std::string_view by);

// Queries with one unknown word replaced by a near one or by a near name, and
// `repaired`, that find more than `total`: by falling hits.
std::vector<QuerySuggestion> Suggest(
    const Corpus& corpus, const SearchRequest& request, const QueryRun& run,
    const std::vector<ClauseDiagnosis>& repaired, Trials* trials);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SUGGESTION_H_
