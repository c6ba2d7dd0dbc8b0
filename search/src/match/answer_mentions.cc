#include "match/answer_mentions.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "match/call_poll.h"
#include "match/evidence.h"
#include "match/kwic.h"
#include "match/mention_rows.h"
#include "match/ordering.h"
#include "match/page_token.h"
#include "match/query_run.h"
#include "match/stopwatch.h"
#include "match/text_window.h"

namespace vigie::match {
namespace {

// A row's place in the list.
struct RowPlace {
  uint64_t number = 0;
  RowKey key;
};

// Which rows to read, and what to do with them.
struct RowVisitor {
  // Absent: where `after` says.
  std::optional<uint64_t> begin;
  std::optional<RowKey> after;
  uint64_t rows = UINT64_MAX;  // at most
  std::function<Status(MentionRow&&, const RowPlace&)> take;
};

// The part of one article's rows that is read.
struct ArticleRows {
  DocRef ref;
  size_t hit = 0;
  double key = 0;      // that the article is ordered by
  uint64_t first = 0;  // number of its first row
  uint64_t begin = 0;  // of the rows read
  uint64_t end = 0;
};

constexpr uint64_t kRowsPerToken = 1'000;  // of a stream

RowVisitor VisitorFrom(const PageStart& start) {
  RowVisitor visitor;
  if (!start.after) visitor.begin = start.offset;
  visitor.after = start.after;
  return visitor;
}

// The hits of a mention request in the order of its rows.
struct MentionWalk {
  const Corpus& corpus;
  const MentionRequest& request;
  RowLister lister;
  CallPoll poll;

  // Reads those rows of an article that are wanted.
  Status Visit(const ArticleRows& wanted, const std::vector<Match>& rows,
               const RowVisitor& visitor, ArticleText* text) {
    for (size_t i = 0; i < rows.size(); ++i) {
      const uint64_t number = wanted.first + i;
      if (number < wanted.begin || number >= wanted.end) continue;
      if (Status status = poll.Tick(); !status.ok()) return status;
      Result<Mention> mention =
          ReadMention(*corpus.catalog, wanted.ref, rows[i], text);
      if (!mention.ok()) return mention.status();
      MentionRow row{
          Summarize(text->article()), std::move(mention).value(), {}, ""};
      row.window = WindowAround(text->field(rows[i].field), rows[i].range,
                                request.window);
      RowPlace place{number,
                     {wanted.key, row.article.id, static_cast<uint32_t>(i)}};
      Status taken = visitor.take(std::move(row), place);
      if (!taken.ok()) return taken;
    }
    return OkStatus();
  }

  // The number of rows of an article; visits them. `ahead`: null, or where
  // texts are read.
  Result<uint32_t> Article(const ArticleRows& wanted, const RowVisitor& visitor,
                           TextWindow* ahead) {
    const index::Segment& segment = corpus.catalog->segment(wanted.ref);
    if (ahead == nullptr) {
      ArticleText text(segment, wanted.ref.doc);
      return Article(wanted, visitor, &text);
    }
    Result<vigie::Article> article = ahead->Take(wanted.hit);
    if (!article.ok()) return article.status();
    ArticleText text(segment, wanted.ref.doc, std::move(article).value());
    return Article(wanted, visitor, &text);
  }
  Result<uint32_t> Article(const ArticleRows& wanted, const RowVisitor& visitor,
                           ArticleText* text) {
    const Result<std::vector<Match>> rows = lister.List(wanted.ref, text);
    if (!rows.ok()) return rows.status();
    Status visited = Visit(wanted, *rows, visitor, text);
    if (!visited.ok()) return visited;
    return static_cast<uint32_t>(rows->size());
  }

