// The way in for every writer: dictionary, lock, journal.
#ifndef VIGIE_OPEN_BUILDER_H_
#define VIGIE_OPEN_BUILDER_H_

#include <cstdint>
#include <memory>
#include <string>

#include "index/revision_builder.h"
#include "vigie/index_writer.h"
#include "vigie/status.h"

namespace vigie {

struct OpenedBuilder {
  std::unique_ptr<index::RevisionBuilder> builder;
  uint64_t torn_bytes = 0;  // of an unfinished write that the journal held
};

// Errors as IndexWriter::Open. What the journal held is published.
Result<OpenedBuilder> OpenBuilder(const std::string& directory,
                                  const WriterOptions& options);

}  // namespace vigie

#endif  // VIGIE_OPEN_BUILDER_H_
