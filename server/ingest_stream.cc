#include "server/ingest_stream.h"

#include <algorithm>
#include <string>
#include <utility>

#include "server/request_log.h"
#include "wire/convert_status.h"

namespace vigie::server {
namespace {

// How soon a new revision is noticed by answers that wait for it.
constexpr std::chrono::milliseconds kRevisionPoll(5);
// How soon idle and stalled streams are noticed.
constexpr std::chrono::milliseconds kPatiencePoll(500);

}  // namespace

IngestStream::IngestStream(grpc::CallbackServerContext* context,
                           const IngestLimits& limits,
                           const IngestWriter& writer, std::string caller,
                           const CallGate& gate)
    : context_(context),
      limits_(limits),
      writer_(writer),
      caller_(std::move(caller)),
      gate_(gate) {
  const std::lock_guard<std::mutex> lock(mutex_);
  ReadOn();
  thread_ = std::thread([this] { Run(); });
}

IngestStream::~IngestStream() { thread_.join(); }

void IngestStream::Drain() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (end_.ok()) {
    end_ = Status(StatusCode::kUnavailable, "the server is shutting down",
                  "SHUTTING_DOWN");
  }
  changed_.notify_all();
}

bool IngestStream::ended() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return done_;
}

void IngestStream::OnReadDone(bool ok) {
  const std::lock_guard<std::mutex> lock(mutex_);
  reading_ = false;
  last_event_ = Clock::now();
  if (!ok) {
    input_ended_ = true;
  } else if (end_.ok()) {
    unanswered_.push_back(incoming_.ByteSizeLong());
    unanswered_bytes_ += unanswered_.back();
    queued_.push_back(std::move(incoming_));
    next_read_ = gate_.budgets->TakeWrite(caller_, last_event_);
    ReadOn();
  }
  changed_.notify_all();
}

void IngestStream::OnWriteDone(bool ok) {
  const std::lock_guard<std::mutex> lock(mutex_);
  sending_ = false;
  last_event_ = Clock::now();
  if (!ok) broken_ = true;
  answers_.pop_front();
  unanswered_bytes_ -= unanswered_.front();
  unanswered_.pop_front();
  SendOn();
  ReadOn();
  changed_.notify_all();
}

void IngestStream::OnCancel() {
  const std::lock_guard<std::mutex> lock(mutex_);
  broken_ = true;
  changed_.notify_all();
}

void IngestStream::OnDone() {
  const std::lock_guard<std::mutex> lock(mutex_);
  done_ = true;
}

void IngestStream::ReadOn() {
  if (reading_ || input_ended_ || broken_ || !end_.ok() ||
      unanswered_.size() >= limits_.window_writes ||
      unanswered_bytes_ >= limits_.window_bytes || Clock::now() < next_read_) {
    return;
  }
  reading_ = true;
  incoming_.Clear();
  StartRead(&incoming_);
}

void IngestStream::SendOn() {
  if (sending_ || broken_ || answers_.empty()) return;
  sending_ = true;
  last_event_ = Clock::now();
  StartWrite(&answers_.front());
}

void IngestStream::CheckPatience(Clock::time_point now) {
  if (sending_ && now >= last_event_ + limits_.stall) {
    broken_ = true;
    context_->TryCancel();
  } else if (end_.ok() && now >= start_ + limits_.longest) {
    end_ = Status(StatusCode::kUnavailable,
                  "the stream has lasted long enough; open another one and "
                  "send what has no answer",
                  "INGEST_AGE");
  } else if (unanswered_.empty() && end_.ok() &&
             now >= last_event_ + limits_.idle) {
    end_ = Status(StatusCode::kDeadlineExceeded,
                  "nothing was sent for too long; connect again when there is",
                  "INGEST_IDLE");
  }
}

// Nothing is left to write, to wait for or to send.
bool IngestStream::Spent() const {
  return (input_ended_ || !end_.ok()) && queued_.empty() && answers_.empty() &&
         !writer_.waiting();
}

std::vector<v1::IngestRequest> IngestStream::Await(
    std::unique_lock<std::mutex>* lock) {
  ReadOn();
  const Clock::time_point now = Clock::now();
  auto until = now + (writer_.waiting() ? kRevisionPoll : kPatiencePoll);
  if (!reading_ && next_read_ > now) until = std::min(until, next_read_);
  changed_.wait_until(
      *lock, until, [this] { return broken_ || !queued_.empty() || Spent(); });
  CheckPatience(Clock::now());
  ReadOn();
  return std::exchange(queued_, {});
}

void IngestStream::Run() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!broken_ && !Spent()) {
    const std::vector<v1::IngestRequest> requests = Await(&lock);
    lock.unlock();
    Status written = writer_.Write(requests);
    std::vector<v1::IngestResponse> answers = writer_.TakeAnswers();
    lock.lock();
    for (v1::IngestResponse& answer : answers) {
      answers_.push_back(std::move(answer));
    }
    SendOn();
    if (written.ok()) continue;
    end_ = std::move(written);
    queued_.clear();
  }
  lock.unlock();
  Conclude();
}

void IngestStream::Conclude() {
  Status end;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    end = broken_ ? Status(StatusCode::kCancelled, "the caller is gone") : end_;
  }
  RequestLine line;
  line.rpc = "ArticleService/Ingest";
  line.code = end.code();
  line.reason = end.reason();
  line.rows = writer_.acknowledged();
  line.caller = caller_;
  line.audited = true;
  line.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(
      Clock::now() - start_);
  LogRequest(line);
  gate_.metrics->Count(line.rpc, end.code(), end.reason(), line.elapsed);
  gate_.budgets->Release(caller_);
  Finish(wire::ToGrpcStatus(end));
}

}  // namespace vigie::server
