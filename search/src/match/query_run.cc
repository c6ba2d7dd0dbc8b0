#include "match/query_run.h"

#include <chrono>
#include <utility>

#include "match/call_poll.h"
#include "match/expansion.h"
#include "match/xapian_query.h"
#include "query/planner.h"
#include "vigie/time.h"

namespace vigie::match {
namespace {

query::QueryContext Now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::seconds>(now).count()};
}

QueryWarning PrefixCut(const PrefixExpansion& expansion,
                       const std::string& typed) {
  const std::string shown = std::to_string(expansion.words.size());
  return {"PREFIX_CUT", expansion.range,
          "« " + typed + " » commence plus de mots que la limite : seuls les " +
              shown + " plus fréquents sont cherchés",
          "“" + typed + "” starts more words than the limit: only the " +
              shown + " most frequent ones are searched"};
}

void Explain(const std::string& query, std::vector<PrefixExpansion> expansions,
             QueryUnderstanding* understanding) {
  for (PrefixExpansion& expansion : expansions) {
    if (expansion.words.empty() && !expansion.cut) continue;
    const ByteRange range = expansion.range;
    const std::string typed = range.begin <= query.size()
                                  ? query.substr(range.begin, range.size())
                                  : "";
    if (expansion.cut) {
      understanding->warnings.push_back(PrefixCut(expansion, typed));
    }
    understanding->expansions.push_back({QueryExpansion::Kind::kPrefix, range,
                                         typed, std::move(expansion.words)});
  }
}

}  // namespace

Result<QueryRun> RunQuery(const Corpus& corpus, const FacetColumns& columns,
                          const QueryInput& input) {
  if (Status status = CheckControl(input.control); !status.ok()) return status;
  Result<Selections> selections = Selections::Make(input.selections, columns);
  if (!selections.ok()) return selections.status();
  const query::QueryContext now =
      input.today ? query::QueryContext{ParisMidnight(*input.today)} : Now();
  Result<query::Plan> plan =
      query::MakePlan(input.query, input.options, *corpus.dictionary, now);
  if (!plan.ok()) return plan.status();
  if (input.options.typo_tolerance) {
    ExpandTypos(corpus, input.query, &*plan);
  }
  Result<HitSet> hits =
      corpus.executor->Run(plan->root, input.control, input.scoring);
  if (!hits.ok()) return hits.status();
  QueryRun run{std::move(plan).value(), std::move(selections).value(), {}, {},
               ParisDay(now.now),       std::move(hits->prefix_words)};
  Explain(input.query, std::move(hits->expansions), &run.plan.understanding);
  run.docs.reserve(hits->docs.size());
  CallPoll poll(input.control);
  for (const ScoredDoc& hit : hits->docs) {
    if (Status status = poll.Tick(); !status.ok()) return status;
    const uint32_t failures = run.selections.Failures(hit.doc);
    run.docs.push_back({hit, failures});
    if (failures == 0) run.hits.push_back(hit);
  }
  return run;
}

}  // namespace vigie::match