  // The number alone.
  Result<uint32_t> Count(DocRef ref) {
    ArticleText text(corpus.catalog->segment(ref), ref.doc);
    return lister.Count(ref, &text);
  }
};

bool IsArticle(const Corpus& corpus, DocRef ref, const RowKey& key) {
  return corpus.catalog->article_id(ref) == std::string_view(key.id);
}

// The article of `after`, where it still has its place, or the one behind it.
size_t ResumedHit(const Corpus& corpus, const RowKey& after,
                  const std::vector<double>& keys,
                  const std::vector<ScoredDoc>& hits) {
  const size_t behind = CountUpTo(after, *corpus.catalog, keys, hits);
  const bool stays = behind > 0 && keys[behind - 1] == after.value &&
                     IsArticle(corpus, hits[behind - 1].doc, after);
  return stays ? behind - 1 : behind;
}

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
  std::vector<double> keys =
      OrderKeys(SortOrder::kNewest, *corpus.catalog, run->hits);
  OrderByKeys(*corpus.catalog, run->hits.size(), &keys, &run->hits);
  // The hit at which a row after `visitor.after` may stand first.
  const size_t resumed =
      visitor.after ? ResumedHit(corpus, *visitor.after, keys, run->hits) : 0;
  std::optional<uint64_t> begin = visitor.begin;
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
  const bool reads_words =
      finder.reads_words() && request.scope == MentionRequest::Scope::kMatches;
  // Pages show few articles, which nobody need read together.
  const bool reads_ahead = visitor.rows == UINT64_MAX;
  TextWindow ahead(*corpus.catalog, run->hits,
                   reads_words ? TextWindow::Wanted::kAll
                               : TextWindow::Wanted::kWithMentions,
                   &walk.poll);
  MentionResult result;
  std::vector<uint32_t> counts;
  for (size_t i = 0; i < run->hits.size(); ++i) {
    const uint64_t first = result.total_mentions;
    const DocRef ref = run->hits[i].doc;
    if (Status status = walk.poll.Tick(); !status.ok()) return status;
    Result<uint32_t> rows = uint32_t{0};
    if (!begin && i == resumed) {
      begin = first;
      if (IsArticle(corpus, ref, *visitor.after)) {
        const Result<uint32_t> there = walk.Count(ref);
        if (!there.ok()) return there.status();
        begin = first + std::min(*there, visitor.after->row + 1);
      }
    }
    const uint64_t from = begin.value_or(UINT64_MAX);
    const uint64_t end =
        visitor.rows > UINT64_MAX - from ? UINT64_MAX : from + visitor.rows;
    if (known) {
      rows = (*known)[i];
    } else if (from > first || first >= end) {
      rows = walk.Count(ref);
    }
    const bool shown =
        first < end && (first >= from || (rows.ok() && first + *rows > from));
    if (shown) {
      if (Status status = CheckControl(request.control); !status.ok()) {
        return status;
      }
      // Articles in which no entity is found have no row: none is read ahead.
      const bool has_rows =
          reads_words ||
          corpus.catalog->segment(ref).mentions(ref.doc).size > 0;
      rows = walk.Article({ref, i, keys[i], first, *begin, end}, visitor,
                          reads_ahead && has_rows ? &ahead : nullptr);
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
  const uint64_t hash = KeyHash(key + corpus.scope_key);
  const Result<PageStart> start =
      FindPage(request.page_token, corpus.revision, hash);
  if (!start.ok()) return start.status();
  std::vector<MentionRow> page;
  RowPlace last;
  RowVisitor visitor = VisitorFrom(*start);
  visitor.rows = PageSize(request);
  visitor.take = [&](MentionRow&& row, const RowPlace& place) {
    page.push_back(std::move(row));
    last = place;
    return OkStatus();
  };
  Result<MentionResult> result =
      Walk(corpus, request, start->today, &key, visitor);
  if (!result.ok()) return result;
  if (!page.empty() && last.number + 1 < result->total_mentions) {
    result->next_page_token = EncodePageToken(
        {corpus.revision, hash, last.number + 1, start->today, last.key});
  }
  result->rows = std::move(page);
  result->elapsed = stopwatch.elapsed();
  return result;
}

Result<MentionResult> StreamMentions(const Corpus& corpus,
                                     const MentionRequest& request,
                                     const Snapshot::MentionSink& sink) {
  const Stopwatch stopwatch;
  const uint64_t hash = KeyHash(RequestKey(request) + corpus.scope_key);
  const Result<PageStart> start =
      FindPage(request.page_token, corpus.revision, hash);
  if (!start.ok()) return start.status();
  RowVisitor visitor = VisitorFrom(*start);
  uint64_t rows = 0;
  visitor.take = [&](MentionRow&& row, const RowPlace& place) {
    if (++rows % kRowsPerToken == 0) {
      row.resume_token = EncodePageToken(
          {corpus.revision, hash, place.number + 1, start->today, place.key});
    }
    if (sink(std::move(row))) return OkStatus();
    return Status(StatusCode::kCancelled,
                  "the receiver of the mentions stopped");
  };
  Result<MentionResult> result =
      Walk(corpus, request, start->today, nullptr, visitor);
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
