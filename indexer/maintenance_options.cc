#include "indexer/maintenance_options.h"

namespace vigie::indexer {
namespace {

class Verbs {
 public:
  Verbs(CLI::App* app, ParsedCommand* command, std::string* lang)
      : app_(app), command_(command), lang_(lang) {}

  CLI::App* Add(Verb verb, const char* name, const char* french,
                const char* english) {
    CLI::App* sub = app_->add_subcommand(name, Say(french, english));
    CLI::Option* index =
        sub->add_option("--index", options().index,
                        Say("dossier de l’index", "index directory"))
            ->type_name("DIR");
    if (verb == Verb::kDelete) {
      DescribeServer(sub, &options().server, index,
                     command_->maintenance.language);
    }
    sub->callback([command = command_, verb] {
      command->verb = verb;
      CheckTarget(command->maintenance.index, command->maintenance.server);
    });
    sub->add_option("--lang", *lang_, Say("fr ou en", "fr or en"))
        ->check(CLI::IsMember({"fr", "en"}));
    sub->add_flag(
        "--quiet", options().quiet,
        Say("sans progression ni résumé", "no progress and no summary"));
    return sub;
  }

  void AddIds(CLI::App* sub) {
    sub->add_option("ID", options().ids,
                    Say("identifiants d’articles", "article ids"))
        ->required();
  }

  void AddFormat(CLI::App* sub) {
    sub->add_option_function<std::string>(
           "--format",
           [command = command_](const std::string& format) {
             command->maintenance.json = format == "json";
           },
           Say("text ou json", "text or json"))
        ->check(CLI::IsMember({"text", "json"}));
  }

  void AddPath(CLI::App* sub, const char* french, const char* english) {
    sub->add_option("PATH", options().path, Say(french, english))->required();
  }

  const char* Say(const char* french, const char* english) const {
    return indexer::Say(command_->maintenance.language, french, english);
  }
  MaintenanceOptions& options() { return command_->maintenance; }

 private:
  CLI::App* app_;
  ParsedCommand* command_;
  std::string* lang_;
};

void DescribeRebuild(Verbs* verbs) {
  CLI::App* rebuild = verbs->Add(
      Verb::kRebuild, "rebuild",
      "refait l’index à partir des textes qu’il garde, avec l’analyse de "
      "cette version ou un autre dictionnaire",
      "builds the index anew from the texts that it stores, with this "
      "version's analysis or another dictionary");
  CLI::Option* file =
      rebuild
          ->add_option("--dictionary", verbs->options().dictionary,
                       verbs->Say("dictionnaire d’entités ; défaut : celui de "
                                  "l’index",
                                  "entity dictionary; default: the index's"))
          ->type_name("FILE");
  rebuild
      ->add_flag("--shipped-dictionary", verbs->options().shipped_dictionary,
                 verbs->Say("le dictionnaire fourni avec cette version",
                            "the dictionary that ships with this version"))
      ->excludes(file);
}

}  // namespace

void DescribeMergeMemory(CLI::App* app, uint32_t* mib, Language language) {
  app->add_option(
         "--merge-memory", *mib,
         Say(language,
             "mémoire d’une fusion au plus, en Mio ; les segments qui n’y "
             "tiennent pas à deux restent séparés ; défaut : sans borne",
             "memory of one merge at most, in MiB; segments of which "
             "two do not fit stay apart; default: no bound"))
      ->check(CLI::Range(16, 1 << 20))
      ->type_name("MIB");
}

void DescribeServer(CLI::App* app, ServerOptions* server, CLI::Option* index,
                    Language language) {
  const auto file = [&](const char* name, std::string* path, const char* french,
                        const char* english, CLI::Option* with) {
    app->add_option(name, *path, Say(language, french, english))
        ->type_name("FILE")
        ->needs(with);
  };
  CLI::Option* address =
      app->add_option("--server", server->address,
                      Say(language,
                          "vigie-server lancé avec --writes, HÔTE:PORT ou "
                          "unix:CHEMIN, à la place de --index",
                          "vigie-server started with --writes, HOST:PORT or "
                          "unix:PATH, instead of --index"))
          ->type_name("ADDRESS")
          ->excludes(index);
  file("--ca", &server->ca, "TLS : certificats de confiance",
       "TLS: certificates that are trusted", address);
  file("--cert", &server->certificate, "TLS : certificat de ce client",
       "TLS: certificate of this client", address);
  file("--key", &server->key, "TLS : clé de ce certificat",
       "TLS: key of that certificate", address);
  file("--token-file", &server->token_file, "fichier du jeton d’accès",
       "file with the access token", address);
}

void CheckTarget(const std::string& index, const ServerOptions& server) {
  if (index.empty() && server.address.empty()) {
    throw CLI::RequiredError("--index");
  }
}

void DescribeMaintenance(CLI::App* app, ParsedCommand* command,
                         std::string* lang) {
  Verbs verbs(app, command, lang);
  verbs.AddIds(verbs.Add(Verb::kDelete, "delete", "supprime des articles",
                         "deletes articles"));
  verbs.AddIds(
      verbs.Add(Verb::kErase, "erase",
                "efface des articles, jusque dans les fichiers, sans retour",
                "removes articles from the files themselves, for good"));
  DescribeMergeMemory(
      verbs.Add(Verb::kCompact, "compact", "fusionne tous les segments en un",
                "merges all segments into one"),
      &command->maintenance.merge_memory_mib, command->maintenance.language);
  verbs.AddFormat(verbs.Add(
      Verb::kVerify, "verify",
      "relit tout l’index et nomme ce qui est abîmé (code 1)",
      "reads the whole index and names what is damaged (exit code 1)"));
  verbs.AddPath(verbs.Add(Verb::kBackup, "backup",
                          "copie l’index, vérifié, dans un dossier vide",
                          "copies the index, verified, to an empty directory"),
                "dossier de la copie, nouveau ou vide",
                "directory of the copy, new or empty");
  verbs.AddPath(verbs.Add(Verb::kRestore, "restore",
                          "refait un index à partir d’une copie",
                          "makes an index from a copy"),
                "dossier de la copie", "directory of the copy");
  verbs.AddFormat(verbs.Add(Verb::kStatus, "status",
                            "dit ce que l’index contient",
                            "tells what the index holds"));
  DescribeRebuild(&verbs);
}

}  // namespace vigie::indexer
