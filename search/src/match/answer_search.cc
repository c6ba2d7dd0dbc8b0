#include "match/answer_search.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "match/call_poll.h"
#include "match/doctor.h"
#include "match/found_hits.h"
#include "match/kept_answers.h"
#include "match/ordering.h"
#include "match/partial_answer.h"
#include "match/query_run.h"
#include "match/rank.h"
#include "match/receipt.h"
#include "match/show_hits.h"
#include "match/stopwatch.h"
#include "match/suggestion.h"

namespace vigie::match {
namespace {

// Of an answer that has its facets; `cut`: what tells what cut it.
template <typename Found, typename Answer>
void TellCutCounts(const Found& cut, Answer* result) {
  TellCut(cut, result);
  if (cut.partial == PartialReason::kComplete) return;
  for (Facet& facet : result->facets) facet.exact = false;
}

// What to ask instead of a query that finds little. False: time may have cut
// it, or it says that it is cut.
bool Help(const Corpus& corpus, const FacetColumns& columns,
          const SearchRequest& request, QueryRun* run, FoundHits* found) {
  Trials trials(corpus, columns, request, *run);
  bool whole = true;
  if (run->hits.empty()) {
    Diagnosis diagnosis =
        Diagnose(corpus, request.query, run->plan.root, &trials);
    found->diagnosis = std::move(diagnosis.clauses);
    if (diagnosis.cut) {
      run->plan.understanding.warnings.push_back(*std::move(diagnosis.cut));
      whole = false;
    }
  }
  found->suggestions =
      Suggest(corpus, request, *run, found->diagnosis, &trials);
  return whole && CheckControl(request.control).ok();
}

struct BestHits {
  std::optional<size_t> needed;    // none: all of them
  std::optional<size_t> unranked;  // where there is no second stage
};

// How many of the best hits by first score decide a page. `more`: and later
// ones.
BestHits BestNeeded(const SearchRequest& request, const PageStart& page,
                    bool more) {
  if (!IsByScore(request.sort) || request.freshness_half_life_days > 0 ||
      request.collapse || page.after) {
    return {};
  }
  const size_t shown = page.offset + PageSize(request);
  if (request.sort == SortOrder::kBm25) return {shown, {}};
  const size_t ranked = std::max(kRerankedHits, shown);
  if (more) return {ranked, {}};
  return {ranked, shown};
}

Status Check(const SearchRequest& request) {
  if (request.sort > SortOrder::kBm25) {
    return {StatusCode::kInvalidArgument, "the order of hits is not known",
            "SORT_ORDER"};
  }
  if (request.collapse) {
    if (Status key = CheckFacetKey(*request.collapse); !key.ok()) return key;
  }
  return CheckHalfLife(request.freshness_half_life_days);
}

bool IsFirst(const PageStart& page) { return page.offset == 0 && !page.after; }

// What a page is made of.
struct Page {
  std::shared_ptr<const FoundHits> kept;  // null: `found`
  FoundHits found;
  RowRange rows;
  std::vector<Facet> facets;
  bool whole = true;  // of `found`: nothing cut it

  const FoundHits& hits() const { return kept == nullptr ? found : *kept; }
};

// Under what the parts of a page are kept; empty: they are not.
struct PageNames {
  std::string hits;
  std::string facets;

