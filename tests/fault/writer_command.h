// The command line of a writer child (writer_child.h).
#ifndef VIGIE_TESTS_FAULT_WRITER_COMMAND_H_
#define VIGIE_TESTS_FAULT_WRITER_COMMAND_H_

#include <string>
#include <vector>

#include "tests/fault/workers.h"

namespace vigie::fault {

struct WriterCommand {
  std::string index;
  std::string dictionary;
  uint64_t seed = 0;
  uint64_t first = 1;
  uint64_t groups = 0;
  uint32_t publish_ms = 15;
};

inline std::vector<std::string> CommandOf(const Options& options,
                                          const WriterCommand& command) {
  return {options.program, "write",
          "--index",       command.index,
          "--dictionary",  command.dictionary,
          "--engine",      options.engine,
          "--seed",        std::to_string(command.seed),
          "--first",       std::to_string(command.first),
          "--groups",      std::to_string(command.groups),
          "--publish-ms",  std::to_string(command.publish_ms)};
}

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_WRITER_COMMAND_H_
