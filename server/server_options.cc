#include "server/server_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <string_view>
#include <utility>

#include "server/busy_poll.h"
#include "server/option_sources.h"
#include "server/snapshot_holder.h"
#include "vigie/version.h"

namespace vigie::server {
namespace {

struct Flags {
  std::string index;
  std::string listen = "127.0.0.1:7711";
  std::string port_file;
  std::string verify = "full";
  uint64_t scrub_megabytes = 8;
  uint64_t query_words = 0;
  uint32_t query_memory_mib = 0;
  uint32_t pinned_mib =
      static_cast<uint32_t>(SnapshotHolder::Retention().bytes >> 20U);
  std::string language = "fr";
  bool writes = false;
  std::string dictionary;
  std::string overlay;
  std::string backups;
  uint32_t publish_ms = 800;
  uint32_t merge_memory_mib = 0;
  std::string config;
  bool check_config = false;
  TlsFiles tls;
  std::string tokens;
  std::string metrics;
  std::string log_format = "text";
  bool log_queries = false;
  uint32_t slow_ms = 0;
  uint32_t client_calls = 256;
  uint32_t client_rate = 0;
  uint32_t client_writes = 0;
  int64_t busy_poll_us = BusyPoll::DefaultBound().count();
  bool insecure = false;
  bool quiet = false;
};

}  // namespace

Language LanguageOf(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--lang=en" || (word == "--lang" && i + 1 < argc &&
                                std::string_view(argv[i + 1]) == "en")) {
      return Language::kEnglish;
    }
  }
  return Language::kFrench;
}

