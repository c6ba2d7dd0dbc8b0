// Long because it is the whole command line.
#include "client/options.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <map>

namespace vigie::client {
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

// Builds the command tree over one Options.
class CommandTree {
 public:
  CommandTree(Options* options, CLI::App* app)
      : options_(*options), app_(*app) {
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.set_help_flag("-h,--help",
                       Text("affiche cette aide", "prints this help"));
    app_.set_version_flag("--version",
                          std::string("vigie ") + VIGIE_CLIENT_VERSION);
    AddGlobals();
    AddSearch();
    AddMentions();
    AddFacets();
    AddShow();
    AddAnalyze();
    AddStatus();
    AddExplain();
    AddTimeline();
    AddRelated();
    AddCompare();
    AddSimilar();
    AddSuggest();
    AddExport();
    AddReplay();
    AddCompleteness();
  }

 private:
  std::string Text(const char* french, const char* english) const {
    return Say(options_.language, french, english);
  }

  CLI::App* AddVerb(const char* name, Verb verb, const char* french,
                    const char* english) {
    CLI::App* sub = app_.add_subcommand(name, Text(french, english));
    sub->set_help_flag("-h,--help",
                       Text("affiche cette aide", "prints this help"));
    sub->callback([this, verb] { options_.verb = verb; });
    return sub;
  }

