#include "match/answer_search.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "match/doctor.h"
#include "match/evidence.h"
#include "match/ordering.h"
#include "match/page_token.h"
#include "match/passages.h"
#include "match/query_run.h"
#include "match/rank.h"
#include "match/stopwatch.h"
#include "match/suggestion.h"

namespace vigie::match {
namespace {

constexpr uint32_t kMaxPassages = 10;

Result<Hit> ReadHit(const Corpus& corpus, const EvidenceFinder& finder,
                    EvidenceFinder::InColumn* column, const ScoredDoc& scored,
                    uint32_t passages) {
  const DocRef ref = scored.doc;
  const index::Segment& segment = corpus.catalog->segment(ref);
  ArticleText text(segment, ref.doc);
  const Status read = passages > 0 ? text.Analyze() : text.Read();
  if (!read.ok()) return read;
  // Without passages only the title's words are shown: the text is not
  // analysed for them.
  const Result<Evidence> evidence = passages > 0 && finder.reads_words()
                                        ? finder.Find(ref, &text)
                                        : column->FindWithTitle(ref, &text);
  if (!evidence.ok()) return evidence.status();
  Hit hit;
  hit.score = scored.score;
  hit.mentions = static_cast<uint32_t>(segment.mentions(ref.doc).size);
  hit.title_highlights = TitleHighlights(*evidence);
  hit.passages = MakePassages(text, *evidence, passages);
  hit.article = text.article();
  hit.article.text.clear();
  return hit;
}

bool ByRelevance(const SearchRequest& request) {
  return request.sort == SortOrder::kUnspecified ||
         request.sort == SortOrder::kRelevance;
}

// How many of the best hits by first score decide a page that ends at `end`;
// none: all of them.
std::optional<size_t> BestNeeded(const SearchRequest& request, uint64_t end) {
  if (!ByRelevance(request) || request.freshness_half_life_days > 0) return {};
  return std::max<size_t>(kRerankedHits, end);
}

// Puts the first `count` hits in the order asked for. Scores are what they are
// in every order but for the second stage, which only relevance asks for.
Status Order(const Corpus& corpus, const SearchRequest& request, size_t count,
             QueryRun* run) {
  if (ByRelevance(request)) {
    Status ranked = RankHits(
        corpus, {run->plan.root, request.freshness_half_life_days, run->today},
        request.control, &run->hits);
    if (!ranked.ok()) return ranked;
  }
  OrderHits(request.sort, *corpus.catalog, count, &run->hits);
  return OkStatus();
}

// What to ask instead of a query that finds little.
void Help(const Corpus& corpus, const FacetColumns& columns,
          const SearchRequest& request, QueryRun* run, SearchResult* result) {
  Trials trials(corpus, columns, request, run->selections);
  if (run->hits.empty()) {
    Diagnosis diagnosis =
        Diagnose(corpus, request.query, run->plan.root, &trials);
    result->diagnosis = std::move(diagnosis.clauses);
    if (diagnosis.cut) {
      run->plan.understanding.warnings.push_back(*std::move(diagnosis.cut));
    }
  }
  result->suggestions =
      Suggest(corpus, request, *run, result->diagnosis, &trials);
}

}  // namespace

Result<SearchResult> AnswerSearch(const Corpus& corpus,
                                  const SearchRequest& request) {
  const Stopwatch stopwatch;
  const uint64_t hash = KeyHash(RequestKey(request));
  const Result<PageStart> page =
      FindPage(request.page_token, corpus.revision, hash);
  if (!page.ok()) return page.status();
  Status fresh = CheckHalfLife(request.freshness_half_life_days);
  if (!fresh.ok()) return fresh;
  const FacetColumns columns(*corpus.catalog);
  Result<QueryRun> run =
      RunQuery(corpus, columns,
               {request.query, request.options, request.selections,
                request.control, page->today, Scoring::kScored,
                BestNeeded(request, page->offset + PageSize(request)),
                !request.facets.empty()});
  if (!run.ok()) return run.status();
  Result<std::vector<Facet>> facets = CountFacets(
      request.facets, run->docs, run->selections, columns, request.control);
  if (!facets.ok()) return facets.status();

  const uint64_t total = run->total;
  const uint64_t begin = std::min(page->offset, total);
  const uint64_t end = std::min(begin + PageSize(request), total);
  Status ranked = Order(corpus, request, end, &*run);
  if (!ranked.ok()) return ranked;
  SearchResult result;
  const EvidenceFinder finder(run->plan.root, *corpus.catalog,
                              &run->prefix_words);
  EvidenceFinder::InColumn column(finder);
  const uint32_t passages = std::min(request.passages_per_hit, kMaxPassages);
  for (uint64_t i = begin; i < end; ++i) {
    if (Status status = CheckControl(request.control); !status.ok()) {
      return status;
    }
    Result<Hit> hit = ReadHit(corpus, finder, &column, run->hits[i], passages);
    if (!hit.ok()) return hit.status();
    result.hits.push_back(std::move(hit).value());
  }
  if (page->offset == 0 && total <= kFewHits) {
    Help(corpus, columns, request, &*run, &result);
  }
  if (end < total) {
    result.next_page_token =
        EncodePageToken({corpus.revision, hash, end, page->today});
  }
  result.revision = corpus.revision;
  result.total_hits = static_cast<uint32_t>(total);
  result.facets = std::move(facets).value();
  result.understanding = std::move(run->plan.understanding);
  result.analyzer_version = corpus.analyzer_version;
  result.dictionary_version = corpus.dictionary_version;
  result.elapsed = stopwatch.elapsed();
  return result;
}

Result<FacetsResult> AnswerFacets(const Corpus& corpus,
                                  const FacetsRequest& request) {
  const Stopwatch stopwatch;
  if (request.facets.empty()) {
    return Status(StatusCode::kInvalidArgument,
                  "the request names no facet to count", "FACETS_EMPTY");
  }
  const FacetColumns columns(*corpus.catalog);
  Result<QueryRun> run = RunQuery(corpus, columns,
                                  {request.query,
                                   request.options,
                                   request.selections,
                                   request.control,
                                   {},
                                   Scoring::kUnscored,
                                   0});
  if (!run.ok()) return run.status();
  Result<std::vector<Facet>> facets = CountFacets(
      request.facets, run->docs, run->selections, columns, request.control);
  if (!facets.ok()) return facets.status();
  FacetsResult result;
  result.revision = corpus.revision;
  result.total_hits = static_cast<uint32_t>(run->total);
  result.facets = std::move(facets).value();
  result.understanding = std::move(run->plan.understanding);
  result.analyzer_version = corpus.analyzer_version;
  result.dictionary_version = corpus.dictionary_version;
  result.elapsed = stopwatch.elapsed();
  return result;
}

}  // namespace vigie::match
