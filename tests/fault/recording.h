// Recorded runs of a writer.
#ifndef VIGIE_TESTS_FAULT_RECORDING_H_
#define VIGIE_TESTS_FAULT_RECORDING_H_

#include <string>
#include <vector>

#include "tests/fault/disk_model.h"
#include "tests/fault/workers.h"
#include "tests/fault/writer_command.h"
#include "vigie/status.h"

namespace vigie::fault {

struct Recording {
  Tree before;  // the index directory, all of it durable
  std::string log;
  std::vector<Record> records;  // views into `log`
  WriterCommand command;
};

// Runs the command to its end under the shim; `log_path` is a scratch file.
// INTERNAL: the writer failed, or replaying the log does not give the files
// that are there: something was not recorded.
Result<Recording> RecordRun(const Options& options,
                            const WriterCommand& command,
                            const std::string& log_path);

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_RECORDING_H_
