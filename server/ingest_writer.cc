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
         status.reason() == "STALE_VERSION" ||
         status.reason() == "SOURCE_FORBIDDEN";
}

Result<vigie::Write> WriteOf(const v1::IngestRequest& request) {
  Status checked = Check(request).status;
  if (!checked.ok()) return checked;
  if (request.has_deletion()) {
    return vigie::Write(
        Deletion{request.deletion().id(), request.deletion().version()});
  }
  Result<Article> article = wire::FromProto(request.article());
  if (!article.ok()) return article.status();
  return vigie::Write(*std::move(article));
}

bool AwaitsRevision(v1::WaitFor wait) {
  return wait == v1::WAIT_FOR_VISIBLE || wait == v1::WAIT_FOR_VISIBLE_NOW;
}

}  // namespace

std::vector<WriteOutcome> ApplyFor(const SourceScope* scope,
                                   const std::vector<Write>& writes,
                                   LiveWriter* writer) {
  return scope == nullptr ? writer->Apply(writes, Wait::kDurable)
                          : writer->ApplyWithin(*scope, writes, Wait::kDurable);
}

Status IngestWriter::Write(const std::vector<v1::IngestRequest>& requests) {
  if (requests.empty()) return OkStatus();
  std::vector<Numbered> numbered;
  Status ended;
  bool publish = false;
  for (const v1::IngestRequest& request : requests) {
    const Result<uint64_t> number = Number(request);
    ended = number.status();
    if (!ended.ok()) break;
    publish = publish || request.wait_for() == v1::WAIT_FOR_VISIBLE_NOW;
    numbered.push_back({&request, *number});
  }
  Status applied = Apply(numbered);
  if (!applied.ok()) return applied;
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

Status IngestWriter::Apply(const std::vector<Numbered>& numbered) {
  std::vector<WriteOutcome> outcomes(numbered.size());
  std::vector<vigie::Write> writes;
  std::vector<size_t> places;
  for (size_t i = 0; i < numbered.size(); ++i) {
    Result<vigie::Write> write = WriteOf(*numbered[i].request);
    outcomes[i].status = write.status();
    if (!write.ok()) continue;
    writes.push_back(*std::move(write));
    places.push_back(i);
  }
  Status applied = writes_->Use([&](LiveWriter* writer) {
    std::vector<WriteOutcome> written = ApplyFor(scope_.get(), writes, writer);
    for (size_t i = 0; i < written.size(); ++i) {
      outcomes[places[i]] = std::move(written[i]);
    }
    return OkStatus();
  });
  for (size_t i = 0; i < numbered.size() && applied.ok(); ++i) {
    applied = Conclude(numbered[i], outcomes[i]);
  }
  return applied;
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
