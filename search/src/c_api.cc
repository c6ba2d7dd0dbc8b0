#include <chrono>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <utility>

#include "index/xapian_status.h"
#include "json/answers.h"
#include "json/requests.h"
#include "vigie/c.h"
#include "vigie/index_writer.h"
#include "vigie/query_fault.h"
#include "vigie/snapshot.h"
#include "vigie/version.h"

// NOLINTBEGIN(readability-identifier-naming): C names
struct vigie_error {
  vigie::Status status;
};
struct vigie_snapshot {
  std::shared_ptr<const vigie::Snapshot> snapshot;
};
struct vigie_writer {
  std::unique_ptr<vigie::IndexWriter> writer;
};
// NOLINTEND(readability-identifier-naming)

namespace {

using vigie::Result;
using vigie::Status;

// Without the memory for an error object, the code alone is handed out.
vigie_code HandOut(const Status& status, vigie_error** error) {
  const auto code = static_cast<vigie_code>(status.code());
  if (error != nullptr) {
    *error = status.ok() ? nullptr : new (std::nothrow) vigie_error{status};
  }
  return code;
}

// Runs `body`, a Status or what throws; nothing is thrown on.
template <typename Body>
vigie_code Run(vigie_error** error, const char* doing, const Body& body) {
  return HandOut(
      vigie::index::CatchXapian(doing, [&]() -> Status { return body(); }),
      error);
}

// A copy that vigie_string_free frees.
char* CopyOut(const std::string& text) {
  auto* copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy == nullptr) throw std::bad_alloc();
  std::memcpy(copy, text.c_str(), text.size() + 1);
  return copy;
}

template <typename Value>
Status CopyOut(const Result<Value>& value, char** answer) {
  if (!value.ok()) return value.status();
  *answer = CopyOut(vigie::json::Write(*value));
  return vigie::OkStatus();
}

// Reads a request, asks by `ask` and writes the answer.
template <typename Request, typename Ask>
vigie_code Answer(Result<Request> (*read)(std::string_view),
                  const char* request, uint32_t timeout_ms, char** answer,
                  vigie_error** error, const Ask& ask) {
  *answer = nullptr;
  return Run(error, "answering", [&]() -> Status {
    Result<Request> parsed = read(request);
    if (!parsed.ok()) return parsed.status();
    if (timeout_ms > 0) {
      parsed->control.deadline = std::chrono::steady_clock::now() +
                                 std::chrono::milliseconds(timeout_ms);
    }
    return CopyOut(ask(*parsed), answer);
  });
}

}  // namespace

const char* vigie_version(void) { return vigie::Version(); }

void vigie_string_free(char* string) { std::free(string); }

vigie_code vigie_error_code(const vigie_error* error) {
  return error == nullptr ? VIGIE_OK
                          : static_cast<vigie_code>(error->status.code());
}

const char* vigie_error_message(const vigie_error* error) {
  return error == nullptr ? "" : error->status.message().c_str();
}

const char* vigie_error_reason(const vigie_error* error) {
  return error == nullptr ? "" : error->status.reason().c_str();
}

int vigie_error_query_range(const vigie_error* error, uint32_t* begin,
                            uint32_t* end) {
  if (error == nullptr) return 0;
  const auto range = vigie::QueryFaultRange(error->status);
  if (!range) return 0;
  *begin = range->begin;
  *end = range->end;
  return 1;
}

void vigie_error_free(vigie_error* error) { delete error; }

vigie_code vigie_snapshot_open(const char* directory, vigie_snapshot** snapshot,
                               vigie_error** error) {
  *snapshot = nullptr;
  return Run(error, "opening the index", [&]() -> Status {
    auto opened = vigie::Snapshot::Open(directory);
    if (!opened.ok()) return opened.status();
    *snapshot = new vigie_snapshot{*std::move(opened)};
    return vigie::OkStatus();
  });
}

