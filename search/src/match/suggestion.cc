#include "match/suggestion.h"

#include <algorithm>
#include <utility>

#include "match/call_poll.h"
#include "query/planner.h"
#include "query/suggestions.h"

namespace vigie::match {
namespace {

constexpr size_t kNearLabels = 2;  // tried for one word
constexpr size_t kNearTried = 2;

void Keep(const std::string& query, std::optional<uint32_t> hits, size_t total,
          std::vector<QuerySuggestion>* suggestions) {
  if (!hits || *hits <= total) return;
  for (const QuerySuggestion& known : *suggestions) {
    if (known.query == query) return;
  }
  suggestions->push_back({query, *hits});
}

}  // namespace

bool Trials::Spend(size_t bytes) {
  const size_t cost = std::max(bytes, kLeastBytes);
  if (spent_ + cost > kMostBytes) return false;
  spent_ += cost;
  return true;
}

std::optional<uint32_t> Trials::Hits(const std::string& query) {
  const auto known = known_.find(query);
  if (known != known_.end()) return known->second;
  if (!Spend(query.size())) return std::nullopt;
  QueryOptions options = request_.options;
  options.strict = false;
  const Result<QueryRun> run =
      RunQuery(corpus_, columns_,
               {query, options, request_.selections, request_.control, today_,
                Scoring::kUnscored, 0, false});
  std::optional<uint32_t> hits;
  if (run.ok()) hits = static_cast<uint32_t>(run->total);
  known_.emplace(query, hits);
  return hits;
}

std::optional<std::vector<DocRef>> Trials::Find(const query::PlanNode& node) {
  if (!Spend(node.range.size())) return std::nullopt;
  const Result<HitSet> hits =
      corpus_.executor->Run(node, request_.control, Scoring::kUnscored);
  if (!hits.ok()) return std::nullopt;
  std::vector<DocRef> found;
  CallPoll poll(request_.control);
  for (const ScoredDoc& hit : hits->docs) {
    if (!poll.Tick().ok()) return std::nullopt;
    if (selections_.Failures(hit.doc) == 0) found.push_back(hit.doc);
  }
  return found;
}

std::string Trials::Normalized(const std::string& query) const {
  QueryOptions options = request_.options;
  options.strict = false;
  const Result<query::Plan> plan =
      query::MakePlan(query, options, *corpus_.dictionary);
  return plan.ok() ? plan->understanding.normalized : "";
}

std::string Replaced(std::string_view text, ByteRange range,
                     std::string_view by) {
  std::string replaced(text.substr(0, range.begin));
  replaced += by;
  replaced += text.substr(range.end);
  return replaced;
}

std::vector<std::string> Trials::NearLabels(const std::string& name,
                                            bool concepts_only) {
  const std::string key = (concepts_only ? "c" : "e") + name;
  const auto known = labels_.find(key);
  if (known != labels_.end()) return known->second;
  std::vector<std::string> labels;
  if (labels_.size() == kMostNames) return labels;
  for (const uint32_t entity :
       query::NearNames(*corpus_.dictionary, name, concepts_only)) {
    labels.push_back(corpus_.dictionary->entity(entity).label);
  }
  labels_.emplace(key, labels);
  return labels;
}

std::vector<QuerySuggestion> Suggest(
    const Corpus& corpus, const SearchRequest& request, const QueryRun& run,
    const std::vector<ClauseDiagnosis>& repaired, Trials* trials) {
  std::vector<QuerySuggestion> suggestions;
  const size_t total = run.total;
  for (const ClauseDiagnosis& clause : repaired) {
    Keep(clause.repaired_query, clause.repaired_hits, total, &suggestions);
  }
  for (const UnknownWord& word :
       FindUnknownWords(corpus, request.query, run.plan.root)) {
    std::vector<std::string> near;
    if (word.repairable) near = NearCommonWords(corpus, word);
    near.resize(std::min(near.size(), kNearTried));
    std::vector<std::string> labels = trials->NearLabels(word.typed, false);
    labels.resize(std::min(labels.size(), kNearLabels));
    for (const std::string& label : labels) near.push_back("\"" + label + "\"");
    for (const std::string& other : near) {
      const std::string query = Replaced(request.query, word.range, other);
      Keep(query, trials->Hits(query), total, &suggestions);
    }
  }
  std::stable_sort(suggestions.begin(), suggestions.end(),
                   [](const QuerySuggestion& a, const QuerySuggestion& b) {
                     return a.total_hits > b.total_hits;
                   });
  if (suggestions.size() > kMostSuggestions) {
    suggestions.resize(kMostSuggestions);
  }
  return suggestions;
}

}  // namespace vigie::match
