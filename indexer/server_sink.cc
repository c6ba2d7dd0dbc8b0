#include "indexer/server_sink.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "vigie/v1/index_service.grpc.pb.h"
#include "wire/convert_article.h"
#include "wire/convert_status.h"

namespace vigie::indexer {
namespace {

using Clock = std::chrono::steady_clock;

// Sent and not answered; below the server's own bounds, so that it always reads
// on.
constexpr size_t kWindowWrites = 1'024;
constexpr size_t kWindowBytes = 4U << 20;
constexpr std::chrono::milliseconds kFirstPause(50);
constexpr std::chrono::milliseconds kLongestPause(2'000);

// A stream that ends so may be taken up again.
bool Passes(const Status& status) {
  // A server that is stopped may cancel what it has begun.
  return status.code() == StatusCode::kUnavailable ||
         status.code() == StatusCode::kCancelled ||
         status.reason() == "INGEST_STREAMS" ||
         status.reason() == "INGEST_IDLE";
}

const std::string& IdOf(const v1::IngestRequest& request) {
  return request.has_deletion() ? request.deletion().id()
                                : request.article().id();
}

}  // namespace

ServerSink::ServerSink(const ServerConnection* connection, Refused refused,
                       std::chrono::milliseconds patience)
    : connection_(connection),
      refused_(std::move(refused)),
      patience_(patience),
      stub_(v1::ArticleService::NewStub(connection->channel())) {}

// A run that failed leaves a stream behind that nobody will read.
ServerSink::~ServerSink() {
  if (!stream_) return;
  context_->TryCancel();
  IgnoreError(FromGrpc(stream_->Finish()), "the run has failed already");
}

Status ServerSink::Take(const SourceItem& item) {
  Sent write;
  wire::ToProto(*item.article, write.request.mutable_article());
  write.place = item.place;
  return Send(std::move(write));
}

Status ServerSink::Delete(const std::string& id) {
  Sent write;
  write.request.mutable_deletion()->set_id(id);
  return Send(std::move(write));
}

void ServerSink::Open() {
  context_ = connection_->NewContext();
  stream_ = stub_->Ingest(context_.get());
}

Status ServerSink::Send(Sent write) {
  write.request.set_client_sequence(++sequence_);
  write.bytes = write.request.ByteSizeLong();
  unanswered_bytes_ += write.bytes;
  unanswered_.push_back(std::move(write));
  if (!stream_) Open();
  if (!stream_->Write(unanswered_.back().request)) {
    Status resumed = Resume();
    if (!resumed.ok()) return resumed;
  }
  if (unanswered_.size() < kWindowWrites && unanswered_bytes_ < kWindowBytes) {
    return OkStatus();
  }
  return ReadDown(kWindowWrites / 2, kWindowBytes / 2);
}

// Reads answers until no more than so much is left without one.
Status ServerSink::ReadDown(size_t writes, size_t bytes) {
  while (unanswered_.size() > writes || unanswered_bytes_ > bytes) {
    if (ReadAnswer()) continue;
    Status resumed = Resume();
    if (!resumed.ok()) return resumed;
  }
  return OkStatus();
}

bool ServerSink::ReadAnswer() {
  v1::IngestResponse answer;
  if (!stream_->Read(&answer)) return false;
  const Sent sent = std::move(unanswered_.front());
  unanswered_.pop_front();
  unanswered_bytes_ -= sent.bytes;
  if (answer.has_error()) {
    refused_(sent.place, IdOf(sent.request),
             wire::FromRpcStatus(answer.error()));
  } else {
    ++acknowledged_;
  }
  return true;
}

bool ServerSink::SendAgain() {
  Open();
  return std::all_of(
      unanswered_.begin(), unanswered_.end(),
      [this](const Sent& sent) { return stream_->Write(sent.request); });
}

// Connects again, for as long as it has patience, and sends what has no answer.
Status ServerSink::Resume() {
  const Clock::time_point limit = Clock::now() + patience_;
  for (auto pause = kFirstPause;; pause = std::min(2 * pause, kLongestPause)) {
    const size_t before = unanswered_.size();
    while (!unanswered_.empty() && ReadAnswer()) {
    }
    if (unanswered_.empty() && before > 0) return OkStatus();
    Status ended = FromGrpc(stream_->Finish());
    stream_.reset();
    if (ended.ok()) {
      return Status(StatusCode::kInternal,
                    "the server ended the stream without answering all of it");
    }
    if (!Passes(ended) || Clock::now() >= limit) return ended;
    std::this_thread::sleep_for(pause);
    if (SendAgain()) return OkStatus();
  }
}

Result<uint64_t> ServerSink::Finish() {
  Status answered = ReadDown(0, 0);
  if (!answered.ok()) return answered;
  if (stream_) {
    stream_->WritesDone();
    IgnoreError(FromGrpc(stream_->Finish()), "every write has its answer");
    stream_.reset();
  }
  const auto index = v1::IndexService::NewStub(connection_->channel());
  const auto context = connection_->NewContext();
  v1::PublishIndexResponse published;
  Status shown = FromGrpc(index->PublishIndex(
      context.get(), v1::PublishIndexRequest(), &published));
  if (!shown.ok()) return shown;
  return published.revision();
}

}  // namespace vigie::indexer