void vigie_snapshot_close(vigie_snapshot* snapshot) { delete snapshot; }

uint64_t vigie_snapshot_revision(const vigie_snapshot* snapshot) {
  return snapshot->snapshot->revision();
}

vigie_code vigie_search(const vigie_snapshot* snapshot, const char* request,
                        uint32_t timeout_ms, char** answer,
                        vigie_error** error) {
  return Answer(vigie::json::ReadSearchRequest, request, timeout_ms, answer,
                error, [&](const vigie::SearchRequest& asked) {
                  return snapshot->snapshot->Search(asked);
                });
}

vigie_code vigie_list_mentions(const vigie_snapshot* snapshot,
                               const char* request, uint32_t timeout_ms,
                               char** answer, vigie_error** error) {
  return Answer(vigie::json::ReadMentionRequest, request, timeout_ms, answer,
                error, [&](const vigie::MentionRequest& asked) {
                  return snapshot->snapshot->ListMentions(asked);
                });
}

vigie_code vigie_list_facets(const vigie_snapshot* snapshot,
                             const char* request, uint32_t timeout_ms,
                             char** answer, vigie_error** error) {
  return Answer(vigie::json::ReadFacetsRequest, request, timeout_ms, answer,
                error, [&](const vigie::FacetsRequest& asked) {
                  return snapshot->snapshot->ListFacets(asked);
                });
}

vigie_code vigie_stream_mentions(const vigie_snapshot* snapshot,
                                 const char* request, uint32_t timeout_ms,
                                 vigie_row_callback on_row, void* context,
                                 char** answer, vigie_error** error) {
  return Answer(vigie::json::ReadMentionRequest, request, timeout_ms, answer,
                error, [&](const vigie::MentionRequest& asked) {
                  return snapshot->snapshot->StreamMentions(
                      asked, [&](vigie::MentionRow&& row) {
                        return on_row(vigie::json::Write(row).c_str(),
                                      context) == 0;
                      });
                });
}

vigie_code vigie_get_article(const vigie_snapshot* snapshot, const char* id,
                             char** answer, vigie_error** error) {
  *answer = nullptr;
  return Run(error, "reading an article", [&] {
    return CopyOut(snapshot->snapshot->GetArticle(id), answer);
  });
}

vigie_code vigie_writer_open(const char* directory, const char* options,
                             vigie_writer** writer, vigie_error** error) {
  *writer = nullptr;
  return Run(error, "opening the index for writing", [&]() -> Status {
    const Result<vigie::WriterOptions> parsed =
        vigie::json::ReadWriterOptions(options == nullptr ? "{}" : options);
    if (!parsed.ok()) return parsed.status();
    auto opened = vigie::IndexWriter::Open(directory, *parsed);
    if (!opened.ok()) return opened.status();
    *writer = new vigie_writer{*std::move(opened)};
    return vigie::OkStatus();
  });
}

void vigie_writer_close(vigie_writer* writer) { delete writer; }

vigie_code vigie_writer_add(vigie_writer* writer, const char* article,
                            vigie_error** error) {
  return Run(error, "adding an article", [&]() -> Status {
    const Result<vigie::Article> parsed = vigie::json::ReadArticle(article);
    if (!parsed.ok()) return parsed.status();
    return writer->writer->Add(*parsed).status();
  });
}

vigie_code vigie_writer_delete(vigie_writer* writer, const char* id,
                               vigie_error** error) {
  return Run(error, "deleting an article",
             [&] { return writer->writer->Delete(id, 0); });
}

vigie_code vigie_writer_commit(vigie_writer* writer, uint64_t* revision,
                               vigie_error** error) {
  return Run(error, "committing", [&]() -> Status {
    const Result<vigie::CommitStats> stats = writer->writer->Commit();
    if (!stats.ok()) return stats.status();
    if (revision != nullptr) *revision = stats->revision;
    return vigie::OkStatus();
  });
}