  void AddGlobals() {
    static const std::map<std::string, Format> kFormats = {
        {"texte", Format::kText},
        {"text", Format::kText},
        {"json", Format::kJson},
        {"ndjson", Format::kNdjson}};
    static const std::map<std::string, ColorMode> kColors = {
        {"auto", ColorMode::kAuto},
        {"always", ColorMode::kAlways},
        {"never", ColorMode::kNever}};
    app_.add_option(
            "--server", options_.server,
            Text("adresse du serveur, HÔTE:PORT ou unix:CHEMIN ; défaut "
                 "$VIGIE_SERVER, sinon 127.0.0.1:7711",
                 "server address, HOST:PORT or unix:PATH; default "
                 "$VIGIE_SERVER, else 127.0.0.1:7711"))
        ->type_name("ADDR");
    app_.add_option("--index", options_.index,
                    Text("interroge ce dossier d’index par un serveur privé",
                         "queries this index directory by a private server"))
        ->type_name("DIR");
    app_.add_option("--format", options_.format,
                    Text("texte, json ou ndjson", "text, json or ndjson"))
        ->transform(CLI::CheckedTransformer(kFormats))
        ->option_text(" ");
    app_.add_option("--color", options_.color,
                    Text("auto, always ou never", "auto, always or never"))
        ->transform(CLI::CheckedTransformer(kColors))
        ->option_text(" ");
    app_.add_flag_callback(
        "--no-color", [this] { options_.color = ColorMode::kNever; },
        Text("sans couleurs", "no colours"));
    app_.add_option("--lang", lang_, Text("fr ou en", "fr or en"))
        ->check(CLI::IsMember({"fr", "en"}));
    app_.add_option("--timeout", options_.timeout_ms,
                    Text("délai en millisecondes ; défaut 10000",
                         "deadline in milliseconds; default 10000"))
        ->check(CLI::Range(1, 300'000));
    app_.add_flag("-e,--exit-status", options_.fail_when_empty,
                  Text("sort avec 1 quand rien n’est trouvé",
                       "exits with 1 when nothing is found"));
  }

  // How the query is read.
  void AddReading(CLI::App* sub) {
    sub->add_flag("--any-word", options_.any_word,
                  Text("un mot suffit (OU entre les mots)",
                       "any word is enough (OR between words)"));
    sub->add_flag(
        "--strict", options_.strict,
        Text("refuse une requête mal formée", "refuses a malformed query"));
    sub->add_flag("!--no-typos", options_.typos,
                  Text("sans les mots proches d’un mot absent",
                       "without near words of an absent one"));
    sub->add_flag("!--no-expand", options_.expand,
                  Text("sans les équivalents des sigles et graphies",
                       "without equivalents of acronyms and spellings"));
  }

  void AddFreshness(CLI::App* sub) {
    sub->add_option("--freshness", options_.freshness_days,
                    Text("un article de cet âge en jours garde la moitié de "
                         "son score ; défaut : l’âge ne compte pas",
                         "an article of that age in days keeps half of its "
                         "score; default: age does not count"))
        ->type_name("DAYS")
        ->check(CLI::Range(0.0, 1e6));
  }

  void AddQuery(CLI::App* sub) {
    sub->add_option("REQUETE", options_.query,
                    Text("requête ; vide : tous les articles",
                         "query; empty: every article"));
    AddReading(sub);
    AddSelections(sub);
  }

  void AddSelections(CLI::App* sub) {
    sub->add_option("--filter", options_.filters,
                    Text("CLÉ=VALEUR de facette ; répétable",
                         "facet KEY=VALUE; repeatable"))
        ->allow_extra_args(false);
    sub->add_option("--exclude", options_.excluded,
                    Text("CLÉ=VALEUR de facette à écarter ; répétable",
                         "facet KEY=VALUE to leave out; repeatable"))
        ->allow_extra_args(false);
    sub->add_flag("--all-of", options_.all_of,
                  Text("toutes les valeurs d’une même clé, pas une seule",
                       "all values of a key instead of any"));
  }

  void AddSearch() {
    CLI::App* sub = AddVerb("search", Verb::kSearch, "cherche des articles",
                            "searches articles");
    AddQuery(sub);
    AddFreshness(sub);
    AddSort(sub);
    sub->add_option("--collapse", options_.collapse,
                    Text("clé de facette : un seul résultat par valeur",
                         "facet key: one hit for each value"))
        ->type_name("KEY");
    sub->add_option("--receipt", options_.receipt,
                    Text("écrit un reçu de la réponse dans ce fichier",
                         "writes a receipt of the answer to this file"))
        ->type_name("FILE");
    sub->add_option("--by", options_.by,
                    Text("facettes à compter aussi, par virgules",
                         "facets to count as well, comma-separated"));
    sub->add_option("--top", options_.top,
                    Text("valeurs par facette ; défaut 10",
                         "values per facet; default 10"));
    sub->add_option("-n,--limit", options_.limit,
                    Text("résultats par page ; défaut 10, au plus 200",
                         "hits per page; default 10, at most 200"))
        ->check(CLI::Range(1, 200));
    sub->add_option("--page-token", options_.page_token,
                    Text("jeton de la page suivante", "next page's token"));
    sub->add_option("--passages", options_.passages,
                    Text("extraits par article, 0 à 10 ; défaut 2",
                         "passages per article, 0 to 10; default 2"))
        ->check(CLI::Range(0, 10));
  }

  void AddSort(CLI::App* sub) {
    sub->add_option("--sort", options_.sort,
                    Text("relevance, newest, oldest, mentions ou salience",
                         "relevance, newest, oldest, mentions or salience"))
        ->check(CLI::IsMember(
            {"relevance", "newest", "oldest", "mentions", "salience"}));
  }

  void AddResume(CLI::App* sub) {
    sub->add_option("--resume", options_.resume_token,
                    Text("reprend après ce jeton", "goes on after this token"))
        ->type_name("TOKEN");
  }

  // Which mentions are wanted.
  void AddMentionFilter(CLI::App* sub) {
    sub->add_option("--role", options_.roles,
                    Text("content, credit ou speaker ; répétable",
                         "content, credit or speaker; repeatable"))
        ->allow_extra_args(false)
        ->check(CLI::IsMember({"content", "credit", "speaker"}));
    sub->add_option("--section", options_.sections,
                    Text("title, lead, body ou quotation ; répétable",
                         "title, lead, body or quotation; repeatable"))
        ->allow_extra_args(false)
        ->check(CLI::IsMember({"title", "lead", "body", "quotation"}));
    sub->add_option("--speaker", options_.speakers,
                    Text("dans une citation de cette entité ; répétable",
                         "in a quotation of this entity; repeatable"))
        ->allow_extra_args(false)
        ->type_name("ENTITY");
    sub->add_option(
           "--confidence", options_.least_confidence,
           Text("confiance minimale, 0 à 1", "least confidence, 0 to 1"))
        ->check(CLI::Range(0.0, 1.0));
    sub->add_option("--window", options_.window,
                    Text("contexte en caractères de chaque côté, au plus 240",
                         "characters of context on each side, at most 240"))
        ->check(CLI::Range(0, 240));
  }

  void AddExport() {
    CLI::App* sub =
        AddVerb("export", Verb::kExport, "tous les articles trouvés, en NDJSON",
                "every matching article, as NDJSON");
    AddQuery(sub);
    AddSort(sub);
    AddResume(sub);
  }

  void AddReplay() {
    CLI::App* sub = AddVerb("replay", Verb::kReplay,
                            "rejoue un reçu et compare les réponses",
                            "replays a receipt and compares the answers");
    sub->add_option("REÇU", options_.receipt,
                    Text("fichier de --receipt", "file of --receipt"))
        ->required();
    sub->add_flag("--at-head", options_.at_head,
                  Text("sur la révision actuelle si l’autre n’est plus là",
                       "on the present revision if the other one is gone"));
  }

  void AddMentions() {
    CLI::App* sub = AddVerb("mentions", Verb::kMentions,
                            "liste toutes les mentions", "lists every mention");
    AddQuery(sub);
    sub->add_option("-n,--limit", options_.limit,
                    Text("au plus N mentions ; défaut toutes",
                         "at most N mentions; default all"))
        ->check(CLI::Range(1, 100'000'000));
    sub->add_option(
           "--type", options_.types,
           Text("type d’entité ; répétable", "entity type; repeatable"))
        ->allow_extra_args(false);
    AddMentionFilter(sub);
    AddResume(sub);
    sub->add_flag("--entities-in-hits", options_.entities_in_hits,
                  Text("toutes les entités des articles trouvés",
                       "every entity of the matching articles"));
  }

  void AddFacets() {
    CLI::App* sub =
        AddVerb("facets", Verb::kFacets, "compte par entité, source, mois",
                "counts by entity, source, month");
    AddQuery(sub);
    sub->add_option(
        "--by", options_.by,
        Text("clés par virgules ; défaut organization,person,product,place,"
             "concept,source,month",
             "comma-separated keys; default organization,person,product,"
             "place,concept,source,month"));
    sub->add_option("--top", options_.top,
                    Text("valeurs par facette ; défaut 10",
                         "values per facet; default 10"));
    sub->add_option("--matching", options_.matching,
                    Text("seulement les valeurs dont un mot commence ainsi",
                         "only values with a word that begins so"))
        ->type_name("TEXT");
    sub->add_option("--surfaces", options_.surfaces,
                    Text("graphies par entité, 0 à 50 ; défaut 0",
                         "ways of writing per entity, 0 to 50; default 0"))
        ->check(CLI::Range(0, 50));
  }

  void AddShow() {
    CLI::App* sub =
        AddVerb("show", Verb::kShow, "affiche des articles", "shows articles");
    sub->add_option("ID", options_.ids,
                    Text("identifiants d’articles", "article ids"))
        ->required();
    sub->add_flag("--mentions", options_.with_mentions,
                  Text("avec leurs mentions", "with their mentions"));
  }

  void AddAnalyze() {
    CLI::App* sub =
        AddVerb("analyze", Verb::kAnalyze, "montre l’analyse d’un texte",
                "shows how a text is analysed");
    sub->add_option("TEXTE", options_.query,
                    Text("texte à analyser", "text to analyse"))
        ->required();
  }

  void AddStatus() {
    AddVerb("status", Verb::kStatus, "état de l’index et du serveur",
            "state of the index and the server");
  }

  void AddExplain() {
    CLI::App* sub = AddVerb("explain", Verb::kExplain,
                            "dit pourquoi un article est trouvé, ou non",
                            "tells why an article is found, or not");
    sub->add_option("REQUETE", options_.query, Text("requête", "query"))
        ->required();
    sub->add_option("--article", options_.article_id,
                    Text("identifiant de l’article", "id of the article"))
        ->type_name("ID")
        ->required();
    AddReading(sub);
    AddFreshness(sub);
  }

  void AddTimeline() {
    CLI::App* sub = AddVerb("timeline", Verb::kTimeline,
                            "compte les articles dans le temps",
                            "counts articles over time");
    AddQuery(sub);
    sub->add_option("--step", options_.step,
                    Text("hour, day, week, month ou year ; défaut day",
                         "hour, day, week, month or year; default day"))
        ->check(CLI::IsMember({"hour", "day", "week", "month", "year"}));
    sub->add_option("--since", options_.since,
                    Text("premier jour, AAAA-MM-JJ", "first day, YYYY-MM-DD"))
        ->type_name("DATE");
    sub->add_option("--until", options_.until,
                    Text("dernier jour, AAAA-MM-JJ", "last day, YYYY-MM-DD"))
        ->type_name("DATE");
    sub->add_option("--series", options_.series,
                    Text("ENTITÉ ou ENTITÉ=GRAPHIE ; répétable",
                         "ENTITY or ENTITY=SURFACE; repeatable"))
        ->allow_extra_args(false);
    sub->add_flag("--mentions", options_.count_mentions,
                  Text("compte aussi les mentions", "counts mentions as well"));
  }

  void AddTypes(CLI::App* sub) {
    sub->add_option(
           "--type", options_.types,
           Text("type d’entité ; répétable", "entity type; repeatable"))
        ->allow_extra_args(false);
  }

  void AddLimit(CLI::App* sub) {
    sub->add_option("-n,--limit", options_.limit,
                    Text("au plus N résultats", "at most N results"))
        ->check(CLI::Range(1, 100));
  }

  void AddRelated() {
    CLI::App* sub = AddVerb("related", Verb::kRelated,
                            "entités liées à une requête, avec des phrases",
                            "entities related to a query, with sentences");
    AddQuery(sub);
    AddTypes(sub);
    AddLimit(sub);
    sub->add_flag("--npmi", options_.npmi,
                  Text("mesure NPMI au lieu de la vraisemblance",
                       "measures NPMI instead of log-likelihood"));
    sub->add_option("--evidence", options_.evidence,
                    Text("phrases par entité, 0 à 3 ; défaut 1",
                         "sentences per entity, 0 to 3; default 1"))
        ->check(CLI::Range(0, 3));
  }

  void AddCompleteness() {
    CLI::App* sub = AddVerb("completeness", Verb::kCompleteness,
                            "ce qui est, et a failli être, une mention",
                            "what is, and what nearly is, a mention");
    sub->add_option("ENTITE", options_.entity,
                    Text("identifiant ou nom", "id or name"))
        ->required();
    sub->add_option("REQUETE", options_.query,
                    Text("requête ; défaut : tous les articles",
                         "query; default: all articles"));
    AddReading(sub);
    AddLimit(sub);
  }

  void AddCompare() {
    CLI::App* sub =
        AddVerb("compare", Verb::kCompare, "ce qui distingue deux requêtes",
                "what sets two queries apart");
    sub->add_option("REQUETE", options_.query, Text("requête", "query"))
        ->required();
    sub->add_option("AUTRE", options_.second_query,
                    Text("autre requête", "other query"))
        ->required();
    AddReading(sub);
    AddSelections(sub);
    AddLimit(sub);
    sub->add_option("--by", options_.by,
                    Text("clés par virgules ; défaut entity",
                         "comma-separated keys; default entity"));
  }

  void AddSimilar() {
    CLI::App* sub =
        AddVerb("similar", Verb::kSimilar, "articles proches d’un article",
                "articles similar to one");
    sub->add_option("ID", options_.article_id,
                    Text("identifiant de l’article", "id of the article"))
        ->required();
    AddSelections(sub);
    AddLimit(sub);
  }

  void AddSuggest() {
    CLI::App* sub = AddVerb("suggest", Verb::kSuggest,
                            "complète un nom, une source ou un mot",
                            "completes a name, a source or a word");
    sub->add_option(
           "TEXTE", options_.query,
           Text("début de ce qui est cherché", "beginning of what is sought"))
        ->required();
    AddTypes(sub);
    AddLimit(sub);
  }

  Options& options_;
  CLI::App& app_;
  std::string lang_;
};

}  // namespace

ParsedCommand ParseCommandLine(int argc, const char* const* argv) {
  ParsedCommand command;
  Options& options = command.options;
  options.language = LanguageOf(argc, argv);
  if (const char* server = std::getenv("VIGIE_SERVER")) {
    if (*server != '\0') options.server = server;
  }
  CLI::App app(Say(options.language,
                   "vigie : recherche dans la presse française\n\n"
                   "  vigie search 'Broadcom OU concept:\"chip IP\"'\n"
                   "  vigie mentions OpenAI --format ndjson\n"
                   "  vigie facets Microsoft --by organization,month",
                   "vigie: search in French news\n\n"
                   "  vigie search 'Broadcom OR concept:\"chip IP\"'\n"
                   "  vigie mentions OpenAI --format ndjson\n"
                   "  vigie facets Microsoft --by organization,month"),
               "vigie");
  const CommandTree tree(&options, &app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& done) {
    app.exit(done, std::cout, std::cerr);
    command.exit_code = kExitOk;
  } catch (const CLI::ParseError& error) {
    std::cerr << Say(options.language,
                     "vigie : ligne de commande : ", "vigie: command line: ")
              << error.what() << "\n"
              << Say(options.language, "Voir vigie --help\n",
                     "See vigie --help\n");
    command.exit_code = kExitUsage;
  }
  return command;
}

}  // namespace vigie::client
