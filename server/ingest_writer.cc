#include "server/ingest_writer.h"

#include <string>
#include <utility>

#include "server/request_limits.h"
#include "wire/convert_article.h"
#include "wire/convert_status.h"

namespace vigie::server {
namespace {

// Faults of one write; any other keeps the next ones from being written too.
bool OfOneWrite(const Status& status) {
  return status.code() == StatusCode::kInvalidArgument ||
         status.code() == StatusCode::kNotFound ||
         status.reason() == "STALE_VERSION";
}

bool AwaitsRevision(v1::WaitFor wait) {
  return wait == v1::WAIT_FOR_VISIBLE || wait == v1::WAIT_FOR_VISIBLE_NOW;
}

}  // namespace

Status IngestWriter::Write(const std::vector<v1::IngestRequest>& requests) {
  std::vector<Numbered> run;  // of articles, written together
  Status ended;
  bool publish = false;
  for (const v1::IngestRequest& request : requests) {
    Result<uint64_t> number = Number(request);
    ended = number.status();
    if (!ended.ok()) break;
    publish = publish || request.wait_for() == v1::WAIT_FOR_VISIBLE_NOW;
    if (request.has_article()) {
      run.push_back({&request, *number});
      continue;
    }
    ended = Put(std::exchange(run, {}));
    if (ended.ok()) ended = Delete({&request, *number});
    if (!ended.ok()) break;
  }
  Status put = Put(run);
  if (!put.ok()) return put;
  if (publish) {
    IgnoreError(writes_->Use([](LiveWriter* writer) {
      return writer->Publish().status();
    }),
                "the answers that wait for it say why it is not visible");
  }
  return ended;
}

Result<uint64_t> IngestWriter::Number(const v1::IngestRequest& request) {
  const uint64_t given = request.client_sequence();
  if (given != 0 && given <= last_number_) {
    return Status(StatusCode::kInvalidArgument,
                  "client_sequence: " + std::to_string(given) +
                      " comes after " + std::to_string(last_number_),
                  "CLIENT_SEQUENCE");
  }
  last_number_ = given != 0 ? given : last_number_ + 1;
  return last_number_;
}

Status IngestWriter::Put(const std::vector<Numbered>& run) {
  if (run.empty()) return OkStatus();
  std::vector<WriteOutcome> outcomes(run.size());
  std::vector<Article> articles;
  std::vector<size_t> places;
  for (size_t i = 0; i < run.size(); ++i) {
    outcomes[i].status = Check(*run[i].request).status;
    if (!outcomes[i].status.ok()) continue;
    Result<Article> article = wire::FromProto(run[i].request->article());
    outcomes[i].status = article.status();
    if (!article.ok()) continue;
    articles.push_back(*std::move(article));
    places.push_back(i);
  }
  Status used = writes_->Use([&](LiveWriter* writer) {
    std::vector<WriteOutcome> written = writer->Put(articles, Wait::kDurable);
    for (size_t i = 0; i < written.size(); ++i) {
      outcomes[places[i]] = std::move(written[i]);
    }
    return OkStatus();
  });
  for (size_t i = 0; i < run.size() && used.ok(); ++i) {
    used = Conclude(run[i], outcomes[i]);
  }
  return used;
}

Status IngestWriter::Delete(const Numbered& write) {
  WriteOutcome outcome;
  outcome.status = Check(*write.request).status;
  if (outcome.status.ok()) {
    const v1::ArticleDeletion& deletion = write.request->deletion();
    Status used = writes_->Use([&](LiveWriter* writer) {
      outcome =
          writer->Delete(deletion.id(), deletion.version(), Wait::kDurable);
      return OkStatus();
    });
    if (!used.ok()) return used;
  }
  return Conclude(write, outcome);
}

Status IngestWriter::Conclude(const Numbered& write,
                              const WriteOutcome& outcome) {
  if (!outcome.status.ok() && !OfOneWrite(outcome.status)) {
    return outcome.status;
  }
  Answer answer;
  answer.response.set_client_sequence(write.number);
  if (outcome.status.ok()) {
    answer.response.set_sequence(outcome.sequence);
    answer.awaits_revision = AwaitsRevision(write.request->wait_for());
  } else {
    *answer.response.mutable_error() = wire::ToRpcStatus(outcome.status);
  }
  answers_.push_back(std::move(answer));
  return OkStatus();
}

// What keeps durable writes from being published.
Status IngestWriter::WriteError() const {
  Status error;
  Status used = writes_->Use([&error](LiveWriter* writer) {
    error = writer->GetStatus().write_error;
    return OkStatus();
  });
  return used.ok() ? error : used;
}

std::vector<v1::IngestResponse> IngestWriter::TakeAnswers() {
  std::vector<v1::IngestResponse> ready;
  const SnapshotHolder::Visible visible = snapshots_->visible();
  while (!answers_.empty()) {
    Answer& answer = answers_.front();
    if (answer.awaits_revision) {
      if (answer.response.sequence() > visible.sequence) {
        const Status error = WriteError();
        if (error.ok()) break;
        *answer.response.mutable_error() = wire::ToRpcStatus(
            Status(StatusCode::kUnavailable,
                   "written durably, and not visible yet: " + error.message(),
                   "NOT_VISIBLE"));
      } else {
        answer.response.set_revision(visible.revision);
      }
    }
    if (!answer.response.has_error()) ++acknowledged_;
    ready.push_back(std::move(answer.response));
    answers_.pop_front();
  }
  return ready;
}

}  // namespace vigie::server
