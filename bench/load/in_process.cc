#include "bench/load/in_process.h"

#include <atomic>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "vigie/snapshot.h"
#include "vigie/v1/search_service.pb.h"
#include "wire/convert_search.h"

namespace vigie::bench {
namespace {

using Clock = std::chrono::steady_clock;

// A call in the library's terms: one of the two.
struct Question {
  std::optional<SearchRequest> search;
  FacetsRequest facets;
};

Question QuestionOf(const LoadCall& call) {
  Question question;
  if (call.kind == Kind::kCount || call.kind == Kind::kFacets) {
    v1::ListFacetsRequest request;
    request.ParseFromString(call.bytes);
    question.facets = wire::FromProto(request);
  } else {
    v1::SearchRequest request;
    request.ParseFromString(call.bytes);
    question.search = wire::FromProto(request);
  }
  return question;
}

// As a server's caller that writes each request differently.
Question DistinctOf(Question question, uint64_t number) {
  std::string* query =
      question.search ? &question.search->query : &question.facets.query;
  *query = DistinctQuery(std::move(*query), number);
  return question;
}

StatusCode Ask(const Snapshot& snapshot, const Question& question) {
  return question.search ? snapshot.Search(*question.search).status().code()
                         : snapshot.ListFacets(question.facets).status().code();
}

class InProcessRun {
 public:
  InProcessRun(const Snapshot& snapshot, const std::vector<LoadCall>& calls,
               const InProcessPlan& plan)
      : snapshot_(snapshot), plan_(plan) {
    for (const LoadCall& call : calls) questions_.push_back(QuestionOf(call));
  }

  LoadResult Run(std::chrono::nanoseconds duration) {
    const Clock::time_point start = Clock::now();
    std::vector<LoadResult> results(plan_.threads);
    std::vector<std::thread> running;
    for (LoadResult& result : results) {
      running.emplace_back([&] { Work(start + duration, &result); });
    }
    for (std::thread& thread : running) thread.join();
    LoadResult all;
    all.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    for (const LoadResult& result : results) all.Merge(result);
    return all;
  }

 private:
  void Work(Clock::time_point end, LoadResult* result) {
    while (Clock::now() < end) {
      const size_t number = next_++;
      Question question = questions_[number % questions_.size()];
      if (plan_.distinct) {
        question = DistinctOf(std::move(question), number / questions_.size());
      }
      if (plan_.rest.count() > 0) std::this_thread::sleep_for(plan_.rest);
      const Clock::time_point before = Clock::now();
      const StatusCode code = Ask(snapshot_, question);
      const Clock::time_point after = Clock::now();
      if (code == StatusCode::kOk) {
        ++result->ok;
        result->latencies.Add(after - before);
      } else {
        ++result->errors[std::string(StatusCodeName(code))];
      }
    }
  }

  const Snapshot& snapshot_;
  const InProcessPlan plan_;
  std::vector<Question> questions_;
  std::atomic<size_t> next_{0};
};

}  // namespace

Result<LoadResult> RunInProcess(const std::string& index,
                                const InProcessPlan& plan,
                                const std::vector<LoadCall>& calls) {
  const auto snapshot = Snapshot::Open(index);
  if (!snapshot.ok()) return snapshot.status();
  InProcessRun run(**snapshot, calls, plan);
  run.Run(std::chrono::seconds(1));
  return run.Run(plan.duration);
}

}  // namespace vigie::bench