  PageNames(const Corpus& corpus, const SearchRequest& request,
            const PageStart& page) {
    if (corpus.answers == nullptr || page.after) return;
    hits = HitsKey(request, page.today);
    if (!request.facets.empty()) facets = FacetsKey(request, page.today);
  }
};

// False: not all of it is kept.
bool FindKept(const Corpus& corpus, const SearchRequest& request,
              const PageStart& start, const PageNames& names, Page* page) {
  if (names.hits.empty()) return false;
  page->kept = corpus.answers->FindHits(names.hits);
  if (page->kept == nullptr) return false;
  page->rows = page->kept->PageRows(start.offset, PageSize(request));
  bool all = page->kept->Has(page->rows);
  if (all && !names.facets.empty()) {
    const auto counted = corpus.answers->FindFacets(names.facets);
    all = counted != nullptr;
    if (all) page->facets = counted->facets;
  }
  if (!all) page->kept = nullptr;
  return all;
}

// `more`: for later pages too.
Status Find(const Corpus& corpus, const SearchRequest& request,
            const PageStart& start, bool more, Page* page) {
  const FacetColumns columns(*corpus.catalog);
  const MatchTimes times(
      request.control, request.options.require_complete,
      IsFirst(start) ? MatchTimes::Start::kFirst : MatchTimes::Start::kLater);
  const BestHits best = BestNeeded(request, start, more);
  Result<QueryRun> run = RunQuery(
      corpus, columns,
      {request.query, request.options, request.selections, times.matching,
       start.today, Scoring::kScored, best.needed, !request.facets.empty(),
       &request.facets, times.gathering, best.unranked});
  if (!run.ok()) return run.status();
  Result<std::vector<Facet>> facets = CountFacets(
      request.facets, run->counted, run->selections, columns, request.control);
  if (!facets.ok()) return facets.status();
  page->facets = *std::move(facets);
  Result<OrderedHits> ordered =
      OrderFound(corpus, columns, request, start, more, &*run);
  if (!ordered.ok()) return ordered.status();
  FoundHits& found = page->found = std::move(ordered->found);
  page->rows = ordered->page;
  TellCut(*run, &found);
  const bool cut = found.partial != PartialReason::kComplete;
  page->whole = !cut;
  if (!cut && IsFirst(start) && found.total <= kFewHits) {
    page->whole = Help(corpus, columns, request, &*run, &found);
  }
  found.prefix_words = std::move(run->prefix_words);
  found.plan = std::move(run->plan);
  return OkStatus();
}

// What was found, for who asks again.
void Keep(const Corpus& corpus, const PageNames& names, const PageStart& start,
          Page* page) {
  // What helps is found for first pages alone.
  const bool helped = IsFirst(start) || page->found.total > kFewHits;
  if (!page->whole || !helped) return;
  if (!names.facets.empty()) {
    CountedFacets counted;
    counted.facets = page->facets;
    corpus.answers->Keep(names.facets, std::move(counted));
  }
  page->kept = corpus.answers->Keep(names.hits, std::move(page->found));
}

// Of a page whose hits are shown.
SearchResult MakeResult(const Corpus& corpus, const SearchRequest& request,
                        const PageStart& start, Page page,
                        std::vector<Hit> hits) {
  const FoundHits& found = page.hits();
  SearchResult result;
  result.revision = corpus.revision;
  result.hits = std::move(hits);
  result.facets = std::move(page.facets);
  result.total_hits = static_cast<uint32_t>(found.total);
  if (found.grouped) {
    result.total_groups = static_cast<uint32_t>(found.rows_in_all);
  }
  TellCutCounts(found, &result);
  const bool cut = result.partial != PartialReason::kComplete;
  if (page.rows.end < found.rows_in_all && !cut) {
    const FoundHits::Row& last = found.rows[page.rows.end - 1 - found.first];
    result.next_page_token = EncodePageToken(
        {corpus.revision, KeyHash(RequestKey(request) + corpus.scope_key),
         page.rows.end, start.today,
         RowKey{last.key, result.hits.back().article.id, 0}});
  }
  result.suggestions = found.suggestions;
  result.diagnosis = found.diagnosis;
  result.understanding = found.plan.understanding;
  result.analyzer_version = corpus.analyzer_version;
  result.dictionary_version = corpus.dictionary_version;
  if (request.receipt && !cut) {
    result.receipt =
        MakeReceipt(request, {page.rows.begin, start.today, {}}, result);
  }
  return result;
}

Result<CountedFacets> Count(const Corpus& corpus, const FacetsRequest& request,
                            int32_t today) {
  const FacetColumns columns(*corpus.catalog);
  const MatchTimes times(request.control, request.options.require_complete);
  Result<QueryRun> run =
      RunQuery(corpus, columns,
               {request.query, request.options, request.selections,
                times.matching, today, Scoring::kUnscored, 0,
                !request.facets.empty(), &request.facets, times.gathering});
  if (!run.ok()) return run.status();
  Result<std::vector<Facet>> facets = CountFacets(
      request.facets, run->counted, run->selections, columns, request.control);
  if (!facets.ok()) return facets.status();
  CountedFacets counted;
  counted.total = run->total;
  counted.facets = *std::move(facets);
  counted.understanding = std::move(run->plan.understanding);
  TellCut(*run, &counted);
  return counted;
}

}  // namespace

Result<SearchResult> AnswerSearch(const Corpus& corpus,
                                  const SearchRequest& request) {
  const uint64_t hash = KeyHash(RequestKey(request) + corpus.scope_key);
  const Result<PageStart> page =
      FindPage(request.page_token, corpus.revision, hash);
  if (!page.ok()) return page.status();
  return AnswerPage(corpus, request, *page);
}

Result<SearchResult> AnswerPage(const Corpus& corpus,
                                const SearchRequest& request,
                                const PageStart& start) {
  const Stopwatch stopwatch;
  if (Status status = Check(request); !status.ok()) return status;
  if (Status status = CheckControl(request.control); !status.ok()) {
    return status;
  }
  const PageNames names(corpus, request, start);
  Page page;
  bool keep = false;
  if (!FindKept(corpus, request, start, names, &page)) {
    keep = !names.hits.empty() && corpus.answers->WorthKeeping(names.hits);
    Status found = Find(corpus, request, start, keep, &page);
    if (!found.ok()) return found;
  }
  FoundHits::Shown shown;
  std::vector<Hit> hits;
  Status read =
      ShowHits(corpus, request, page.rows, page.hits(), &shown, &hits);
  if (!read.ok()) return read;
  if (keep) {
    page.found.shown = std::move(shown);
    Keep(corpus, names, start, &page);
  }
  SearchResult result =
      MakeResult(corpus, request, start, std::move(page), std::move(hits));
  result.elapsed = stopwatch.elapsed();
  return result;
}

Result<FacetsResult> AnswerFacets(const Corpus& corpus,
                                  const FacetsRequest& request) {
  const Stopwatch stopwatch;
  if (Status status = CheckControl(request.control); !status.ok()) {
    return status;
  }
  const int32_t today = Today();
  const std::string name =
      corpus.answers == nullptr ? "" : FacetsKey(request, today);
  std::shared_ptr<const CountedFacets> counted;
  if (!name.empty()) counted = corpus.answers->FindFacets(name);
  if (counted == nullptr) {
    Result<CountedFacets> made = Count(corpus, request, today);
    if (!made.ok()) return made.status();
    const bool keep = !name.empty() &&
                      made->partial == PartialReason::kComplete &&
                      corpus.answers->WorthKeeping(name);
    counted = keep ? corpus.answers->Keep(name, *std::move(made))
                   : std::make_shared<const CountedFacets>(*std::move(made));
  }
  FacetsResult result;
  result.revision = corpus.revision;
  result.total_hits = static_cast<uint32_t>(counted->total);
  result.facets = counted->facets;
  TellCutCounts(*counted, &result);
  result.understanding = counted->understanding;
  result.analyzer_version = corpus.analyzer_version;
  result.dictionary_version = corpus.dictionary_version;
  result.elapsed = stopwatch.elapsed();
  return result;
}

}  // namespace vigie::match
