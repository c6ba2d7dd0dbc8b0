// Compiles dictionary files of names into the table that the library embeds.
// Run by the build:
//
//   compile_gazetteer FILE.jsonl... OUT
#include <iostream>
#include <string>
#include <vector>

#include "tools/dictionary/compile_command.h"

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: compile_gazetteer FILE.jsonl... OUT\n";
    return 2;
  }
  const std::vector<std::string> files(argv + 1, argv + argc - 1);
  const vigie::Status done =
      vigie::tools::CompileDictionary(files, argv[argc - 1]);
  if (done.ok()) return 0;
  std::cerr << "compile_gazetteer: " << done.message() << "\n";
  return 1;
}
