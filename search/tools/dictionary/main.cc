// vigie-dictionary: makes, checks and changes entity dictionaries.
#include <CLI/CLI.hpp>
#include <iostream>

#include "tools/dictionary/common_words_command.h"
#include "tools/dictionary/open_data_command.h"

int main(int argc, char** argv) {
  CLI::App app{"Makes, checks and changes entity dictionaries."};
  app.require_subcommand(1);
  vigie::tools::OpenDataOptions open;
  CLI::App* open_data = app.add_subcommand(
      "open-data", "builds the shipped files from a folder of open lists");
  open_data->add_option("LISTS", open.lists)->required();
  open_data->add_option("OUT", open.out)->required();
  open_data->add_option("--own", open.own, "dictionary whose entries win")
      ->required();
  open_data->add_option("--common-words", open.common_words)->required();
  open_data->add_option("--hunspell", open.hunspell, "fr.dic")
      ->default_val("/usr/share/hunspell/fr.dic");
  CLI::App* common_words =
      app.add_subcommand("common-words",
                         "lists words that JSON Lines on stdin write in lower "
                         "case and the lexicon lacks");
  CLI11_PARSE(app, argc, argv);
  vigie::Status done;
  if (*open_data) done = BuildOpenData(open);
  if (*common_words) {
    done = vigie::tools::ListCommonWords(std::cin, std::cout);
  }
  if (done.ok()) return 0;
  std::cerr << "vigie-dictionary: " << done.message() << "\n";
  return 1;
}
