// vigie as its command line runs it, in this process.
#ifndef TESTS_CONFORMANCE_COMMAND_RUN_H_
#define TESTS_CONFORMANCE_COMMAND_RUN_H_

#include <nlohmann/json.hpp>
#include <string>

#include "tests/conformance/command_lines.h"

namespace vigie::conformance {

// What a way in says: the answer, or no more than that there is none.
struct Said {
  int exit_code = 0;
  std::string json;  // Comparable, or what else stood on stdout
  std::string errors;
};

// The program's own code, but for main, asking the server at `address`.
Said RunCommandLine(Words words, const std::string& address);

// An answer without what differs from call to call.
std::string Comparable(nlohmann::ordered_json answer);

}  // namespace vigie::conformance

#endif  // TESTS_CONFORMANCE_COMMAND_RUN_H_
