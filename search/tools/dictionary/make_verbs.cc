#include "tools/dictionary/make_verbs.h"

#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "tools/dictionary/compile_command.h"
#include "tools/dictionary/import_csv.h"
#include "tools/dictionary/import_skos.h"
#include "tools/dictionary/import_wikidata.h"
#include "tools/dictionary/lower_case_words_command.h"
#include "tools/dictionary/open_data_command.h"
#include "tools/dictionary/overlay_command.h"

namespace vigie::tools {
namespace {

void AddOpenData(CLI::App& app, Status* done) {
  CLI::App* verb = app.add_subcommand(
      "open-data", "builds the shipped files from a folder of open lists");
  const auto options = std::make_shared<OpenDataOptions>();
  verb->add_option("LISTS", options->lists)->required();
  verb->add_option("OUT", options->out)->required();
  verb->add_option("--own", options->own, "dictionaries whose entries win")
      ->required();
  verb->add_option("--lower-case-words", options->lower_case_words)->required();
  verb->add_option("--hunspell", options->hunspell, "fr.dic")
      ->default_val("/usr/share/hunspell/fr.dic");
  verb->callback([=] { *done = BuildOpenData(*options); });
}

void AddLowerCaseWords(CLI::App& app, Status* done) {
  CLI::App* verb = app.add_subcommand(
      "lower-case-words",
      "lists words that JSON Lines on stdin write in lower case and the "
      "lexicon lacks");
  verb->callback([=] { *done = ListLowerCaseWords(std::cin, std::cout); });
}

struct ImportOptions {
  std::string format;
  std::string file = "-";
  std::string type;
  std::vector<std::string> classes;  // Q515=place.city
  uint32_t least_sitelinks = 0;
};

Status AddClasses(const std::vector<std::string>& given,
                  std::map<std::string, std::string>* classes) {
  for (const std::string& text : given) {
    const size_t equals = text.find('=');
    if (equals == std::string::npos) {
      return {StatusCode::kInvalidArgument,
              "--class " + text + ": write Q515=place.city"};
    }
    (*classes)[text.substr(0, equals)] = text.substr(equals + 1);
  }
  return OkStatus();
}

Status Import(const ImportOptions& options) {
  EntityOutput out(std::cout, std::cerr, options.file);
  std::ifstream file;
  if (options.file != "-") {
    file.open(options.file, std::ios::binary);
    if (!file) {
      return {StatusCode::kNotFound, options.file + " cannot be read"};
    }
  }
  std::istream& in = options.file == "-" ? std::cin : file;
  Status done;
  if (options.format == "csv") {
    done = ImportCsv(in, options.type, &out);
  } else if (options.format == "skos") {
    done = ImportSkos(options.file,
                      options.type.empty() ? "concept" : options.type, &out);
  } else {
    WikidataOptions wikidata;
    wikidata.classes = DefaultWikidataClasses();
    wikidata.least_sitelinks = options.least_sitelinks;
    done = AddClasses(options.classes, &wikidata.classes);
    if (done.ok()) done = ImportWikidata(in, wikidata, &out);
  }
  std::cerr << out.written() << " entities, " << out.rejected()
            << " rejected\n";
  return done;
}

void AddImport(CLI::App& app, Status* done) {
  CLI::App* verb = app.add_subcommand(
      "import",
      "prints the entities of a file as JSON Lines, and rejects on stderr");
  const auto options = std::make_shared<ImportOptions>();
  verb->add_option("FORMAT", options->format, "csv, skos (RDF/XML), wikidata")
      ->required()
      ->check(CLI::IsMember({"csv", "skos", "wikidata"}));
  verb->add_option("FILE", options->file, "- for stdin, but for skos");
  verb->add_option("--type", options->type,
                   "type of entities that name none: organization.company...");
  verb->add_option("--class", options->classes,
                   "wikidata: items of this class, e.g. Q515=place.city");
  verb->add_option("--min-sitelinks", options->least_sitelinks,
                   "wikidata: leave out items with fewer pages");
  verb->callback([=] { *done = Import(*options); });
}

void AddCompile(CLI::App& app, Status* done) {
  CLI::App* verb =
      app.add_subcommand("compile", "makes a file that loads without parsing");
  const auto files = std::make_shared<std::vector<std::string>>();
  const auto out = std::make_shared<std::string>();
  verb->add_option("FILES", *files, "JSON Lines")->required();
  verb->add_option("--out", *out)->required();
  verb->callback([=] { *done = CompileDictionary(*files, *out); });
}

void AddCheck(CLI::App& app, Status* done) {
  CLI::App* verb = app.add_subcommand(
      "check", "says what a dictionary holds, or its first fault");
  const auto files = std::make_shared<OverlayFiles>();
  verb->add_option("FILE", files->dictionary, "shipped dictionary if absent");
  verb->add_option("--overlay", files->overlay);
  verb->callback([=] { *done = CheckDictionary(*files); });
}

}  // namespace

void AddMakeVerbs(CLI::App& app, Status* done) {
  AddOpenData(app, done);
  AddLowerCaseWords(app, done);
  AddImport(app, done);
  AddCompile(app, done);
  AddCheck(app, done);
}

}  // namespace vigie::tools