namespace {

void Declare(Language lang, CLI::App* app, Flags* flags) {
  const auto say = [lang](const char* french, const char* english) {
    return Say(lang, french, english);
  };
  app->add_option("--index", flags->index,
                  say("répertoire de l’index à servir (obligatoire)",
                      "directory of the index to serve (required)"))
      ->type_name(say("RÉP", "DIR"));
  app->add_option("--listen", flags->listen,
                  say("adresse d’écoute, HÔTE:PORT ou unix:CHEMIN ; le port 0 "
                      "en choisit un",
                      "address, HOST:PORT or unix:PATH; port 0 picks one"))
      ->type_name(say("ADRESSE", "ADDRESS"))
      ->capture_default_str();
  app->add_option("--port-file", flags->port_file,
                  say("fichier où écrire le port (ou unix:CHEMIN), dès que le "
                      "serveur répond",
                      "file to write the port (or unix:PATH) to, once the "
                      "server answers"))
      ->type_name(say("FICHIER", "FILE"));
  app->add_option("--verify", flags->verify,
                  say("au démarrage : full lit tout, boot-stamp saute ce qui a "
                      "été vérifié depuis l’allumage de la machine",
                      "at the start: full reads everything, boot-stamp skips "
                      "what was verified since this machine started"))
      ->type_name("full|boot-stamp")
      ->check(CLI::IsMember({"full", "boot-stamp"}))
      ->capture_default_str();
  app->add_option("--scrub", flags->scrub_megabytes,
                  say("Mo par seconde de la relecture de fond, une fois par "
                      "jour ; 0 : jamais",
                      "MB per second of the background re-reading, once a day; "
                      "0: never"))
      ->type_name("N")
      ->check(CLI::Range(0, 100'000))
      ->capture_default_str();
  app->add_option("--query-words", flags->query_words,
                  say("mots d’articles qu’une requête peut lire avant que sa "
                      "réponse soit partielle ; 0 : 48 millions",
                      "words of articles that a query may read before its "
                      "answer is partial; 0: 48 million"))
      ->type_name("N")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app->add_option("--query-memory", flags->query_memory_mib,
                  say("Mio des listes d’une requête ; 0 : 256",
                      "MiB of the lists of one query; 0: 256"))
      ->type_name(say("MIO", "MIB"))
      ->check(CLI::NonNegativeNumber);
  app->add_option("--pinned-bytes", flags->pinned_mib,
                  say("Mio de fichiers que les révisions remplacées peuvent "
                      "retenir pour les pages suivantes ; 0 : sans borne",
                      "MiB of files that superseded revisions may hold for the "
                      "pages that follow; 0: no bound"))
      ->type_name(say("MIO", "MIB"))
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app->add_flag("--i-know-insecure", flags->insecure,
                say("écouter au-delà de cette machine, sans chiffrement",
                    "listen beyond this machine, without encryption"));
  app->add_flag("--quiet", flags->quiet,
                say("ne journaliser que les erreurs", "log errors only"));
  app->add_option("--lang", flags->language,
                  say("langue des messages", "language of messages"))
      ->type_name("fr|en")
      ->check(CLI::IsMember({"fr", "en"}))
      ->capture_default_str();
}

void DeclareWrites(Language lang, CLI::App* app, Flags* flags) {
  const auto say = [lang](const char* french, const char* english) {
    return Say(lang, french, english);
  };
  CLI::Option* writes = app->add_flag(
      "--writes", flags->writes,
      say("accepter articles et suppressions ; tient le verrou de l’index, "
          "créé au besoin",
          "take articles and deletions; holds the index's lock; the index is "
          "created when absent"));
  app->add_option("--dictionary", flags->dictionary,
                  say("dictionnaire d’entités des articles reçus, à la place "
                      "du fourni",
                      "entity dictionary of articles taken, instead of the "
                      "shipped one"))
      ->type_name(say("FICHIER", "FILE"))
      ->needs(writes);
  app->add_option(
         "--overlay", flags->overlay,
         say("changements du dictionnaire", "changes of the dictionary"))
      ->type_name(say("FICHIER", "FILE"))
      ->needs(writes);
  app->add_option("--publish-ms", flags->publish_ms,
                  say("millisecondes entre un article accepté et sa visibilité",
                      "milliseconds from an article taken to its visibility"))
      ->type_name("N")
      ->check(CLI::Range(1, 60'000))
      ->needs(writes)
      ->capture_default_str();
  app->add_option("--merge-memory", flags->merge_memory_mib,
                  say("Mio qu’une fusion peut tenir ; 0 : sans borne",
                      "MiB that a merge may hold; 0: no bound"))
      ->type_name(say("MIO", "MIB"))
      ->needs(writes)
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app->add_option("--backups", flags->backups,
                  say("dossier des copies faites à la demande",
                      "folder of the backups made on request"))
      ->type_name(say("RÉP", "DIR"));
}

void DeclareAccess(Language lang, CLI::App* app, Flags* flags) {
  const char* file = Say(lang, "FICHIER", "FILE");
  app->add_option("--tokens", flags->tokens,
                  Say(lang, "jetons acceptés (voir vigie-server token --help)",
                      "tokens accepted (see vigie-server token --help)"))
      ->type_name(file);
  app->add_option("--tls-cert", flags->tls.cert,
                  Say(lang, "TLS : certificat du serveur, en PEM",
                      "TLS: certificate of the server, in PEM"))
      ->type_name(file);
  app->add_option("--tls-key", flags->tls.key,
                  Say(lang, "TLS : sa clé privée", "TLS: its private key"))
      ->type_name(file);
  app->add_option("--tls-client-ca", flags->tls.client_ca,
                  Say(lang, "TLS : autorité dont il faut un certificat client",
                      "TLS: authority whose client certificate is required"))
      ->type_name(file);
  app->add_option("--client-calls", flags->client_calls,
                  Say(lang, "appels simultanés d’un client ; 0 : sans borne",
                      "calls of one client at once; 0: no bound"))
      ->type_name("N")
      ->capture_default_str();
  app->add_option("--client-rate", flags->client_rate,
                  Say(lang, "appels par seconde d’un client ; 0 : sans borne",
                      "calls of one client per second; 0: no bound"))
      ->type_name("N")
      ->capture_default_str();
  app->add_option(
         "--client-writes", flags->client_writes,
         Say(lang, "écritures par seconde d’un client ; 0 : sans borne",
             "writes of one client per second; 0: no bound"))
      ->type_name("N")
      ->capture_default_str();
}

void DeclareOperation(Language lang, CLI::App* app, Flags* flags) {
  app->add_option("--config", flags->config,
                  Say(lang, "réglages en TOML, sous les noms des options",
                      "settings in TOML, by the names of options"))
      ->type_name(Say(lang, "FICHIER", "FILE"));
  app->add_flag("--check-config", flags->check_config,
                Say(lang, "vérifier les réglages, et rien d’autre",
                    "check the settings, and nothing else"));
  app->add_option("--metrics", flags->metrics,
                  Say(lang, "mesures Prometheus en HTTP, sur cette machine",
                      "Prometheus metrics over HTTP, on this machine"))
      ->type_name(Say(lang, "HÔTE:PORT", "HOST:PORT"));
  app->add_option("--log-format", flags->log_format,
                  Say(lang, "forme du journal", "form of the log"))
      ->type_name("text|json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  app->add_flag("--log-queries", flags->log_queries,
                Say(lang, "journaliser aussi les mots des requêtes",
                    "log the words of queries as well"));
  app->add_option("--busy-poll", flags->busy_poll_us,
                  Say(lang,
                      "microsecondes d’attente active après une recherche ; 0 "
                      ": aucune",
                      "microseconds of waiting without sleep after a search; "
                      "0: none"))
      ->type_name("N")
      ->check(CLI::Range(int64_t{0}, int64_t{BusyPoll::kMostBound.count()}))
      ->capture_default_str();
  app->add_option("--slow-ms", flags->slow_ms,
                  Say(lang, "signaler les appels plus longs ; 0 : aucun",
                      "mark calls that take longer; 0: none"))
      ->type_name("N")
      ->capture_default_str();
}

const char* Hint(Language lang) {
  return Say(lang, "Voir vigie-server --help.\n", "See vigie-server --help.\n");
}

ParsedOptions UsageError(Language lang, const std::string& message,
                         std::ostream& err) {
  err << "vigie-server: " << message << '\n' << Hint(lang);
  return {std::nullopt, kExitUsage};
}

std::string Explain(Language lang, const CLI::ParseError& error) {
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    return std::string(Say(lang, "argument inconnu : ", "unknown argument: ")) +
           error.what();
  }
  return std::string(Say(lang, "option mal formée : ", "bad option: ")) +
         error.what();
}

ParsedOptions Resolve(Language lang, const Flags& flags, std::ostream& err) {
  if (flags.index.empty()) {
    return UsageError(
        lang, Say(lang, "il manque --index RÉP", "--index DIR is missing"),
        err);
  }
  Result<ListenAddress> listen = ParseListenAddress(flags.listen);
  if (!listen.ok()) {
    return UsageError(lang, "--listen: " + listen.status().message(), err);
  }
  if (!listen->is_local() && !flags.tls.mutual() && !flags.insecure) {
    return UsageError(
        lang,
        Say(lang,
            "cette adresse est joignable d’autres machines : il faut "
            "--tls-cert, --tls-key et --tls-client-ca (TLS mutuel), un "
            "mandataire TLS devant 127.0.0.1, ou confirmer avec "
            "--i-know-insecure.",
            "other machines reach this address: give --tls-cert, --tls-key and "
            "--tls-client-ca (mutual TLS), put a TLS proxy in front of "
            "127.0.0.1, or confirm with --i-know-insecure."),
        err);
  }
  Status tls = CheckTlsFiles(flags.tls);
  if (!tls.ok()) return UsageError(lang, tls.message(), err);
  if (!flags.metrics.empty()) {
    const Result<ListenAddress> metrics = ParseListenAddress(flags.metrics);
    if (!metrics.ok() || metrics->is_unix() || !metrics->is_local()) {
      return UsageError(
          lang,
          std::string("--metrics: ") + Say(lang, "HÔTE:PORT de cette machine",
                                           "HOST:PORT of this machine"),
          err);
    }
  }
  ServerOptions options;
  options.tls = flags.tls;
  options.tokens = flags.tokens;
  options.metrics = flags.metrics;
  options.log.json = flags.log_format == "json";
  options.log.queries = flags.log_queries;
  options.log.slow = std::chrono::milliseconds(flags.slow_ms);
  options.log.errors_only = flags.quiet;
  options.clients = {flags.client_calls, flags.client_rate,
                     flags.client_writes};
  options.busy_poll = std::chrono::microseconds(flags.busy_poll_us);
  options.check_config = flags.check_config;
  options.index = flags.index;
  options.listen = *std::move(listen);
  options.port_file = flags.port_file;
  if (flags.verify == "boot-stamp") {
    options.verify = OpenOptions::Verify::kBootStamp;
  }
  options.scrub.bytes_per_second = flags.scrub_megabytes << 20U;
  options.writes = flags.writes;
  options.dictionary = flags.dictionary;
  options.overlay = flags.overlay;
  options.backups = flags.backups;
  options.publish_interval = std::chrono::milliseconds(flags.publish_ms);
  options.merge_memory_bytes = uint64_t{flags.merge_memory_mib} << 20U;
  options.query_words = flags.query_words;
  options.query_bytes = uint64_t{flags.query_memory_mib} << 20U;
  options.pinned_bytes = uint64_t{flags.pinned_mib} << 20U;
  options.quiet = flags.quiet;
  options.language = lang;
  return {options, kExitOk};
}

// The file of --config, or of its variable; empty: none.
std::string ConfigOf(int argc, const char* const* argv) {
  constexpr std::string_view kFlag = "--config";
  const char* variable = std::getenv("VIGIE_SERVER_CONFIG");
  std::string path = variable == nullptr ? "" : variable;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == kFlag && i + 1 < argc) path = argv[i + 1];
    if (word.substr(0, kFlag.size() + 1) == "--config=") {
      path = word.substr(kFlag.size() + 1);
    }
  }
  return path;
}

// Of options that a file may set.
std::vector<std::string> NamesOf(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      if (name != "help" && name != "version" && name != "config") {
        names.push_back(name);
      }
    }
  }
  return names;
}

}  // namespace

