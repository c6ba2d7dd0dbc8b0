#include "indexer/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstring>
#include <iostream>
#include <utility>

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

// The options that an index keeps from its creation.
void DescribeIndex(CLI::App* app, AddOptions* add) {
  const Language language = add->language;
  const auto set = [add]() -> IndexOptions& {
    if (!add->index_options) add->index_options.emplace();
    return *add->index_options;
  };
  app->add_option_function<std::vector<std::string>>(
         "--attributes",
         [set](std::vector<std::string> names) {
           std::sort(names.begin(), names.end());
           names.erase(std::unique(names.begin(), names.end()), names.end());
           set().facet_attributes = std::move(names);
         },
         Say(language,
             "nouvel index : attributs des articles à compter et filtrer",
             "new index: attributes of articles to count and filter by"))
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("NAME,...");
  CLI::Option* const keep_versions = app->add_flag_callback(
      "--keep-versions", [set] { set().keep_versions = true; },
      Say(language,
          "nouvel index : garde les révisions passées, ouvrables ensuite",
          "new index: keeps earlier revisions, to be opened later"));
  app->add_option_function<uint32_t>(
         "--kept-revisions",
         [set](const uint32_t& revisions) { set().kept_revisions = revisions; },
         Say(language,
             "avec --keep-versions : combien, les plus récentes (10000) ; "
             "0 : toutes, sans borne",
             "with --keep-versions: how many, the newest ones (10000); 0: all, "
             "without bound"))
      ->needs(keep_versions)
      ->type_name("N");
  app->add_flag_callback(
      "--positions", [set] { set().positions = true; },
      Say(language,
          "nouvel index : positions aussi dans Xapian (bien plus gros)",
          "new index: positions in Xapian too (much larger)"));
  app->add_flag_callback(
      "--no-entities", [set] { set().recognize = false; },
      Say(language, "nouvel index : sans reconnaissance d’entités",
          "new index: without recognition of entities"));
  app->add_flag_callback(
      "--listed-only", [set] { set().unlisted_names = false; },
      Say(language, "nouvel index : les seules entités du dictionnaire",
          "new index: no entities but the dictionary's"));
}

// How the inputs are read.
void DescribeSources(CLI::App* app, SourceOptions* sources, Language language) {
  app->add_option_function<std::string>(
         "--format",
         [sources](const std::string& word) {
           sources->format = FormatFromWord(word);
           if (!sources->format) throw CLI::ValidationError("--format", word);
         },
         Say(language,
             "format des fichiers, sinon reconnu : text, jsonl, html, feed, "
             "newsml, nitf, ninjs, warc, archive",
             "format of the files, else recognised: text, jsonl, html, feed, "
             "newsml, nitf, ninjs, warc, archive"))
      ->type_name("FORMAT");
  app->add_option_function<std::vector<std::string>>(
         "--languages",
         [sources](const std::vector<std::string>& codes) {
           const bool all = codes == std::vector<std::string>{"all"};
           sources->languages = all ? std::vector<std::string>() : codes;
         },
         Say(language,
             "langues admises (fr par défaut ; all : toutes) ; rejette les "
             "articles sûrement écrits dans une autre",
             "languages taken (default fr; all: any); rejects articles that "
             "are surely in another"))
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("CODE,...");
}

void DescribeAdd(CLI::App* app, AddOptions* add, std::string* lang) {
  const Language language = add->language;
  CLI::Option* index =
      app->add_option("--index", add->index,
                      Say(language, "dossier de l’index, créé au besoin",
                          "index directory, created when absent"))
          ->type_name("DIR");
  DescribeServer(app, &add->server, index, language);
  app->add_option("PATH", add->paths,
                  Say(language,
                      "dossiers ou fichiers : texte, JSON Lines, HTML, RSS, "
                      "Atom, NewsML-G2, NITF, ninjs, WARC, archives ; ou - "
                      "(JSON Lines sur l’entrée standard)",
                      "folders or files: text, JSON Lines, HTML, RSS, Atom, "
                      "NewsML-G2, NITF, ninjs, WARC, archives; or - (JSON "
                      "Lines on standard input)"));
  app->add_option("--watch", add->watch,
                  Say(language,
                      "dossier à surveiller : chaque fichier écrit est ajouté, "
                      "jusqu’à l’interruption (Ctrl-C)",
                      "folder to watch: each file written is added, until "
                      "interrupted (Ctrl-C)"))
      ->type_name("DIR");
  DescribeSources(app, &add->sources, language);
  app->add_option("--dictionary", add->dictionary,
                  Say(language, "dictionnaire d’entités, à la place du fourni",
                      "entity dictionary instead of the shipped one"))
      ->type_name("FILE");
  app->add_option(
         "--overlay", add->overlay,
         Say(language,
             "changements du dictionnaire : fusions, scissions, masquages",
             "changes of the dictionary: merges, splits, hidden entities"))
      ->type_name("FILE");
  DescribeIndex(app, add);
  app->add_option("--threads", add->threads,
                  Say(language, "fils d’exécution ; défaut : un par cœur",
                      "threads; default: one per core"))
      ->check(CLI::Range(1, 256));
  app->add_option("--memory", add->memory_mib,
                  Say(language,
                      "mémoire de la construction, dictionnaire à part, en Mio "
                      "(512) ; moins : des segments plus petits",
                      "memory that building takes, the dictionary apart, in "
                      "MiB (512); less: smaller segments"))
      ->check(CLI::Range(16, 1 << 20))
      ->type_name("MIB");
  DescribeMergeMemory(app, &add->merge_memory_mib, language);
  app->add_option("--rejects", add->rejects_path,
                  Say(language, "articles rejetés ; défaut DIR.rejects.ndjson",
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
      Say(language, "vigie-indexer : construit et tient à jour un index Vigie",
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
  add->callback([&command, add] {
    if (command.add.paths.empty() && command.add.watch.empty()) {
      throw CLI::RequiredError("PATH");
    }
    CheckTarget(command.add.index, command.add.server);
    if (command.add.server.address.empty()) return;
    for (const char* flag :
         {"--watch", "--dictionary", "--overlay", "--attributes",
          "--keep-versions", "--positions", "--no-entities", "--listed-only",
          "--threads", "--memory", "--kept-revisions", "--merge-memory"}) {
      if (add->count(flag) > 0) {
        throw CLI::ExcludesError(flag, "--server");
      }
    }
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& done) {
    app.exit(done, std::cout, std::cerr);
    command.exit_code = kExitDone;
  } catch (const CLI::ParseError& error) {
    std::cerr << Say(language, "vigie-indexer : ligne de commande : ",
                     "vigie-indexer: command line: ")
              << error.what() << "\n"
              << Say(language, "Voir vigie-indexer --help\n",
                     "See vigie-indexer --help\n");
    command.exit_code = kExitUsage;
  }
  if (command.add.rejects_path.empty()) {
    std::string base = command.add.index.empty() ? "vigie" : command.add.index;
    while (base.size() > 1 && base.back() == '/') base.pop_back();
    command.add.rejects_path = base + ".rejects.ndjson";
  }
  return command;
}

}  // namespace vigie::indexer
