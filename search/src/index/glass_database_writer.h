// Writes a single-file Xapian database (glass, without termlist) from posting
// lists that are sorted already. Xapian's own way, document by document into
// shards and then compaction, takes several times as long.
#ifndef VIGIE_INDEX_GLASS_DATABASE_WRITER_H_
#define VIGIE_INDEX_GLASS_DATABASE_WRITER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "index/file_io.h"
#include "index/glass_table_writer.h"
#include "index/posting.h"
#include "index/segment.h"
#include "vigie/status.h"

namespace vigie::index {

// Call in this order: AddDays, AddLengths, AddTerm with rising terms, Finish.
// Not thread-safe.
class GlassDatabaseWriter {
 public:
  static Result<std::unique_ptr<GlassDatabaseWriter>> Create(
      const std::string& path, WriteHook hook);

  // Value slot kSlotDay: per document, kNoDay for none.
  Status AddDays(const Span<int32_t>& days);
  // Per document, the sum of its wdf.
  Status AddLengths(const Span<uint32_t>& lengths);
  // `postings` by rising document, at least one. Terms of at most 245 bytes.
  Status AddTerm(std::string_view term, const Span<Posting>& postings);
  // As above; `most_wdf` is the largest of the list.
  Status AddTerm(std::string_view term, const EncodedPostings& postings,
                 uint32_t most_wdf);

  // Writes what the database says of itself and syncs the file.
  Status Finish();

 private:
  GlassDatabaseWriter(FileDescriptor file, const std::string& path,
                      WriteHook hook)
      : file_(std::move(file)),
        path_(path),
        table_(file_, path, std::move(hook)) {}
  struct ChunkKeys {
    const std::string& first;
    const std::string& later;  // without the document
    const std::string& statistics;
  };
  Status AddChunks(const ChunkKeys& keys, uint32_t first_doc,
                   std::string_view postings);
  std::string Header(const GlassRoot& root) const;

  FileDescriptor file_;
  std::string path_;
  GlassTableWriter table_;
  uint32_t documents_ = 0;
  uint32_t shortest_ = 0;  // not counting empty documents
  uint32_t longest_ = 0;
  uint64_t total_length_ = 0;
  uint32_t most_wdf_ = 0;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_GLASS_DATABASE_WRITER_H_
