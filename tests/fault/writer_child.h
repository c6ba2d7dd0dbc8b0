// The process that writes until something happens to it.
#ifndef VIGIE_TESTS_FAULT_WRITER_CHILD_H_
#define VIGIE_TESTS_FAULT_WRITER_CHILD_H_

#include <cstdint>
#include <string>

#include "tests/fault/engine.h"

namespace vigie::fault {

struct WriterTask {
  std::string index;
  std::string dictionary;
  EngineKind engine = EngineKind::kBatch;
  uint64_t seed = 0;
  uint64_t first = 1;        // operation
  uint64_t groups = 0;       // 0: without end
  uint32_t publish_ms = 15;  // live engine: longest time to visibility
  int report_fd = 1;
};

// Writes group after group and reports, one line each, unbuffered:
//   "B FIRST LAST"  operations [FIRST, LAST) are about to be written
//   "A NUMBER"      this one is acknowledged
//   "F NUMBER WHY"  this one was refused
//   "X WHY"         the writer could not be opened, or failed otherwise
//   "E"             the end of an orderly run
// After a refusal the writer is closed and opened again. Returns an exit code.
int RunWriterChild(const WriterTask& task);

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_WRITER_CHILD_H_
