#include "match/query_run.h"

#include <chrono>
#include <utility>

#include "match/call_poll.h"
#include "match/expansion.h"
#include "match/list_budget.h"
#include "match/partial_answer.h"
#include "match/rank_parts.h"
#include "match/rare_names.h"
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

// What facets count over, as documents and the selections that each fails.
void AddScoped(const std::vector<Matched::Scope>& scopes, uint32_t sideways,
               std::vector<ScopedDoc>* docs) {
  for (uint32_t segment = 0; segment < scopes.size(); ++segment) {
    const Matched::Scope& scope = scopes[segment];
    docs->reserve(docs->size() + scope.docs.size());
    const size_t first = docs->size();
    scope.docs.Visit([&](uint32_t doc) {
      docs->push_back({{{segment, doc}, 0}, 0});
    });
    for (size_t i = 0; i < scope.passing.size(); ++i) {
      if ((sideways >> i & 1U) == 0) continue;
      for (size_t at = first; at < docs->size(); ++at) {
        ScopedDoc& scoped = (*docs)[at];
        if (!scope.passing[i].Has(scoped.hit.doc.doc)) {
          scoped.failures |= 1U << i;
        }
      }
    }
  }
}

// `found` is a Matched or a HitSet.
template <typename Found>
void NoteCut(const Found& found, const std::string& query, QueryRun* run) {
  if (found.cut == PartialReason::kComplete) return;
  run->partial = found.cut;
  run->articles_searched = found.searched;
  run->plan.understanding.warnings.push_back(
      CutWarning(found.cut, found.searched, query));
}

// Of the same, what fails no selection. Takes documents of the scopes.
std::vector<DocSet> TakeWhole(std::vector<Matched::Scope>* scopes,
                              uint32_t sideways) {
  std::vector<DocSet> whole;
  whole.reserve(scopes->size());
  for (Matched::Scope& scope : *scopes) {
    DocSet passing = std::move(scope.docs);
    for (size_t i = 0; i < scope.passing.size(); ++i) {
      if ((sideways >> i & 1U) == 0) continue;
      passing = Intersect(passing, scope.passing[i]);
    }
    whole.push_back(std::move(passing));
  }
  return whole;
}

// Lists what facets that need each document count.
Status ListScoped(const Corpus& corpus, const FacetColumns& columns,
                  const QueryInput& input,
                  const std::vector<Matched::Scope>& scopes, uint32_t sideways,
                  QueryRun* run) {
  if (input.facets != nullptr &&
      !NeedsEach(*input.facets, run->selections, columns)) {
    return OkStatus();
  }
  uint64_t listed = 0;
  for (const Matched::Scope& scope : scopes) listed += scope.docs.size();
  Status fits = CheckLists(corpus.list_bytes, listed, kCountedBytes);
  if (fits.ok()) AddScoped(scopes, sideways, &run->counted.docs);
  return fits;
}

size_t BestOf(const QueryInput& input, const query::PlanNode& root) {
  return input.best_unranked && !MayHaveParts(root) ? *input.best_unranked
                                                    : *input.best;
}

Status RunBest(const Corpus& corpus, const FacetColumns& columns,
               const QueryInput& input, QueryRun* run) {
  const uint32_t sideways =
      input.facets == nullptr
          ? UINT32_MAX
          : SidewaysDimensions(*input.facets, run->selections);
  Result<Matched> matched = corpus.executor->Match(
      {run->plan.root, run->selections, input.control,
       BestOf(input, run->plan.root), input.scoped, sideways, input.partial});
  if (!matched.ok()) return matched.status();
  NoteCut(*matched, input.query, run);
  run->prefix_words = std::move(matched->prefix_words);
  Explain(input.query, std::move(matched->expansions),
          &run->plan.understanding);
  run->hits = std::move(matched->best);
  run->total = matched->total;
  Status listed =
      ListScoped(corpus, columns, input, matched->scopes, sideways, run);
  if (!listed.ok()) return listed;
  run->counted.whole = TakeWhole(&matched->scopes, sideways);
  run->counted.kept.sums = corpus.sums.get();
  run->counted.kept.carried = corpus.carried_sums.get();
  run->counted.kept.name = std::move(matched->name);
  for (Matched::Scope& scope : matched->scopes) {
    run->counted.kept.tombstoned.push_back(std::move(scope.tombstoned));
  }
  return OkStatus();
}

Status RunAll(const Corpus& corpus, const QueryInput& input, QueryRun* run) {
  Result<HitSet> hits = corpus.executor->Run(run->plan.root, input.control,
                                             input.scoring, input.partial);
  if (!hits.ok()) return hits.status();
  NoteCut(*hits, input.query, run);
  run->prefix_words = std::move(hits->prefix_words);
  Explain(input.query, std::move(hits->expansions), &run->plan.understanding);
  run->hits = std::move(hits->docs);
  const size_t found = run->hits.size();
  std::vector<ScopedDoc> docs;
  if (input.scoped) {
    Status fits =
        CheckLists(corpus.list_bytes, found, kListedBytes + kCountedBytes);
    if (!fits.ok()) return fits;
    docs.reserve(found);
  }
  CallPoll poll(input.partial != nullptr ? *input.partial : input.control);
  size_t kept = 0;
  for (size_t i = 0; i < found; ++i) {
    if (Status status = poll.Tick(); !status.ok()) return status;
    const ScoredDoc hit = run->hits[i];
    const uint32_t failures = run->selections.Failures(hit.doc);
    if (input.scoped) docs.push_back({hit, failures});
    if (failures == 0) run->hits[kept++] = hit;
  }
  run->hits.resize(kept);
  if (input.scoped) {
    run->counted = Counted(std::move(docs), corpus.catalog->segments().size());
  }
  run->total = run->hits.size();
  return OkStatus();
}

}  // namespace

Result<QueryRun> RunQuery(const Corpus& corpus, const FacetColumns& columns,
                          const QueryInput& input) {
  if (Status status = CheckControl(input.control); !status.ok()) return status;
  Result<Selections> selections = Selections::Make(input.selections, columns);
  if (!selections.ok()) return selections.status();
  query::QueryContext now = Now();
  if (input.today) now.now = ParisMidnight(*input.today);
  now.unlisted = [&corpus](std::string_view id) {
    const auto entity = corpus.catalog->FindEntity(id);
    return entity && corpus.catalog->entities()[*entity].unlisted;
  };
  Result<query::Plan> plan =
      query::MakePlan(input.query, input.options, *corpus.dictionary, now);
  if (!plan.ok()) return plan.status();
  if (input.options.typo_tolerance) {
    ExpandTypos(corpus, input.query, &*plan);
  }
  Status settled = SettleRareNames(corpus, input.control, &*plan);
  if (!settled.ok()) return settled;
  QueryRun run{std::move(plan).value(),
               std::move(selections).value(),
               {},
               {},
               0,
               ParisDay(now.now),
               {},
               PartialReason::kComplete,
               0};
  Status done = input.best ? RunBest(corpus, columns, input, &run)
                           : RunAll(corpus, input, &run);
  if (!done.ok()) return done;
  return run;
}

}  // namespace vigie::match
