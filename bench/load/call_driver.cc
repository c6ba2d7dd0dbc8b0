#include "bench/load/call_driver.h"

#include <grpcpp/completion_queue.h>
#include <grpcpp/generic/generic_stub.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <random>
#include <thread>
#include <utility>

#include "server/busy_poll.h"
#include "vigie/status.h"

namespace vigie::bench {
namespace {

using Clock = std::chrono::steady_clock;

grpc::ByteBuffer BufferOf(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

// A place for one call in flight; the queue's tags are their addresses.
struct Place {
  std::optional<grpc::ClientContext> context;
  std::unique_ptr<grpc::ClientAsyncResponseReader<grpc::ByteBuffer>> reader;
  grpc::ByteBuffer reply;
  grpc::Status status;
  Clock::time_point due;
};

// One connection. In closed loop one thread does everything; in open loop a
// second one starts calls when they are due.
class Connection {
 public:
  Connection(const LoadPlan& plan, const std::vector<LoadCall>& calls,
             SharedChannel channel, std::atomic<uint64_t>* numbers)
      : plan_(plan),
        calls_(calls),
        channel_(std::move(channel)),
        stub_(channel_->channel()),
        numbers_(numbers),
        places_(plan.in_flight) {
    for (const LoadCall& call : calls) buffers_.push_back(BufferOf(call.bytes));
    for (Place& place : places_) free_.push_back(&place);
  }

  LoadResult Run(Clock::time_point end) {
    return plan_.rate > 0 ? RunOpen(end) : RunClosed(end);
  }

 private:
  // `due`: when; without it, now, once the request is written.
  void Start(Place* place, std::optional<Clock::time_point> due) {
    const uint64_t number = (*numbers_)++;
    const LoadCall& call = calls_[number % calls_.size()];
    const grpc::ByteBuffer request =
        plan_.distinct ? BufferOf(Distinct(call, number / calls_.size()))
                       : buffers_[number % calls_.size()];
    place->due = due.value_or(Clock::now());
    place->context.emplace();
    place->context->set_deadline(std::chrono::system_clock::now() +
                                 plan_.deadline);
    channel_->Authorize(&*place->context);
    place->reader =
        stub_.PrepareUnaryCall(&*place->context, call.method, request, &queue_);
    place->reader->StartCall();
    place->reader->Finish(&place->reply, &place->status, place);
    server::BusyPoll::Touch(Clock::now());
  }

  void Count(const Place& place, Clock::time_point now) {
    if (place.status.ok()) {
      ++result_.ok;
      result_.reply_bytes += place.reply.Length();
      result_.latencies.Add(now - place.due);
    } else {
      ++result_.errors[std::string(
          StatusCodeName(static_cast<StatusCode>(place.status.error_code())))];
    }
  }

  LoadResult RunClosed(Clock::time_point end) {
    for (Place& place : places_) Start(&place, std::nullopt);
    size_t running = places_.size();
    void* tag = nullptr;
    bool ok = false;
    while (running > 0 && queue_.Next(&tag, &ok)) {
      const Clock::time_point now = Clock::now();
      auto* place = static_cast<Place*>(tag);
      Count(*place, now);
      if (now < end) {
        Start(place, std::nullopt);
      } else {
        --running;
      }
    }
    return Close();
  }

  LoadResult RunOpen(Clock::time_point end) {
    std::thread pacer([this, end] { Pace(end); });
    void* tag = nullptr;
    bool ok = false;
    while (queue_.Next(&tag, &ok)) {
      auto* place = static_cast<Place*>(tag);
      Count(*place, Clock::now());
      const std::lock_guard<std::mutex> lock(mutex_);
      free_.push_back(place);
      freed_.notify_one();
    }
    pacer.join();
    return std::move(result_);
  }

  // Starts calls until `end`, waits for them, and closes the queue.
  void Pace(Clock::time_point end) {
    const auto interval = std::chrono::duration_cast<Clock::duration>(
        std::chrono::duration<double>(plan_.connections / plan_.rate));
    for (Clock::time_point due = Clock::now(); due < end; due += interval) {
      std::this_thread::sleep_until(due);
      std::unique_lock<std::mutex> lock(mutex_);
      freed_.wait(lock, [this] { return !free_.empty(); });
      Place* place = free_.back();
      free_.pop_back();
      lock.unlock();
      Start(place, due);
    }
    std::unique_lock<std::mutex> lock(mutex_);
    freed_.wait(lock, [this] { return free_.size() == places_.size(); });
    queue_.Shutdown();
  }

  LoadResult Close() {
    queue_.Shutdown();
    void* tag = nullptr;
    bool ok = false;
    while (queue_.Next(&tag, &ok)) {
    }
    return std::move(result_);
  }

  const LoadPlan& plan_;
  const std::vector<LoadCall>& calls_;
  const SharedChannel channel_;
  std::vector<grpc::ByteBuffer> buffers_;
  grpc::TemplatedGenericStub<grpc::ByteBuffer, grpc::ByteBuffer> stub_;
  std::atomic<uint64_t>* const numbers_;
  grpc::CompletionQueue queue_;
  std::vector<Place> places_;
  LoadResult result_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<Place*> free_;  // guarded by mutex_
};

}  // namespace

Result<std::vector<std::string>> CollectReplies(
    const SharedChannel& channel, const std::vector<LoadCall>& calls) {
  grpc::CompletionQueue queue;
  grpc::TemplatedGenericStub<grpc::ByteBuffer, grpc::ByteBuffer> stub(
      channel->channel());
  std::vector<std::string> replies;
  for (size_t i = 0; i < 2 * calls.size(); ++i) {
    const LoadCall& call = calls[i / 2];
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::seconds(30));
    channel->Authorize(&context);
    auto reader = stub.PrepareUnaryCall(&context, call.method,
                                        BufferOf(call.bytes), &queue);
    grpc::ByteBuffer reply;
    grpc::Status status;
    reader->StartCall();
    reader->Finish(&reply, &status, nullptr);
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    if (!status.ok()) {
      return Status(static_cast<StatusCode>(status.error_code()),
                    call.query + ": " + status.error_message());
    }
    if (i % 2 == 0) continue;
    grpc::Slice whole;
    reply.DumpToSingleSlice(&whole);
    replies.emplace_back(reinterpret_cast<const char*>(whole.begin()),
                         whole.size());
  }
  return replies;
}

uint64_t LoadResult::error_count() const {
  uint64_t count = 0;
  for (const auto& [code, times] : errors) count += times;
  return count;
}

void LoadResult::Merge(const LoadResult& other) {
  ok += other.ok;
  reply_bytes += other.reply_bytes;
  for (const auto& [code, times] : other.errors) errors[code] += times;
  latencies.Merge(other.latencies);
}

LoadResult RunLoad(const LoadPlan& plan, const std::vector<LoadCall>& calls,
                   const ChannelMaker& make_channel) {
  server::BusyPoll::SetBound(plan.poll);
  // Goes on from run to run and begins anywhere, so that distinct requests stay
  // so for the server.
  static std::atomic<uint64_t> numbers{uint64_t{std::random_device()()}};
  std::vector<std::unique_ptr<Connection>> connections;
  for (uint32_t i = 0; i < plan.connections; ++i) {
    connections.push_back(
        std::make_unique<Connection>(plan, calls, make_channel(i), &numbers));
  }
  const Clock::time_point start = Clock::now();
  std::vector<LoadResult> results(connections.size());
  std::vector<std::thread> threads;
  for (size_t i = 0; i < connections.size(); ++i) {
    threads.emplace_back(
        [&, i] { results[i] = connections[i]->Run(start + plan.duration); });
  }
  for (std::thread& thread : threads) thread.join();
  LoadResult all;
  all.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  for (const LoadResult& result : results) all.Merge(result);
  return all;
}

}  // namespace vigie::bench
