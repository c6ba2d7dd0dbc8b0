#include "bench/load/ingest_load.h"

#include <atomic>
#include <chrono>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "vigie/v1/article_service.grpc.pb.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Stream = grpc::ClientReaderWriter<v1::IngestRequest, v1::IngestResponse>;

Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return OkStatus();
  return Status(static_cast<StatusCode>(status.error_code()),
                status.error_message());
}

void Prepare(const SharedChannel& channel, grpc::ClientContext* context) {
  channel->Authorize(context);
  context->set_deadline(std::chrono::system_clock::now() +
                        std::chrono::seconds(30));
}

class RunningIngest final : public IngestLoad {
 public:
  RunningIngest(const SharedChannel& channel, std::vector<v1::Article> articles,
                double rate)
      : articles_(std::move(articles)),
        interval_(std::chrono::duration_cast<Clock::duration>(
            std::chrono::duration<double>(1 / rate))),
        stub_(v1::ArticleService::NewStub(channel->channel())),
        stream_(Open(channel)),
        sender_([this] { Send(); }),
        receiver_([this] { Receive(); }) {}

  ~RunningIngest() override { IgnoreError(Stop().status(), "ends anyway"); }

  Result<IngestResult> Stop() override {
    if (!sender_.joinable()) return result_;
    stopping_ = true;
    sender_.join();
    receiver_.join();
    const grpc::Status status = stream_->Finish();
    result_.seconds =
        std::chrono::duration<double>(Clock::now() - start_).count();
    if (!status.ok()) return FromGrpc(status);
    return result_;
  }

 private:
  std::unique_ptr<Stream> Open(const SharedChannel& channel) {
    channel->Authorize(&context_);
    return stub_->Ingest(&context_);
  }

  // One in five is a later version of the article ten before it.
  v1::IngestRequest RequestOf(uint64_t number) const {
    v1::IngestRequest request;
    v1::Article* article = request.mutable_article();
    *article = articles_[number % articles_.size()];
    const uint64_t named =
        number % 5 == 4 && number > 10 ? number - 10 : number;
    article->set_id("vigie-load/" + std::to_string(named));
    article->set_title(article->title() + " " + std::to_string(number));
    return request;
  }

  void Send() {
    uint64_t number = 0;
    for (Clock::time_point due = start_; !stopping_; due += interval_) {
      std::this_thread::sleep_until(due);
      {
        const std::lock_guard<std::mutex> lock(mutex_);
        due_.push_back(due);
      }
      if (!stream_->Write(RequestOf(number++))) break;
    }
    stream_->WritesDone();
  }

  void Receive() {
    v1::IngestResponse response;
    while (stream_->Read(&response)) {
      Clock::time_point due;
      {
        const std::lock_guard<std::mutex> lock(mutex_);
        due = due_.front();
        due_.pop_front();
      }
      result_.latencies.Add(Clock::now() - due);
      ++(response.has_error() ? result_.refused : result_.acknowledged);
    }
  }

  const std::vector<v1::Article> articles_;
  const Clock::duration interval_;
  const std::unique_ptr<v1::ArticleService::Stub> stub_;
  grpc::ClientContext context_;
  const std::unique_ptr<Stream> stream_;
  const Clock::time_point start_ = Clock::now();
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::deque<Clock::time_point> due_;  // guarded by mutex_, of the unanswered
  IngestResult result_;                // of the receiver until it ends
  std::thread sender_;
  std::thread receiver_;
};

}  // namespace

Result<std::vector<v1::Article>> ArticlesOfCorpus(
    const SharedChannel& channel) {
  v1::SearchRequest search;
  search.set_page_size(100);
  search.set_passages_per_hit(0);
  v1::SearchResponse hits;
  grpc::ClientContext context;
  Prepare(channel, &context);
  grpc::Status status = v1::SearchService::NewStub(channel->channel())
                            ->Search(&context, search, &hits);
  if (!status.ok()) return FromGrpc(status);
  v1::BatchGetArticlesRequest request;
  for (const v1::Hit& hit : hits.hits()) request.add_ids(hit.article().id());
  if (request.ids().empty()) {
    return Status(StatusCode::kFailedPrecondition,
                  "the index holds no articles to send again");
  }
  v1::BatchGetArticlesResponse response;
  grpc::ClientContext again;
  Prepare(channel, &again);
  status = v1::ArticleService::NewStub(channel->channel())
               ->BatchGetArticles(&again, request, &response);
  if (!status.ok()) return FromGrpc(status);
  return std::vector<v1::Article>(response.articles().begin(),
                                  response.articles().end());
}

std::unique_ptr<IngestLoad> IngestLoad::Start(const SharedChannel& channel,
                                              std::vector<v1::Article> articles,
                                              double rate) {
  return std::make_unique<RunningIngest>(channel, std::move(articles), rate);
}

}  // namespace vigie::bench
