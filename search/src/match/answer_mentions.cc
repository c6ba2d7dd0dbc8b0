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
#include "match/partial_answer.h"
#include "match/query_run.h"
#include "match/stopwatch.h"
#include "match/text_window.h"

namespace vigie::match {
namespace {

// A row's place in the list.
struct RowPlace {
  uint64_t number = 0;
  RowKey key;
  bool follows = true;  // no article was left out before it
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

MatchTimes::Start StartOf(const PageStart& start) {
  return start.offset > 0 || start.after ? MatchTimes::Start::kLater
                                         : MatchTimes::Start::kFirst;
}

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
  const CallControl& control;
  bool follows;                      // RowPlace::follows
  uint64_t counted = 0;              // articles, whole
  std::optional<uint64_t> last_hit;  // of the last row shown

  Status Check() const { return CheckControl(control); }

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
                     {wanted.key, row.article.id, static_cast<uint32_t>(i)},
                     follows};
      Status taken = visitor.take(std::move(row), place);
      if (!taken.ok()) return taken;
      last_hit = wanted.hit;
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

// The counts of text matches of a request that earlier pages have left, or
// those that this one leaves to later ones.
class KeptCounts {
 public:
  // `key`: of the request; null: nothing is kept. The same request has other
  // hits on another day.
  KeptCounts(RowCounts* kept, const std::string* key, int32_t today)
      : kept_(key == nullptr ? nullptr : kept) {
    if (key == nullptr || kept_ == nullptr) return;
    key_ = *key + std::to_string(today);
    known_ = kept_->Find(key_);
  }

  // Rows of the `hit`th article.
  std::optional<uint32_t> Find(size_t hit) const {
    if (!known_) return std::nullopt;
    return (*known_)[hit];
  }
  // Of the next article.
  void Add(uint32_t rows) {
    if (kept_ != nullptr && !known_) counts_.push_back(rows);
  }
  // Every article is counted.
  void Keep() {
    if (kept_ != nullptr && !known_) kept_->Keep(key_, std::move(counts_));
  }

