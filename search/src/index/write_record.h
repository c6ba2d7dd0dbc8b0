// One acknowledged write, and its form in the journal.
#ifndef VIGIE_INDEX_WRITE_RECORD_H_
#define VIGIE_INDEX_WRITE_RECORD_H_

#include <cstdint>
#include <string>

#include "index/journal_format.h"
#include "vigie/article.h"
#include "vigie/status.h"

namespace vigie {
struct SourceScope;
}

namespace vigie::index {

struct WriteRecord {
  RecordKind kind = RecordKind::kPut;
  std::string id;
  uint64_t version = 0;  // Article::version
  Article article;       // of a put
  uint64_t sequence = 0;
  // Of a write that is being submitted: what its author may write; null:
  // everything.
  const SourceScope* scope = nullptr;
};

WriteRecord PutRecord(const Article& article);

// The payload of its journal record.
std::string EncodeWrite(const WriteRecord& write);

// DATA_LOSS when the payload is not of that form.
Result<WriteRecord> DecodeWrite(const JournalRecord& record);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_WRITE_RECORD_H_
