#include "server/token_command.h"

#include <CLI/CLI.hpp>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/server_options.h"
#include "server/token_table.h"

namespace vigie::server {
namespace {

struct Asked {
  std::string name;
  std::string file;
  std::vector<std::string> scopes = {"search"};
  std::vector<std::string> sources;
  std::string expires;
  std::string language = "fr";
};

void Declare(Language lang, CLI::App* app, Asked* asked) {
  app->add_option("NAME", asked->name,
                  Say(lang, "à qui est ce jeton : lettres, chiffres, - _ .",
                      "whose token it is: letters, digits, - _ ."))
      ->required();
  app->add_option("--tokens", asked->file,
                  Say(lang, "fichier des jetons, créé au besoin",
                      "file of tokens, made when absent"))
      ->required()
      ->type_name(Say(lang, "FICHIER", "FILE"));
  app->add_option("--scope", asked->scopes,
                  Say(lang, "droits, répétable ; search par défaut",
                      "rights, repeatable; search by default"))
      ->check(CLI::IsMember({"search", "ingest", "admin"}))
      ->type_name("search|ingest|admin");
  app->add_option("--source", asked->sources,
                  Say(lang, "ne voir et n’écrire que cette source, répétable",
                      "see and write this source alone, repeatable"))
      ->type_name("NOM");
  app->add_option("--expires", asked->expires,
                  Say(lang, "premier jour sans effet, en UTC",
                      "first day without effect, in UTC"))
      ->type_name("AAAA-MM-JJ");
  app->add_option("--lang", asked->language)
      ->check(CLI::IsMember({"fr", "en"}))
      ->type_name("fr|en");
}

// The grant as an entry of the file would have it, so that one reader judges
// both.
Result<TokenGrant> GrantOf(const Asked& asked) {
  TokenGrant grant;
  grant.name = asked.name;
  for (const std::string& scope : asked.scopes) {
    grant.permissions.push_back(*PermissionNamed(scope));
  }
  if (!asked.sources.empty()) {
    grant.sources = std::make_shared<SourceScope>(SourceScope{asked.sources});
  }
  if (asked.expires.empty()) return grant;
  const Result<TokenTable> read = TokenTable::Parse(
      TokenEntry(grant) + "expires = " + asked.expires + "\n");
  if (!read.ok()) return read.status();
  grant.expires = read->grants().front().expires;
  return grant;
}

}  // namespace

bool IsTokenCommand(int argc, const char* const* argv) {
  return argc > 1 && std::string_view(argv[1]) == "token";
}

int RunTokenCommand(int argc, const char* const* argv, std::ostream& out,
                    std::ostream& err) {
  const Language lang = LanguageOf(argc, argv);
  Asked asked;
  CLI::App app(Say(lang,
                   "Crée un jeton d’accès : l’affiche, et n’en garde que "
                   "l’empreinte.",
                   "Makes an access token: prints it, and keeps its hash "
                   "alone."),
               "vigie-server token");
  Declare(lang, &app, &asked);
  try {
    app.parse(argc - 1, argv + 1);
  } catch (const CLI::ParseError& error) {
    const bool help = error.get_exit_code() == 0;
    app.exit(error, out, err);
    return help ? kExitOk : kExitUsage;
  }
  Result<TokenGrant> grant = GrantOf(asked);
  Result<std::string> token =
      grant.ok() ? AddToken(asked.file, *std::move(grant)) : grant.status();
  if (!token.ok()) {
    err << "vigie-server: " << token.status().message() << '\n';
    return kExitUsage;
  }
  out << *token << '\n';
  return kExitOk;
}

}  // namespace vigie::server
