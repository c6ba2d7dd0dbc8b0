// What streams and explorations cost, in seconds of this thread's processor.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bench/engine/tasks.h"
#include "vigie/vigie.h"

namespace vigie::bench {
namespace {

double ThreadSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) +
         static_cast<double>(now.tv_nsec) * 1e-9;
}

class Explorer {
 public:
  Explorer(const ExploreTask& task, std::shared_ptr<const Snapshot> snapshot)
      : task_(task), snapshot_(std::move(snapshot)) {}

  // Prints the first time, which fills what is made on demand, and the median
  // of the others. `run` returns the rows that it gave.
  Status Measure(const char* name,
                 const std::function<Result<uint64_t>()>& run) {
    std::vector<double> seconds;
    uint64_t rows = 0;
    for (uint32_t round = 0; round <= task_.rounds; ++round) {
      const double before = ThreadSeconds();
      const Result<uint64_t> given = run();
      seconds.push_back(ThreadSeconds() - before);
      if (!given.ok()) return given.status();
      rows = *given;
    }
    const double first = seconds.front();
    std::sort(seconds.begin() + 1, seconds.end());
    const double median = seconds[1 + (seconds.size() - 1) / 2];
    std::printf(
        "{\"task\":\"%s\",\"rows\":%llu,\"first_cpu_ms\":%.3f,"
        "\"cpu_ms\":%.3f,\"rows_per_cpu_s\":%.0f}\n",
        name, static_cast<unsigned long long>(rows), first * 1e3, median * 1e3,
        median > 0 ? static_cast<double>(rows) / median : 0);
    std::fflush(stdout);
    return OkStatus();
  }

  Status Streams() {
    Status done = Measure("stream_entities_in_hits", [&] {
      MentionRequest request;
      request.scope = MentionRequest::Scope::kEntitiesInHits;
      return Mentions(request);
    });
    if (!done.ok()) return done;
    done = Measure("stream_mentions", [&] {
      MentionRequest request;
      request.query = task_.query;
      return Mentions(request);
    });
    if (!done.ok()) return done;
    return Measure("stream_articles", [&]() -> Result<uint64_t> {
      ArticlesRequest request;
      request.query = task_.query;
      const auto result = snapshot_->StreamArticles(
          request, [](ArticleRow&& row) { return !row.article.id.empty(); });
      if (!result.ok()) return result.status();
      return uint64_t{result->articles};
    });
  }

  Status Suggestions() {
    for (const char* text :
         {"m", "mi", "mic", "par", "l’e", "europ", "le mon"}) {
      SuggestRequest request;
      request.text = text;
      Status done = Measure(("suggest " + request.text).c_str(),
                            [&]() -> Result<uint64_t> {
                              const auto result = snapshot_->Suggest(request);
                              if (!result.ok()) return result.status();
                              return uint64_t{result->suggestions.size()};
                            });
      if (!done.ok()) return done;
    }
    return OkStatus();
  }

  // What a program pays that follows the revisions of an index: opened while
  // one that it has asked is open.
  Status NextRevision() {
    std::shared_ptr<const Snapshot> last = snapshot_;
    Status done = Measure("open_again", [&]() -> Result<uint64_t> {
      auto opened = Snapshot::Open(task_.index);
      if (!opened.ok()) return opened.status();
      last = *std::move(opened);
      return uint64_t{last->GetStatus().segments.size()};
    });
    if (!done.ok()) return done;
    SuggestRequest request;
    request.text = "mi";
    return Measure("open_again_and_suggest", [&]() -> Result<uint64_t> {
      auto opened = Snapshot::Open(task_.index);
      if (!opened.ok()) return opened.status();
      const auto result = (*opened)->Suggest(request);
      last = *std::move(opened);
      if (!result.ok()) return result.status();
      return uint64_t{result->suggestions.size()};
    });
  }

  Status Explorations() {
    Status done = Measure("timeline", [&]() -> Result<uint64_t> {
      TimelineRequest request;
      request.query = task_.query;
      request.step = TimelineStep::kMonth;
      const auto result = snapshot_->Timeline(request);
      if (!result.ok()) return result.status();
      return uint64_t{result->buckets.size()};
    });
    if (!done.ok()) return done;
    done = Measure("related", [&]() -> Result<uint64_t> {
      RelatedRequest request;
      request.query = task_.query;
      const auto result = snapshot_->Related(request);
      if (!result.ok()) return result.status();
      return uint64_t{result->entities.size()};
    });
    if (!done.ok()) return done;
    done = Measure("compare", [&]() -> Result<uint64_t> {
      CompareRequest request;
      request.first.query = task_.query;
      request.by = {{FacetDimension::kEntity}};
      const auto result = snapshot_->Compare(request);
      if (!result.ok()) return result.status();
      return uint64_t{result->comparisons[0].first.size()};
    });
    if (!done.ok()) return done;
    SearchRequest search;
    search.query = task_.query;
    search.page_size = 1;
    const auto hits = snapshot_->Search(search);
    if (!hits.ok() || hits->hits.empty()) return hits.status();
    const std::string id = hits->hits[0].article.id;
    return Measure("similar", [&]() -> Result<uint64_t> {
      SimilarRequest request;
      request.article_id = id;
      const auto result = snapshot_->Similar(request);
      if (!result.ok()) return result.status();
      return uint64_t{result->articles.size()};
    });
  }

  Status Facets() {
    for (const FacetDimension dimension :
         {FacetDimension::kEntity, FacetDimension::kSource,
          FacetDimension::kAuthor, FacetDimension::kWeek}) {
      const std::string name =
          "facet " + std::to_string(static_cast<int>(dimension));
      Status done = Measure(name.c_str(), [&]() -> Result<uint64_t> {
        FacetsRequest request;
        request.query = task_.query;
        request.facets = {{{dimension}, 10}};
        const auto result = snapshot_->ListFacets(request);
        if (!result.ok()) return result.status();
        return uint64_t{result->total_hits};
      });
      if (!done.ok()) return done;
    }
    return OkStatus();
  }

 private:
  Result<uint64_t> Mentions(const MentionRequest& request) const {
    const auto result = snapshot_->StreamMentions(
        request,
        [](MentionRow&& row) { return !row.mention.sentence.text.empty(); });
    if (!result.ok()) return result.status();
    return uint64_t{result->total_mentions};
  }

  const ExploreTask& task_;
  const std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace

Status RunExploreTask(const ExploreTask& task) {
  auto opened = Snapshot::Open(task.index);
  if (!opened.ok()) return opened.status();
  Explorer explorer(task, *std::move(opened));
  Status done = explorer.Streams();
  if (done.ok()) done = explorer.Suggestions();
  if (done.ok()) done = explorer.NextRevision();
  if (done.ok()) done = explorer.Explorations();
  if (done.ok()) done = explorer.Facets();
  return done;
}

}  // namespace vigie::bench
