#include "tests/fault/server/traffic.h"

#include <chrono>
#include <utility>

#include "vigie/v1/article_service.grpc.pb.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie::fault {
namespace {

using Clock = std::chrono::steady_clock;

// Until the call of that number, from 0, is due.
void AwaitTurn(Clock::time_point start, uint64_t number, double per_second) {
  if (per_second <= 0) return;
  const std::chrono::duration<double> due(static_cast<double>(number) /
                                          per_second);
  std::this_thread::sleep_until(
      start + std::chrono::duration_cast<Clock::duration>(due));
}

// Some 2,500 bytes of words that are mostly its own.
std::string LongText(uint64_t seed, uint64_t number) {
  std::string text;
  for (uint64_t i = 0; i < 40; ++i) {
    const uint64_t word = Mix(seed, number * 64 + i) % 50'000;
    text += "Le ministre du canton " + std::to_string(word) +
            " a dit que la décision serait prise. ";
    if (i % 8 == 7) text += "\n";
  }
  return text;
}

v1::IngestRequest RequestOf(const Writes& writes, uint64_t number) {
  v1::IngestRequest request;
  request.set_client_sequence(number);
  const Operation operation = OperationAt(writes.seed, number);
  const Article article = MakeArticle(operation);
  if (writes.distinct) {
    request.mutable_article()->set_id("r-" + std::to_string(number));
    request.mutable_article()->set_text(LongText(writes.seed, number));
    return request;
  }
  // Some wait, so that ends meet such waits too.
  if (number % 64 == 0) request.set_wait_for(v1::WAIT_FOR_VISIBLE);
  if (operation.is_delete) {
    request.mutable_deletion()->set_id(article.id);
    return request;
  }
  v1::Article* to = request.mutable_article();
  to->set_id(article.id);
  to->set_title(article.title);
  to->set_text(article.text);
  to->set_source(article.source);
  to->mutable_published_at()->mutable_time()->set_seconds(
      article.published_at->unix_seconds);
  return request;
}

// Now and then one for a word that no one has asked for, and one for all that
// a page shows.
v1::SearchRequest QuestionAt(uint64_t answered, uint64_t number) {
  v1::SearchRequest request;
  request.set_query("Broadcom OU précisions");
  if (number % 16 == 3) request.set_query(MarkOf(answered));
  if (number % 16 == 11) {
    request.set_passages_per_hit(1 + number % 5);
    request.set_page_size(10 + number % 40);
    request.add_facets()->mutable_key()->set_dimension(
        v1::FACET_DIMENSION_ENTITY);
    request.add_facets()->mutable_key()->set_dimension(
        v1::FACET_DIMENSION_SOURCE);
  }
  return request;
}

}  // namespace

struct Traffic::Stream {
  grpc::ClientContext context;
  std::unique_ptr<
      grpc::ClientReaderWriter<v1::IngestRequest, v1::IngestResponse>>
      calls;
};

Traffic::Traffic(const std::shared_ptr<grpc::Channel>& channel,
                 const Writes& writes, ExpectedState* expected)
    : channel_(channel), writes_(writes), expected_(expected) {
  threads_.emplace_back([this] { Write(); });
  threads_.emplace_back([this] { Search(); });
}

Traffic::~Traffic() = default;

void Traffic::Fail(const std::string& what) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (failures_.size() < 3) failures_.push_back(what);
}

void Traffic::Write() {
  const auto stub = v1::ArticleService::NewStub(channel_);
  bool again = true;
  while (again) {
    Stream stream;
    stream.calls = stub->Ingest(&stream.context);
    const uint64_t answered_before = answered_;
    std::thread sender([&] { Send(&stream); });
    ReadAnswers(&stream);
    stream_end_ = stream.calls->Finish();
    sender.join();
    // Of age: it goes on with another one, as every sender must.
    again = !may_end_ && answered_ > answered_before &&
            stream_end_.error_code() == grpc::StatusCode::UNAVAILABLE;
    if (again) ++streams_ended_;
  }
  over_ = true;
  if (!may_end_) Fail("the stream ended: " + stream_end_.error_message());
}

void Traffic::Send(Stream* stream) {
  for (uint64_t number = writes_.first + answered_;
       number < writes_.first + writes_.most; ++number) {
    AwaitTurn(start_, number - writes_.first, writes_.per_second);
    if (number >= begun_) {
      begun_ = number + 1;
      const std::lock_guard<std::mutex> lock(mutex_);
      expected_->Read("B " + std::to_string(number) + " " +
                      std::to_string(begun_));
    }
    if (!stream->calls->Write(RequestOf(writes_, number))) return;
  }
}

void Traffic::ReadAnswers(Stream* stream) {
  v1::IngestResponse answer;
  while (stream->calls->Read(&answer)) {
    const uint64_t number = writes_.first + answered_;
    if (answer.client_sequence() != number) {
      Fail("answer " + std::to_string(answer.client_sequence()) +
           " came instead of " + std::to_string(number));
    }
    // A deletion of what is not there has what it wants.
    const bool done = !answer.has_error() ||
                      answer.error().code() == grpc::StatusCode::NOT_FOUND;
    if (!done) Fail("a write was refused: " + answer.error().message());
    const std::lock_guard<std::mutex> lock(mutex_);
    if (done) expected_->Read("A " + std::to_string(number));
    ++answered_;
  }
}

void Traffic::Search() {
  const auto stub = v1::SearchService::NewStub(channel_);
  uint64_t revision = 0;
  const auto start = Clock::now();
  while (!over_) {
    AwaitTurn(start, searches_, writes_.searches_per_second);
    grpc::ClientContext context;
    v1::SearchResponse response;
    const grpc::Status status = stub->Search(
        &context, QuestionAt(writes_.first + answered_, searches_), &response);
    if (!status.ok()) {
      if (!may_end_) Fail("a search failed: " + status.error_message());
      continue;
    }
    if (response.revision() < revision) Fail("revisions went back");
    if (response.total_hits() > kKeys) Fail("an article was found twice");
    revision = response.revision();
    ++searches_;
  }
}

void Traffic::AwaitAnswers() {
  while (answered_ < writes_.most && !over_) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

void Traffic::Join() {
  for (std::thread& thread : threads_) thread.join();
}

}  // namespace vigie::fault
