#include "match/answer_timeline.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "match/calendar_steps.h"
#include "match/mention_rows.h"
#include "match/partial_answer.h"
#include "match/query_run.h"
#include "match/source_share.h"
#include "match/stopwatch.h"

namespace vigie::match {
namespace {

constexpr size_t kMostBuckets = 10'000;
constexpr size_t kMostSeries = 20;
constexpr size_t kNoBucket = std::numeric_limits<size_t>::max();

Status Invalid(std::string message, const char* reason) {
  return {StatusCode::kInvalidArgument, std::move(message), reason};
}

TimelineStep StepOf(const TimelineRequest& request) {
  return request.step == TimelineStep::kUnspecified ? TimelineStep::kDay
                                                    : request.step;
}

// When an article counts; none when it has no time, or none so fine.
std::optional<int64_t> InstantOf(const Catalog& catalog, DocRef ref,
                                 TimelineStep step) {
  const auto time = catalog.segment(ref).published_at(ref.doc);
  if (!time || (step == TimelineStep::kHour && time->date_only)) {
    return std::nullopt;
  }
  return time->unix_seconds;
}

// The number of the bucket that holds an instant, or kNoBucket.
size_t BucketOf(const std::vector<TimelineBucket>& buckets, int64_t instant) {
  const auto after =
      std::upper_bound(buckets.begin(), buckets.end(), instant,
                       [](int64_t at, const TimelineBucket& bucket) {
                         return at < bucket.begin;
                       });
  if (after == buckets.begin() || instant >= buckets.back().end) {
    return kNoBucket;
  }
  return static_cast<size_t>(after - buckets.begin()) - 1;
}

// One timeline while it is made.
class Timeline {
 public:
  Timeline(const Corpus& corpus, const TimelineRequest& request,
           TimelineResult* result)
      : corpus_(corpus),
        catalog_(*corpus.catalog),
        request_(request),
        step_(StepOf(request)),
        result_(*result) {}

  Status MakeBuckets(const QueryRun& run) {
    const std::vector<ScoredDoc>& hits = run.hits;
    const bool whole = run.partial == PartialReason::kComplete;
    int64_t first = std::numeric_limits<int64_t>::max();
    int64_t last = std::numeric_limits<int64_t>::min();
    for (const ScoredDoc& hit : hits) {
      const auto instant = InstantOf(catalog_, hit.doc, step_);
      if (!instant) continue;
      first = std::min(first, *instant);
      last = std::max(last, *instant);
    }
    const bool dated = first <= last;
    if (!dated && !(request_.begin && request_.end)) return OkStatus();
    const int64_t begin = request_.begin.value_or(dated ? first : 0);
    const int64_t end = request_.end.value_or(dated ? last + 1 : 0);
    const int64_t newest = corpus_.background->Get().newest.value_or(begin);
    for (int64_t at = StepBegin(step_, begin); at < end;) {
      if (result_.buckets.size() == kMostBuckets) {
        return Invalid("the timeline has more than " +
                           std::to_string(kMostBuckets) +
                           " steps; choose a larger step or a shorter period",
                       "TIMELINE_TOO_LONG");
      }
      const int64_t next = NextStep(step_, at);
      TimelineBucket bucket;
      bucket.begin = at;
      bucket.end = next;
      bucket.label = StepLabel(step_, at);
      const bool cut = (request_.begin && *request_.begin > at) ||
                       (request_.end && *request_.end < next);
      bucket.complete = whole && !cut && next <= newest;
      result_.buckets.push_back(std::move(bucket));
      at = next;
    }
    return OkStatus();
  }

  // kNoBucket for hits that are in none; those are counted apart.
  size_t Place(DocRef ref) {
    const auto time = catalog_.segment(ref).published_at(ref.doc);
    if (!time) {
      ++result_.undated;
      return kNoBucket;
    }
    const size_t bucket = Find(ref);
    if (bucket != kNoBucket) return bucket;
    const bool too_coarse = step_ == TimelineStep::kHour && time->date_only;
    ++(too_coarse ? result_.without_hour : result_.outside);
    return kNoBucket;
  }

  // The same without counting.
  size_t Find(DocRef ref) const {
    const auto instant = InstantOf(catalog_, ref, step_);
    if (!instant || result_.buckets.empty() ||
        (request_.begin && *instant < *request_.begin) ||
        (request_.end && *instant >= *request_.end)) {
      return kNoBucket;
    }
    return BucketOf(result_.buckets, *instant);
  }

  // Articles and, where asked for, mentions of the query.
  Status CountHits(const QueryRun& run, CallPoll* poll) {
    const EvidenceFinder finder(run.plan.root, catalog_, &run.prefix_words);
    MentionRequest asked;
    RowLister lister(asked, finder, catalog_);
    places_.reserve(run.hits.size());
    for (const ScoredDoc& hit : run.hits) {
      if (Status status = poll->Tick(); !status.ok()) return status;
      const size_t at = Place(hit.doc);
      places_.push_back(at);
      if (at == kNoBucket) continue;
      TimelineBucket& bucket = result_.buckets[at];
      ++bucket.articles;
      if (!request_.mentions) continue;
      ArticleText text(catalog_.segment(hit.doc), hit.doc.doc);
      const Result<uint32_t> rows = lister.Count(hit.doc, &text);
      if (!rows.ok()) return rows.status();
      bucket.mentions += *rows;
    }
    return OkStatus();
  }

