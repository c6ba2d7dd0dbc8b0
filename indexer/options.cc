#include "indexer/options.h"

#include <CLI/CLI.hpp>
#include <cstring>
#include <iostream>

#include "indexer/maintenance_options.h"
#include "vigie/version.h"

namespace vigie::indexer {
namespace {

// Help is built before parsing, so its language is looked up beforehand.
Language LanguageOf(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--lang=en") == 0) return Language::kEnglish;
    if (std::strcmp(argv[i], "--lang") == 0 && i + 1 < argc &&
        std::strcmp(argv[i + 1], "en") == 0) {
      return Language::kEnglish;
    }
  }
  return Language::kFrench;
}

void DescribeAdd(CLI::App* app, AddOptions* add, std::string* lang) {
  const Language language = add->language;
  app->add_option("--index", add->index,
                  Say(language, "dossier de l’index, créé au besoin",
                      "index directory, created when absent"))
      ->required()
      ->type_name("DIR");
  app->add_option("PATH", add->paths,
                  Say(language,
                      "fichiers .txt, .jsonl, dossiers, ou - (JSON Lines sur "
                      "l’entrée standard)",
                      ".txt and .jsonl files, folders, or - (JSON Lines on "
                      "standard input)"))
      ->required();
  app->add_option("--dictionary", add->dictionary,
                  Say(language, "dictionnaire d’entités, à la place du fourni",
                      "entity dictionary instead of the shipped one"))
      ->type_name("FILE");
  app->add_option(
         "--overlay", add->overlay,
         Say(language,
             "changements du dictionnaire : fusions, scissions, masquages",
             "changes of the dictionary: merges, splits, hidden entities"))
      ->type_name("FILE");
  app->add_option("--rejects", add->rejects_path,
                  Say(language, "articles rejetés ; défaut DIR.rejects.ndjson",
                      "rejected articles; default DIR.rejects.ndjson"))
      ->type_name("FILE");
  app->add_flag("--quiet", add->quiet,
                Say(language, "sans progression ni résumé",
                    "no progress and no summary"));
  app->add_option("--lang", *lang, Say(language, "fr ou en", "fr or en"))
      ->check(CLI::IsMember({"fr", "en"}));
}

}  // namespace

ParsedCommand ParseCommandLine(int argc, const char* const* argv) {
  ParsedCommand command;
  command.add.language = LanguageOf(argc, argv);
  const Language language = command.add.language;
  CLI::App app(
      Say(language, "vigie-indexer : construit et tient à jour un index Vigie",
          "vigie-indexer: builds and maintains a Vigie index"),
      "vigie-indexer");
  app.set_version_flag("--version", std::string("vigie-indexer ") + Version());
  app.set_help_flag("-h,--help",
                    Say(language, "affiche cette aide", "prints this help"));
  app.require_subcommand(1);
  std::string lang;
  CLI::App* add =
      app.add_subcommand("add", Say(language, "ajoute ou remplace des articles",
                                    "adds or replaces articles"));
  DescribeAdd(add, &command.add, &lang);
  command.maintenance.language = language;
  DescribeMaintenance(&app, &command, &lang);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& done) {
    app.exit(done, std::cout, std::cerr);
    command.exit_code = kExitDone;
  } catch (const CLI::ParseError& error) {
    std::cerr << Say(language, "vigie-indexer : ligne de commande : ",
                     "vigie-indexer: command line: ")
              << error.what() << "\n"
              << Say(language, "Voir vigie-indexer --help\n",
                     "See vigie-indexer --help\n");
    command.exit_code = kExitUsage;
  }
  if (command.add.rejects_path.empty()) {
    std::string base = command.add.index;
    while (base.size() > 1 && base.back() == '/') base.pop_back();
    command.add.rejects_path = base + ".rejects.ndjson";
  }
  return command;
}

}  // namespace vigie::indexer