 private:
  RowCounts* const kept_;
  std::string key_;
  RowCounts::Counts known_;
  std::vector<uint32_t> counts_;
};

// That only so many of the hits were counted when the time was over.
void CutTotals(const Corpus& corpus, const MentionRequest& request,
               uint64_t counted, QueryRun* run) {
  const bool whole = run->partial == PartialReason::kComplete;
  const uint64_t searched =
      whole ? corpus.catalog->documents() : run->articles_searched;
  run->articles_searched = searched - (run->hits.size() - counted);
  if (!whole) return;  // is told already
  run->partial = PartialReason::kTime;
  run->plan.understanding.warnings.push_back(
      CutWarning(run->partial, run->articles_searched, request.query));
}

// What Walk walks over.
struct WalkedHits {
  const QueryRun& run;
  const std::vector<double>& keys;
  bool reads_words;
  bool reads_ahead;  // pages show few articles, which nobody need read together
};

// Counts the rows of hits in order and shows those in the visitor's range, up
// to the end or the error that it returns; `result` has what came before it.
Status WalkHits(const WalkedHits& walked, const RowVisitor& visitor,
                MentionWalk* walk, KeptCounts* kept, MentionResult* result) {
  const Corpus& corpus = walk->corpus;
  const std::vector<ScoredDoc>& hits = walked.run.hits;
  // The hit at which a row after `visitor.after` may stand first.
  const size_t resumed =
      visitor.after ? ResumedHit(corpus, *visitor.after, walked.keys, hits) : 0;
  std::optional<uint64_t> begin = visitor.begin;
  TextWindow ahead(*corpus.catalog, hits,
                   walked.reads_words ? TextWindow::Wanted::kAll
                                      : TextWindow::Wanted::kWithMentions,
                   &walk->poll);
  for (size_t i = 0; i < hits.size(); ++i) {
    const uint64_t first = result->total_mentions;
    const DocRef ref = hits[i].doc;
    if (Status status = walk->poll.Tick(); !status.ok()) return status;
    if (!begin && i == resumed) {
      begin = first;
      if (IsArticle(corpus, ref, *visitor.after)) {
        const Result<uint32_t> there = walk->Count(ref);
        if (!there.ok()) return there.status();
        begin = first + std::min(*there, visitor.after->row + 1);
      }
    }
    const uint64_t from = begin.value_or(UINT64_MAX);
    const uint64_t end =
        visitor.rows > UINT64_MAX - from ? UINT64_MAX : from + visitor.rows;
    Result<uint32_t> rows = kept->Find(i).value_or(0);
    if (!kept->Find(i) && (from > first || first >= end)) {
      rows = walk->Count(ref);
    }
    const bool shown =
        first < end && (first >= from || (rows.ok() && first + *rows > from));
    if (shown) {
      if (Status status = walk->Check(); !status.ok()) return status;
      // Articles in which no entity is found have no row: none is read ahead.
      const bool has_rows =
          walked.reads_words ||
          corpus.catalog->segment(ref).mentions(ref.doc).size > 0;
      rows =
          walk->Article({ref, i, walked.keys[i], first, *begin, end}, visitor,
                        walked.reads_ahead && has_rows ? &ahead : nullptr);
    }
    if (!rows.ok()) return rows.status();
    kept->Add(*rows);
    ++walk->counted;
    result->total_mentions += *rows;
    result->total_articles += *rows > 0 ? 1 : 0;
  }
  kept->Keep();
  return OkStatus();
}

// What a page is made of.
struct WalkRequest {
  const MentionRequest& request;
  MatchTimes::Start start;
  std::optional<int32_t> today;
  const std::string* key;  // counts are kept by it; null: none are
};

// The rows of a page, or of a stream (`visitor.rows`). With the time over, a
// page whose first rows are there has them, and totals that are cut.
Result<MentionResult> Walk(const Corpus& corpus, const WalkRequest& wanted,
                           const RowVisitor& visitor) {
  const MentionRequest& request = wanted.request;
  const FacetColumns columns(*corpus.catalog);
  const MatchTimes times(request.control, request.options.require_complete,
                         wanted.start);
  QueryInput input{request.query, request.options, request.selections,
                   times.matching, wanted.today};
  input.scoring = Scoring::kUnscored;
  input.partial = times.gathering;
  Result<QueryRun> run = RunQuery(corpus, columns, input);
  if (!run.ok()) return run.status();
  std::vector<double> keys =
      OrderKeys(SortOrder::kNewest, *corpus.catalog, run->hits);
  OrderByKeys(*corpus.catalog, run->hits.size(), &keys, &run->hits);
  const EvidenceFinder finder(run->plan.root, *corpus.catalog,
                              &run->prefix_words);
  const bool reads_words =
      finder.reads_words() && request.scope == MentionRequest::Scope::kMatches;
  const bool whole = run->partial == PartialReason::kComplete;
  KeptCounts kept(corpus.row_counts.get(),
                  reads_words && whole ? wanted.key : nullptr, run->today);
  const bool page = visitor.rows != UINT64_MAX;
  const CallControl& control = page ? times.gathered : request.control;
  MentionWalk walk{corpus,
                   request,
                   RowLister(request, finder, *corpus.catalog),
                   CallPoll(control),
                   control,
                   whole};
  MentionResult result;
  Status walked = WalkHits({*run, keys, reads_words, !page}, visitor, &walk,
                           &kept, &result);
  const bool cut = page && walk.last_hit && !request.options.require_complete &&
                   walked.code() == StatusCode::kDeadlineExceeded;
  if (!walked.ok() && !cut) return walked;
  if (cut) {
    CutTotals(corpus, request, walk.counted, &*run);
    if (*walk.last_hit >= walk.counted) ++result.total_articles;
  }
  TellCut(*run, &result);
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
      Walk(corpus, {request, StartOf(*start), start->today, &key}, visitor);
  if (!result.ok()) return result;
  // What has been shown has been counted.
  const auto least = static_cast<uint32_t>(page.empty() ? 0 : last.number + 1);
  result->total_mentions = std::max(result->total_mentions, least);
  const bool cut = result->partial != PartialReason::kComplete;
  if (!page.empty() && last.follows &&
      (cut || least < result->total_mentions)) {
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
    if (++rows % kRowsPerToken == 0 && place.follows) {
      row.resume_token = EncodePageToken(
          {corpus.revision, hash, place.number + 1, start->today, place.key});
    }
    if (sink(std::move(row))) return OkStatus();
    return Status(StatusCode::kCancelled,
                  "the receiver of the mentions stopped");
  };
  Result<MentionResult> result =
      Walk(corpus, {request, StartOf(*start), start->today, nullptr}, visitor);
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
