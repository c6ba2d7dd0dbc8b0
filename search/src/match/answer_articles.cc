#include "match/answer_articles.h"

#include <algorithm>
#include <utility>

#include "match/call_poll.h"
#include "match/hit_order.h"
#include "match/ordering.h"
#include "match/page_token.h"
#include "match/partial_answer.h"
#include "match/stopwatch.h"
#include "match/text_window.h"

namespace vigie::match {

Result<ArticlesResult> StreamArticles(const Corpus& corpus,
                                      const ArticlesRequest& request,
                                      const Snapshot::ArticleSink& sink) {
  const Stopwatch stopwatch;
  const uint64_t hash = KeyHash(RequestKey(request) + corpus.scope_key);
  const Result<PageStart> start =
      FindPage(request.resume_token, corpus.revision, hash);
  if (!start.ok()) return start.status();
  if (request.sort > SortOrder::kBm25) {
    return Status(StatusCode::kInvalidArgument,
                  "the order of articles is not known", "SORT_ORDER");
  }
  const SortOrder sort = request.sort == SortOrder::kUnspecified
                             ? SortOrder::kNewest
                             : request.sort;
  const Catalog& catalog = *corpus.catalog;
  const FacetColumns columns(catalog);
  const MatchTimes times(request.control, request.options.require_complete,
                         request.resume_token.empty()
                             ? MatchTimes::Start::kFirst
                             : MatchTimes::Start::kLater);
  QueryInput input{request.query, request.options, request.selections,
                   times.matching, start->today};
  input.scoring = IsByScore(sort) ? Scoring::kScored : Scoring::kUnscored;
  input.partial = times.gathering;
  Result<QueryRun> run = RunQuery(corpus, columns, input);
  if (!run.ok()) return run.status();
  const bool whole = run->partial == PartialReason::kComplete;
  const size_t total = run->hits.size();
  const Result<std::vector<double>> keys =
      PutInOrder(corpus, {sort, 0, request.control}, total, &*run);
  if (!keys.ok()) return keys.status();
  const uint64_t begin =
      start->after ? CountUpTo(*start->after, catalog, *keys, run->hits)
                   : std::min<uint64_t>(start->offset, total);
  ArticlesResult result;
  CallPoll poll(request.control);
  TextWindow ahead(catalog, run->hits, TextWindow::Wanted::kAll, &poll);
  for (uint64_t i = begin; i < total; ++i) {
    if (Status status = CheckControl(request.control); !status.ok()) {
      return status;
    }
    Result<Article> article = ahead.Take(i);
    if (!article.ok()) return article.status();
    ArticleRow row;
    if (whole) {
      row.resume_token =
          EncodePageToken({corpus.revision, hash, i + 1, start->today,
                           RowKey{(*keys)[i], article->id, 0}});
    }
    row.article = std::move(article).value();
    row.score = run->hits[i].score;
    if (!sink(std::move(row))) {
      return Status(StatusCode::kCancelled,
                    "the receiver of the articles stopped");
    }
    ++result.articles;
  }
  result.revision = corpus.revision;
  result.total_hits = static_cast<uint32_t>(total);
  TellCut(*run, &result);
  result.understanding = std::move(run->plan.understanding);
  result.analyzer_version = corpus.analyzer_version;
  result.dictionary_version = corpus.dictionary_version;
  result.elapsed = stopwatch.elapsed();
  return result;
}

}  // namespace vigie::match
