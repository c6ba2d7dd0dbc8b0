#include "match/answer_mentions.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "match/call_poll.h"
#include "match/evidence.h"
#include "match/mention_rows.h"
#include "match/ordering.h"
#include "match/page_token.h"
#include "match/query_run.h"
#include "match/stopwatch.h"

namespace vigie::match {
namespace {

// Asked with the number of the next row: whether to read it, and what to do
// with it.
struct RowVisitor {
  std::function<bool(uint64_t)> wants;
  std::function<Status(MentionRow&&)> take;
};

// Hands over the wanted ones of an article's rows.
Status VisitArticle(const Corpus& corpus, DocRef ref,
                    const std::vector<Match>& rows, uint64_t first,
                    const RowVisitor& visitor, ArticleText* text) {
  for (size_t i = 0; i < rows.size(); ++i) {
    if (!visitor.wants(first + i)) continue;
    Result<Mention> mention = ReadMention(*corpus.catalog, ref, rows[i], text);
    if (!mention.ok()) return mention.status();
    Status taken =
        visitor.take({Summarize(text->article()), std::move(mention).value()});
    if (!taken.ok()) return taken;
  }
  return OkStatus();
}

// Walks all rows in order, counts them and shows them to `visitor`.
Result<MentionResult> Walk(const Corpus& corpus, const MentionRequest& request,
                           const RowVisitor& visitor) {
  const FacetColumns columns(*corpus.catalog);
  Result<QueryRun> run = RunQuery(
      corpus, columns,
      {request.query, request.options, request.selections, request.control});
  if (!run.ok()) return run.status();
  OrderHits(SortOrder::kNewest, *corpus.catalog, run->hits.size(), &run->hits);
  const EvidenceFinder finder(run->plan.root, *corpus.catalog);
  MentionResult result;
  for (const ScoredDoc& hit : run->hits) {
    if (Status status = CheckControl(request.control); !status.ok()) {
      return status;
    }
    ArticleText text(corpus.catalog->segment(hit.doc), hit.doc.doc);
    const Result<std::vector<Match>> rows =
        ListRows(request, finder, *corpus.catalog, hit.doc, &text);
    if (!rows.ok()) return rows.status();
    if (rows->empty()) continue;
    Status visited = VisitArticle(corpus, hit.doc, *rows, result.total_mentions,
                                  visitor, &text);
    if (!visited.ok()) return visited;
    result.total_mentions += static_cast<uint32_t>(rows->size());
    ++result.total_articles;
  }
  result.revision = corpus.revision;
  result.understanding = std::move(run->plan.understanding);
  result.analyzer_version = corpus.analyzer_version;
  result.dictionary_version = corpus.dictionary_version;
  return result;
}

}  // namespace

Result<MentionResult> AnswerMentions(const Corpus& corpus,
                                     const MentionRequest& request) {
  const Stopwatch stopwatch;
  const uint64_t hash = RequestHash(request);
  const Result<uint64_t> offset =
      PageOffset(request.page_token, corpus.revision, hash);
  if (!offset.ok()) return offset.status();
  const uint64_t begin = *offset;
  const uint64_t end = begin + PageSize(request);
  std::vector<MentionRow> page;
  const RowVisitor visitor{
      [&](uint64_t row) { return begin <= row && row < end; },
      [&](MentionRow&& row) {
        page.push_back(std::move(row));
        return OkStatus();
      }};
  Result<MentionResult> result = Walk(corpus, request, visitor);
  if (!result.ok()) return result;
  result->rows = std::move(page);
  if (end < result->total_mentions) {
    result->next_page_token = EncodePageToken({corpus.revision, hash, end});
  }
  result->elapsed = stopwatch.elapsed();
  return result;
}

Result<MentionResult> StreamMentions(const Corpus& corpus,
                                     const MentionRequest& request,
                                     const Snapshot::MentionSink& sink) {
  const Stopwatch stopwatch;
  const RowVisitor visitor{[](uint64_t /*row*/) { return true; },
                           [&](MentionRow&& row) {
                             if (sink(std::move(row))) return OkStatus();
                             return Status(
                                 StatusCode::kCancelled,
                                 "the receiver of the mentions stopped");
                           }};
  Result<MentionResult> result = Walk(corpus, request, visitor);
  if (result.ok()) result->elapsed = stopwatch.elapsed();
  return result;
}

Result<std::vector<Mention>> ArticleMentions(const Corpus& corpus, DocRef ref) {
  ArticleText text(corpus.catalog->segment(ref), ref.doc);
  std::vector<Mention> mentions;
  for (const Match& row : StoredRows(*corpus.catalog, ref)) {
    Result<Mention> mention = ReadMention(*corpus.catalog, ref, row, &text);
    if (!mention.ok()) return mention.status();
    mentions.push_back(std::move(mention).value());
  }
  return mentions;
}

}  // namespace vigie::match
