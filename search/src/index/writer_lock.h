// One writer per index directory, across processes.
#ifndef VIGIE_INDEX_WRITER_LOCK_H_
#define VIGIE_INDEX_WRITER_LOCK_H_

#include <string>

#include "index/file_io.h"
#include "vigie/status.h"

namespace vigie::index {

// Locks DIRECTORY/LOCK, creating it; held until the descriptor is closed or
// the process dies. FAILED_PRECONDITION (INDEX_LOCKED) when another writer
// holds it; DATA_LOSS when LOCK is not empty.
Result<FileDescriptor> LockForWriting(const std::string& directory);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_WRITER_LOCK_H_
