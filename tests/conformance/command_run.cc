#include "tests/conformance/command_run.h"

#include <iostream>
#include <sstream>
#include <vector>

#include "client/command.h"
#include "client/json_format.h"

namespace vigie::conformance {

std::string Comparable(nlohmann::ordered_json answer) {
  answer.erase("elapsed");
  answer.erase("next_page_token");
  return client::Dump(answer, true);
}

Said RunCommandLine(Words words, const std::string& address) {
  words.insert(words.begin(), {"vigie", "--format", "json", "--server", address,
                               "--timeout", "20000"});
  std::vector<const char*> argv;
  for (const std::string& word : words) argv.push_back(word.c_str());
  const client::ParsedCommand parsed =
      client::ParseCommandLine(static_cast<int>(argv.size()), argv.data());
  if (parsed.exit_code) return {*parsed.exit_code, "command line refused", ""};
  std::ostringstream out;
  std::ostringstream errors;
  std::streambuf* const cout = std::cout.rdbuf(out.rdbuf());
  std::streambuf* const cerr = std::cerr.rdbuf(errors.rdbuf());
  const int code = client::RunCommand(parsed.options);
  std::cout.rdbuf(cout);
  std::cerr.rdbuf(cerr);
  const auto json = nlohmann::ordered_json::parse(out.str(), nullptr, false);
  return {code, json.is_object() ? Comparable(json) : out.str(), errors.str()};
}

}  // namespace vigie::conformance
