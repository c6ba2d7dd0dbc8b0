// vigie-dictionary: makes, checks and changes entity dictionaries.
#include <CLI/CLI.hpp>
#include <iostream>

#include "tools/dictionary/change_verbs.h"
#include "tools/dictionary/make_verbs.h"

int main(int argc, char** argv) {
  CLI::App app{"Makes, checks and changes entity dictionaries."};
  app.require_subcommand(1);
  vigie::Status done;
  vigie::tools::AddMakeVerbs(app, &done);
  vigie::tools::AddChangeVerbs(app, &done);
  CLI11_PARSE(app, argc, argv);
  if (done.ok()) return 0;
  std::cerr << "vigie-dictionary: " << done.message() << "\n";
  return 1;
}
