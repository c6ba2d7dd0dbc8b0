#include "match/answer_search.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "match/doctor.h"
#include "match/evidence.h"
#include "match/hit_order.h"
#include "match/ordering.h"
#include "match/overlap.h"
#include "match/page_token.h"
#include "match/paragraph_layout.h"
#include "match/partial_answer.h"
#include "match/passages.h"
#include "match/query_run.h"
#include "match/rank.h"
#include "match/receipt.h"
#include "match/shown_rows.h"
#include "match/stopwatch.h"
#include "match/suggestion.h"

namespace vigie::match {
namespace {

constexpr uint32_t kMaxPassages = 10;

// Of an answer that has its facets.
template <typename Answer>
void TellCutCounts(const QueryRun& run, Answer* result) {
  TellCut(run, result);
  if (run.partial == PartialReason::kComplete) return;
  for (Facet& facet : result->facets) facet.exact = false;
}

ShownMatches ShownOf(const Evidence& evidence) {
  return {CountMatches(evidence.found), TitleHighlights(evidence)};
}

Hit MakeHit(const index::Segment& segment, const ScoredDoc& scored,
            const Article& card, const ShownMatches& shown) {
  Hit hit;
  hit.article = card;
  hit.score = scored.score;
  hit.mentions = static_cast<uint32_t>(segment.mentions(scored.doc.doc).size);
  hit.matches = shown.matches;
  hit.title_highlights = shown.title;
  return hit;
}

bool HasTitleWords(const std::vector<Match>& found) {
  return std::any_of(found.begin(), found.end(), [](const Match& match) {
    return match.field == Field::kTitle && match.mention == nullptr;
  });
}

// Without passages only the title's words are shown: the text is neither read
// nor analysed for them.
Result<ShownMatches> ReadShown(const Corpus& corpus,
                               EvidenceFinder::InColumn* column, DocRef ref,
                               const HitCards::Card& card) {
  ArticleText text(corpus.catalog->segment(ref), ref.doc, card);
  Result<Evidence> evidence = column->FindUnordered(ref, &text);
  if (!evidence.ok()) return evidence.status();
  if (HasTitleWords(evidence->found)) {
    LocateWords(Field::kTitle, LayOut(card->title), &evidence->found);
  }
  return ShownOf(*evidence);
}

// Of an article that is not kept: no more of it is analysed than is shown.
Result<Hit> ReadHitAnew(const Corpus& corpus, EvidenceFinder::InColumn* column,
                        const ScoredDoc& scored, uint32_t passages) {
  const DocRef ref = scored.doc;
  const index::Segment& segment = corpus.catalog->segment(ref);
  Result<Article> article = segment.ReadArticle(ref.doc);
  if (!article.ok()) return article.status();
  const std::string shown = std::exchange(article->text, std::string());
  const auto card = std::make_shared<const Article>(*std::move(article));
  ArticleText text(segment, ref.doc, card);
  Result<Evidence> evidence = column->FindUnordered(ref, &text);
  if (!evidence.ok()) return evidence.status();
  if (HasTitleWords(evidence->found)) {
    LocateWords(Field::kTitle, LayOut(card->title), &evidence->found);
  }
  const TextLayout layout =
      LayOutAround(shown, segment, ref.doc, evidence->found);
  LocateWords(Field::kText, layout, &evidence->found);
  SortMatches(&evidence->found);
  Hit hit = MakeHit(segment, scored, *card, ShownOf(*evidence));
  hit.passages = MakePassages(shown, layout, *evidence, passages);
  return hit;
}

Result<Hit> ReadHitWithPassages(const Corpus& corpus,
                                EvidenceFinder::InColumn* column,
                                const ScoredDoc& scored, uint32_t passages) {
  if (!corpus.cards->keeps()) {
    return ReadHitAnew(corpus, column, scored, passages);
  }
  const DocRef ref = scored.doc;
  const index::Segment& segment = corpus.catalog->segment(ref);
  const Result<HitCards::Card> card = corpus.cards->Read(ref);
  if (!card.ok()) return card.status();
  const Result<HitCards::Text> shown = corpus.cards->ReadText(ref);
  if (!shown.ok()) return shown.status();
  ArticleText text(segment, ref.doc, *card);
  Result<Evidence> evidence = column->FindUnordered(ref, &text);
  if (!evidence.ok()) return evidence.status();
  TextLayout layout;
  for (const Field field : {Field::kTitle, Field::kText}) {
    UnpackLayout((*shown)->layouts[static_cast<size_t>(field)], &layout);
    LocateWords(field, layout, &evidence->found);
  }
  SortMatches(&evidence->found);
  Hit hit = MakeHit(segment, scored, **card, ShownOf(*evidence));
  hit.passages = MakePassages((*shown)->text, layout, *evidence, passages);
  return hit;
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

// How many of the best hits by first score decide a page; none: all of them.
std::optional<size_t> BestNeeded(const SearchRequest& request,
                                 const PageStart& page) {
  if (!IsByScore(request.sort) || request.freshness_half_life_days > 0 ||
      request.collapse || page.after) {
    return {};
  }
  const size_t shown = page.offset + PageSize(request);
  return request.sort == SortOrder::kBm25 ? shown
                                          : std::max(kRerankedHits, shown);
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

// A hit that the page shows, best of its group.
struct ShownHit {
  ScoredDoc hit;
  double key = 0;
  HitGroup group;
};

struct ShownHits {
  std::vector<ShownHit> hits;
  uint32_t groups = 0;  // 0: hits are not grouped
  uint64_t begin = 0;   // of the page, among hits or groups
  uint64_t end = 0;
  bool more = false;  // after the page
};

// Orders the hits and picks those of the page.
Result<ShownHits> ChooseHits(const Corpus& corpus, const FacetColumns& columns,
                             const SearchRequest& request,
                             const PageStart& page, QueryRun* run) {
  const uint64_t total = run->total;
  const bool whole = request.collapse || page.after;
  const uint64_t needed =
      whole ? total : std::min(page.offset + PageSize(request), total);
  const Result<std::vector<double>> keys = PutInOrder(
      corpus, {request.sort, request.freshness_half_life_days, request.control},
      needed, run);
  if (!keys.ok()) return keys.status();
  const uint64_t before =
      page.after ? CountUpTo(*page.after, *corpus.catalog, *keys, run->hits)
                 : 0;
  ShownHits shown;
  std::vector<HitGroup> groups;
  if (request.collapse) {
    Result<std::vector<HitGroup>> made =
        GroupHits(*request.collapse, columns, run->hits, request.control);
    if (!made.ok()) return made.status();
    groups = std::move(made).value();
    shown.groups = static_cast<uint32_t>(groups.size());
  }
  const uint64_t rows = request.collapse ? groups.size() : total;
  uint64_t begin = page.after ? before : page.offset;
  if (request.collapse && page.after) {
    begin = static_cast<uint64_t>(
        std::partition_point(
            groups.begin(), groups.end(),
            [&](const HitGroup& group) { return group.first < before; }) -
        groups.begin());
  }
  shown.begin = std::min(begin, rows);
  shown.end = std::min(shown.begin + PageSize(request), rows);
  shown.more = shown.end < rows;
  for (uint64_t i = shown.begin; i < shown.end; ++i) {
    const HitGroup group =
        request.collapse ? groups[i] : HitGroup{static_cast<size_t>(i), "", 0};
    shown.hits.push_back({run->hits[group.first], (*keys)[group.first], group});
  }
  return shown;
}

// Looks into articles for what of a query is in them; made once one has to be.
class LazyColumn {
 public:
  LazyColumn(const Corpus& corpus, const QueryRun& run)
      : corpus_(corpus), run_(run) {}

  EvidenceFinder::InColumn* Get() {
    if (!column_) {
      finder_.emplace(run_.plan.root, *corpus_.catalog, &run_.prefix_words);
      column_.emplace(*finder_);
    }
    return &*column_;
  }

 private:
  const Corpus& corpus_;
  const QueryRun& run_;
  std::optional<EvidenceFinder> finder_;
  std::optional<EvidenceFinder::InColumn> column_;
};

Result<Hit> ReadHit(const Corpus& corpus, const ScoredDoc& scored,
                    LazyColumn* column, ShownPage* page) {
  const DocRef ref = scored.doc;
  const Result<HitCards::Card> card = corpus.cards->Read(ref);
  if (!card.ok()) return card.status();
  const index::Segment& segment = corpus.catalog->segment(ref);
  if (const ShownMatches* kept = page->Find(ref)) {
    return MakeHit(segment, scored, **card, *kept);
  }
  Result<ShownMatches> shown = ReadShown(corpus, column->Get(), ref, *card);
  if (!shown.ok()) return shown.status();
  Hit hit = MakeHit(segment, scored, **card, *shown);
  page->Add(ref, *std::move(shown));
  return hit;
}

Status ReadHits(const Corpus& corpus, const SearchRequest& request,
                const QueryRun& run, const ShownHits& shown,
                std::vector<Hit>* hits) {
  LazyColumn column(corpus, run);
  ShownPage page(corpus.shown_memory.get(), run.plan.root);
  const uint32_t passages = std::min(request.passages_per_hit, kMaxPassages);
  for (const ShownHit& row : shown.hits) {
    if (Status status = CheckControl(request.control); !status.ok()) {
      return status;
    }
    Result<Hit> hit = passages == 0 ? ReadHit(corpus, row.hit, &column, &page)
                                    : ReadHitWithPassages(corpus, column.Get(),
                                                          row.hit, passages);
    if (!hit.ok()) return hit.status();
    hit->group = row.group.value;
    hit->more_in_group = row.group.more;
    hits->push_back(std::move(hit).value());
  }
  page.Keep();
  return OkStatus();
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
                                const PageStart& page) {
  const Stopwatch stopwatch;
  if (Status status = Check(request); !status.ok()) return status;
  const FacetColumns columns(*corpus.catalog);
  const auto best = BestNeeded(request, page);
  const MatchTimes times(request.control, request.options.require_complete,
                         page.offset > 0 || page.after
                             ? MatchTimes::Start::kLater
                             : MatchTimes::Start::kFirst);
  Result<QueryRun> run =
      RunQuery(corpus, columns,
               {request.query, request.options, request.selections,
                times.matching, page.today, Scoring::kScored, best,
                !request.facets.empty(), &request.facets, times.gathering});
  if (!run.ok()) return run.status();
  Result<std::vector<Facet>> facets = CountFacets(
      request.facets, run->counted, run->selections, columns, request.control);
  if (!facets.ok()) return facets.status();

  SearchResult result;
  result.total_hits = static_cast<uint32_t>(run->total);
  Result<ShownHits> shown = ChooseHits(corpus, columns, request, page, &*run);
  if (!shown.ok()) return shown.status();
  result.total_groups = shown->groups;
  Status read = ReadHits(corpus, request, *run, *shown, &result.hits);
  if (!read.ok()) return read;
  const bool cut = run->partial != PartialReason::kComplete;
  if (!cut && page.offset == 0 && !page.after &&
      result.total_hits <= kFewHits) {
    Help(corpus, columns, request, &*run, &result);
  }
  if (shown->more && !cut) {
    const ShownHit& last = shown->hits.back();
    result.next_page_token = EncodePageToken(
        {corpus.revision, KeyHash(RequestKey(request) + corpus.scope_key),
         shown->end, page.today,
         RowKey{last.key, result.hits.back().article.id, 0}});
  }
  result.revision = corpus.revision;
  result.facets = std::move(facets).value();
  TellCutCounts(*run, &result);
  result.understanding = std::move(run->plan.understanding);
  result.analyzer_version = corpus.analyzer_version;
  result.dictionary_version = corpus.dictionary_version;
  if (request.receipt && !cut) {
    result.receipt =
        MakeReceipt(request, {shown->begin, page.today, {}}, result);
  }
  result.elapsed = stopwatch.elapsed();
  return result;
}

Result<FacetsResult> AnswerFacets(const Corpus& corpus,
                                  const FacetsRequest& request) {
  const Stopwatch stopwatch;
  const FacetColumns columns(*corpus.catalog);
  const MatchTimes times(request.control, request.options.require_complete);
  Result<QueryRun> run = RunQuery(corpus, columns,
                                  {request.query,
                                   request.options,
                                   request.selections,
                                   times.matching,
                                   {},
                                   Scoring::kUnscored,
                                   0,
                                   !request.facets.empty(),
                                   &request.facets,
                                   times.gathering});
  if (!run.ok()) return run.status();
  Result<std::vector<Facet>> facets = CountFacets(
      request.facets, run->counted, run->selections, columns, request.control);
  if (!facets.ok()) return facets.status();
  FacetsResult result;
  result.revision = corpus.revision;
  result.total_hits = static_cast<uint32_t>(run->total);
  result.facets = std::move(facets).value();
  TellCutCounts(*run, &result);
  result.understanding = std::move(run->plan.understanding);
  result.analyzer_version = corpus.analyzer_version;
  result.dictionary_version = corpus.dictionary_version;
  result.elapsed = stopwatch.elapsed();
  return result;
}

}  // namespace vigie::match
