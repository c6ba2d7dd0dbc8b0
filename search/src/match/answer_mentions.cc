#include "match/answer_mentions.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
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

// Which rows to read, and what to do with them.
struct RowVisitor {
  uint64_t begin = 0;
  uint64_t end = UINT64_MAX;
  std::function<Status(MentionRow&&)> take;
};

// The hits of a mention request in the order of its rows.
struct MentionWalk {
  const Corpus& corpus;
  const MentionRequest& request;
  RowLister lister;
  CallPoll poll;

  // Reads those rows of an article that are in the visitor's range; `first` is
  // the number of its first row.
  Status Visit(DocRef ref, const std::vector<Match>& rows, uint64_t first,
               const RowVisitor& visitor, ArticleText* text) {
    for (size_t i = 0; i < rows.size(); ++i) {
      if (first + i < visitor.begin || first + i >= visitor.end) continue;
      if (Status status = poll.Tick(); !status.ok()) return status;
      Result<Mention> mention =
          ReadMention(*corpus.catalog, ref, rows[i], text);
      if (!mention.ok()) return mention.status();
      Status taken = visitor.take(
          {Summarize(text->article()), std::move(mention).value()});
      if (!taken.ok()) return taken;
    }
    return OkStatus();
  }

  // The number of rows of an article; visits them.
  Result<uint32_t> Article(DocRef ref, uint64_t first,
                           const RowVisitor& visitor) {
    ArticleText text(corpus.catalog->segment(ref), ref.doc);
    const Result<std::vector<Match>> rows = lister.List(ref, &text);
    if (!rows.ok()) return rows.status();
    Status visited = Visit(ref, *rows, first, visitor, &text);
    if (!visited.ok()) return visited;
    return static_cast<uint32_t>(rows->size());
  }

  // The number alone.
  Result<uint32_t> Count(DocRef ref) {
    ArticleText text(corpus.catalog->segment(ref), ref.doc);
    return lister.Count(ref, &text);
  }
};

// Counts all rows in order and shows those in the visitor's range. With
// `key`, the counts of text matches are kept for, or known from, other pages.
Result<MentionResult> Walk(const Corpus& corpus, const MentionRequest& request,
                           std::optional<int32_t> today, const std::string* key,
                           const RowVisitor& visitor) {
  const FacetColumns columns(*corpus.catalog);
  Result<QueryRun> run =
      RunQuery(corpus, columns,
               {request.query, request.options, request.selections,
                request.control, today, Scoring::kUnscored});
  if (!run.ok()) return run.status();
  OrderHits(SortOrder::kNewest, *corpus.catalog, run->hits.size(), &run->hits);
  const EvidenceFinder finder(run->plan.root, *corpus.catalog,
                              &run->prefix_words);
  const bool keep = key != nullptr && finder.reads_words() &&
                    request.scope == MentionRequest::Scope::kMatches;
  // The same request has other hits on another day.
  const std::string kept =
      keep ? *key + std::to_string(run->today) : std::string();
  const RowCounts::Counts known =
      keep ? corpus.row_counts->Find(kept) : nullptr;
  MentionWalk walk{corpus, request, RowLister(request, finder, *corpus.catalog),
                   CallPoll(request.control)};
  MentionResult result;
  std::vector<uint32_t> counts;
  for (size_t i = 0; i < run->hits.size(); ++i) {
    const uint64_t first = result.total_mentions;
    const DocRef ref = run->hits[i].doc;
    if (Status status = walk.poll.Tick(); !status.ok()) return status;
    Result<uint32_t> rows = uint32_t{0};
    if (known) {
      rows = (*known)[i];
    } else if (visitor.begin > first || first >= visitor.end) {
      rows = walk.Count(ref);
    }
    const bool shown =
        first < visitor.end && (first >= visitor.begin ||
                                (rows.ok() && first + *rows > visitor.begin));
    if (shown) {
      if (Status status = CheckControl(request.control); !status.ok()) {
        return status;
      }
      rows = walk.Article(ref, first, visitor);
    }
    if (!rows.ok()) return rows.status();
    if (keep && !known) counts.push_back(*rows);
    result.total_mentions += *rows;
    result.total_articles += *rows > 0 ? 1 : 0;
  }
  if (keep && !known) corpus.row_counts->Keep(kept, std::move(counts));
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
  const std::string key = RequestKey(request);
  const uint64_t hash = KeyHash(key);
  const Result<PageStart> start =
      FindPage(request.page_token, corpus.revision, hash);
  if (!start.ok()) return start.status();
  const uint64_t end = start->offset + PageSize(request);
  std::vector<MentionRow> page;
  const RowVisitor visitor{start->offset, end, [&](MentionRow&& row) {
                             page.push_back(std::move(row));
                             return OkStatus();
                           }};
  Result<MentionResult> result =
      Walk(corpus, request, start->today, &key, visitor);
  if (!result.ok()) return result;
  result->rows = std::move(page);
  if (end < result->total_mentions) {
    result->next_page_token =
        EncodePageToken({corpus.revision, hash, end, start->today});
  }
  result->elapsed = stopwatch.elapsed();
  return result;
}

Result<MentionResult> StreamMentions(const Corpus& corpus,
                                     const MentionRequest& request,
                                     const Snapshot::MentionSink& sink) {
  const Stopwatch stopwatch;
  RowVisitor visitor;
  visitor.take = [&](MentionRow&& row) {
    if (sink(std::move(row))) return OkStatus();
    return Status(StatusCode::kCancelled,
                  "the receiver of the mentions stopped");
  };
  Result<MentionResult> result = Walk(corpus, request, {}, nullptr, visitor);
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