ParsedOptions ParseServerOptions(int argc, const char* const* argv,
                                 std::ostream& out, std::ostream& err) {
  const Language lang = LanguageOf(argc, argv);
  Flags flags;
  CLI::App app(Say(lang, "Sert un index Vigie par gRPC.",
                   "Serves a Vigie index over gRPC."),
               "vigie-server");
  app.set_help_flag("-h,--help", Say(lang, "cette aide", "this help"));
  app.set_version_flag("--version", std::string("vigie-server ") + Version(),
                       Say(lang, "la version", "the version"));
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  Declare(lang, &app, &flags);
  DeclareWrites(lang, &app, &flags);
  DeclareAccess(lang, &app, &flags);
  DeclareOperation(lang, &app, &flags);
  Result<std::vector<std::string>> words =
      WordsOfSettings(NamesOf(app), ConfigOf(argc, argv));
  if (!words.ok()) return UsageError(lang, words.status().message(), err);
  words->insert(words->end(), argv + std::min(argc, 1), argv + argc);
  std::reverse(words->begin(), words->end());  // as CLI11 takes them
  try {
    app.parse(*std::move(words));
  } catch (const CLI::Success& success) {
    app.exit(success, out, err);
    return {std::nullopt, kExitOk};
  } catch (const CLI::ParseError& error) {
    return UsageError(lang, Explain(lang, error), err);
  }
  return Resolve(lang, flags, err);
}

}  // namespace vigie::server