  Status CountTotals(const QueryRun& run, CallPoll* poll) {
    const auto take = [&](DocRef ref) {
      const size_t at = Find(ref);
      if (at != kNoBucket) ++result_.buckets[at].total;
    };
    Status visited = VisitSameSources(
        {corpus_, run.plan.root, run.selections, request_.control}, poll, take);
    if (!visited.ok()) return visited;
    for (TimelineBucket& bucket : result_.buckets) {
      if (bucket.total > 0) {
        bucket.share = static_cast<double>(bucket.articles) / bucket.total;
      }
    }
    return OkStatus();
  }

  Status CountSeries(const QueryRun& run, CallPoll* poll) {
    for (const TimelineSeriesRequest& asked : request_.series) {
      TimelineSeries series;
      const CatalogEntity entity = catalog_.DescribeEntity(asked.entity_id);
      series.entity_id = asked.entity_id;
      series.label = entity.label;
      series.surface = asked.surface;
      series.points.resize(result_.buckets.size());
      const auto number = catalog_.FindEntity(asked.entity_id);
      for (size_t i = 0; number && i < run.hits.size(); ++i) {
        if (Status status = poll->Tick(); !status.ok()) return status;
        if (places_[i] == kNoBucket) continue;
        const Result<uint32_t> mentions =
            Mentions(run.hits[i].doc, *number, asked.surface);
        if (!mentions.ok()) return mentions.status();
        if (*mentions == 0) continue;
        ++series.points[places_[i]].articles;
        series.points[places_[i]].mentions += *mentions;
      }
      result_.series.push_back(std::move(series));
    }
    return OkStatus();
  }

 private:
  // Of an entity in one article; with `surface`, of those written so.
  Result<uint32_t> Mentions(DocRef ref, uint32_t entity,
                            const std::string& surface) const {
    uint32_t mentions = 0;
    for (const auto& count : catalog_.segment(ref).entity_counts(ref.doc)) {
      if (catalog_.entity(ref.segment, count.entity) == entity) {
        mentions = count.mentions;
      }
    }
    if (mentions == 0 || surface.empty()) return mentions;
    mentions = 0;
    ArticleText text(catalog_.segment(ref), ref.doc);
    for (const Match& row : StoredRows(catalog_, ref)) {
      if (catalog_.entity(ref.segment, row.mention->entity) != entity ||
          row.mention->role() == MentionRole::kCredit) {
        continue;
      }
      const Result<std::string> written =
          ReadSurface(catalog_, ref, row, &text);
      if (!written.ok()) return written.status();
      mentions += *written == surface ? 1 : 0;
    }
    return mentions;
  }

  const Corpus& corpus_;
  const Catalog& catalog_;
  const TimelineRequest& request_;
  const TimelineStep step_;
  TimelineResult& result_;
  std::vector<size_t> places_;  // bucket of each hit
};

Status Check(const TimelineRequest& request) {
  if (request.step > TimelineStep::kYear) {
    return Invalid("the step of the timeline is not known", "TIMELINE_STEP");
  }
  if (request.series.size() > kMostSeries) {
    return Invalid(
        "a timeline has at most " + std::to_string(kMostSeries) + " series",
        "TIMELINE_SERIES");
  }
  // The years that publication times have, with a margin.
  constexpr int64_t kEarliest = -12'000'000'000;
  constexpr int64_t kLatest = 254'000'000'000;
  for (const auto& bound : {request.begin, request.end}) {
    if (bound && (*bound < kEarliest || *bound > kLatest)) {
      return Invalid("a bound of the timeline is not in the years 1600 to 9999",
                     "TIMELINE_RANGE");
    }
  }
  if (request.begin && request.end && *request.begin >= *request.end) {
    return Invalid("the timeline ends before it begins", "TIMELINE_RANGE");
  }
  return OkStatus();
}

}  // namespace

Result<TimelineResult> AnswerTimeline(const Corpus& corpus,
                                      const TimelineRequest& request) {
  const Stopwatch stopwatch;
  if (Status status = Check(request); !status.ok()) return status;
  const FacetColumns columns(*corpus.catalog);
  const MatchTimes times(request.control, request.options.require_complete);
  QueryInput input{request.query, request.options, request.selections,
                   times.matching};
  input.scoring = Scoring::kUnscored;
  input.partial = times.gathering;
  Result<QueryRun> run = RunQuery(corpus, columns, input);
  if (!run.ok()) return run.status();
  TimelineResult result;
  Timeline timeline(corpus, request, &result);
  CallPoll poll(request.control);
  Status made = timeline.MakeBuckets(*run);
  if (made.ok()) made = timeline.CountHits(*run, &poll);
  if (made.ok()) made = timeline.CountTotals(*run, &poll);
  if (made.ok()) made = timeline.CountSeries(*run, &poll);
  if (!made.ok()) return made;
  result.revision = corpus.revision;
  result.total_hits = static_cast<uint32_t>(run->hits.size());
  TellCut(*run, &result);
  result.understanding = std::move(run->plan.understanding);
  result.analyzer_version = corpus.analyzer_version;
  result.dictionary_version = corpus.dictionary_version;
  result.elapsed = stopwatch.elapsed();
  return result;
}

}  // namespace vigie::match
