// Options that stand before or after every command.
#include <map>

#include "client/option_groups.h"
#include "client/option_table.h"

namespace vigie::client {
namespace {

void ChooseFormat(const std::string& choice, Options* options) {
  static const std::map<std::string, Format> kFormats = {
      {"texte", Format::kText}, {"text", Format::kText},
      {"json", Format::kJson},  {"ndjson", Format::kNdjson},
      {"csv", Format::kCsv},    {"tsv", Format::kTsv},
      {"ids", Format::kIds},    {"bibtex", Format::kBibtex},
      {"ris", Format::kRis},    {"html", Format::kHtml}};
  options->format = kFormats.at(choice);
}

void ChooseColor(const std::string& choice, Options* options) {
  options->color = choice == "always"  ? ColorMode::kAlways
                   : choice == "never" ? ColorMode::kNever
                                       : ColorMode::kAuto;
}

void ChooseNoColor(const std::string& /*choice*/, Options* options) {
  options->color = ColorMode::kNever;
}

void ChooseLanguage(const std::string& choice, Options* options) {
  options->language = choice == "en" ? Language::kEnglish : Language::kFrench;
}

// Choosing a dialect chooses the format as well.
void ChooseCsv(const std::string& choice, Options* options) {
  options->format = Format::kCsv;
  options->csv =
      choice == "excel-fr" ? CsvDialect::kExcelFrench : CsvDialect::kRfc4180;
}

void ChooseTemplate(const std::string& text, Options* options) {
  options->format = Format::kTemplate;
  options->template_text = text;
}

// There is one version so far: naming it asks for nothing more.
void ChooseFormatVersion(const std::string& /*choice*/, Options* /*unused*/) {}

OptionGroup Connecting() {
  return {
      Value("server", {"ADRESSE", "ADDRESS"},
            {"serveur, HÔTE:PORT ou unix:CHEMIN ; défaut 127.0.0.1:7711",
             "server, HOST:PORT or unix:PATH; default 127.0.0.1:7711"},
            &Options::server),
      Value("index", {"DOSSIER", "DIR"},
            {"interroge ce dossier d’index par un serveur privé",
             "queries this index directory by a private server"},
            &Options::index)
          .Completed(Completion::kDirectory),
      Value("timeout", {"MS", "MS"},
            {"délai en millisecondes ; défaut 10000",
             "deadline in milliseconds; default 10000"},
            &Options::timeout_ms)
          .Between(1, 300'000),
      Value("ca", {"FICHIER", "FILE"},
            {"TLS : certificats reconnus, en PEM",
             "TLS: trusted certificates, in PEM"},
            &Options::ca)
          .Completed(Completion::kFile),
      Value("cert", {"FICHIER", "FILE"},
            {"TLS : certificat de ce client, en PEM",
             "TLS: certificate of this client, in PEM"},
            &Options::cert)
          .Completed(Completion::kFile),
      Value("key", {"FICHIER", "FILE"},
            {"TLS : clé privée de ce client, en PEM",
             "TLS: private key of this client, in PEM"},
            &Options::key)
          .Completed(Completion::kFile),
      Value("token-file", {"FICHIER", "FILE"},
            {"fichier qui contient le jeton d’accès",
             "file that holds the access token"},
            &Options::token_file)
          .Completed(Completion::kFile),
  };
}

OptionGroup Showing() {
  return {
      Value("format", {"FORMAT", "FORMAT"},
            {"texte, json, ndjson, csv, tsv, ids, bibtex, ris ou html",
             "text, json, ndjson, csv, tsv, ids, bibtex, ris or html"},
            &ChooseFormat)
          .OneOf({"texte", "text", "json", "ndjson", "csv", "tsv", "ids",
                  "bibtex", "ris", "html"}),
      Value("csv", {"DIALECTE", "DIALECT"},
            {"csv : rfc (virgules) ou excel-fr (points-virgules, BOM)",
             "csv: rfc (commas) or excel-fr (semicolons, BOM)"},
            &ChooseCsv)
          .OneOf({"rfc", "excel-fr"}),
      Value("template", {"MODÈLE", "TEMPLATE"},
            {"une ligne par résultat, p. ex. '{article.id}\\t{surface}'",
             "one line for each result, e.g. '{article.id}\\t{surface}'"},
            &ChooseTemplate),
      Value("format-version", {"N", "N"},
            {"version attendue de json, ndjson, csv et tsv ; connue : 1",
             "version of json, ndjson, csv and tsv that is expected; known: 1"},
            &ChooseFormatVersion)
          .OneOf({"1"}),
      Value("output", {"FICHIER", "FILE"},
            {"écrit dans ce fichier, avec requête et révision à côté",
             "writes to this file, with query and revision beside it"},
            &Options::output)
          .Letter('o')
          .Completed(Completion::kFile),
      Value("color", {"QUAND", "WHEN"},
            {"auto, always ou never", "auto, always or never"}, &ChooseColor)
          .OneOf({"auto", "always", "never"}),
      Flag("no-color", {"sans couleurs", "no colours"}, &ChooseNoColor),
      Flag("no-pager", {"sans pagineur", "no pager"}, Off{&Options::pager}),
      Value("lang", {"LANGUE", "LANGUAGE"},
            {"langue des messages, fr ou en", "language of messages, fr or en"},
            &ChooseLanguage)
          .OneOf({"fr", "en"}),
      Flag("exit-status",
           {"sort avec 1 quand rien n’est trouvé",
            "exits with 1 when nothing is found"},
           &Options::fail_when_empty)
          .Letter('e'),
  };
}

}  // namespace

const std::vector<OptionSpec>& GlobalOptions() {
  static const std::vector<OptionSpec> kOptions =
      Join({Connecting(), Showing()});
  return kOptions;
}

}  // namespace vigie::client
