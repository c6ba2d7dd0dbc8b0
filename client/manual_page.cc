#include <sstream>

#include "client/help.h"

namespace vigie::client {
namespace {

// Text as roff reads it: backslashes, hyphens that are typed, and no line that
// begins with a request.
std::string Roff(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\\') {
      escaped += "\\e";
    } else if (c == '-') {
      escaped += "\\-";
    } else {
      escaped += c;
    }
  }
  const bool request =
      !escaped.empty() && (escaped[0] == '.' || escaped[0] == '\'');
  return request ? "\\&" + escaped : escaped;
}

void PrintOptionRows(const std::vector<OptionSpec>& options, Language language,
                     std::ostream& out) {
  for (const OptionSpec& option : options) {
    out << ".TP\n.B " << Roff(OptionUsage(option, language)) << "\n"
        << Roff(Say(language, option.help)) << "\n";
  }
}

void PrintCommand(const CommandSpec& command, Language language,
                  std::ostream& out) {
  out << ".SS " << command.name << "\n"
      << Roff(Say(language, command.help)) << ".\n";
  PrintOptionRows(command.options, language, out);
  if (command.examples.empty()) return;
  out << ".PP\n.EX\n";
  for (const std::string& example : command.examples) {
    out << Roff("vigie " + example) << "\n";
  }
  out << ".EE\n";
}

void PrintExitCodes(Language language, std::ostream& out) {
  static constexpr std::pair<const char*, Wording> kCodes[] = {
      {"0", {"répondu, même sans résultat", "answered, also with zero hits"}},
      {"1", {"rien n’est trouvé, avec \\-e", "nothing is found, with \\-e"}},
      {"2",
       {"ligne de commande ou requête refusée",
        "command line or query refused"}},
      {"3",
       {"serveur injoignable, délai dépassé ou index endommagé",
        "server unreachable, time-out, or index damaged"}},
      {"4",
       {"réponse incomplète, ou reçu dont la réponse a changé",
        "partial answer, or a receipt whose answer has changed"}},
  };
  for (const auto& [code, meaning] : kCodes) {
    out << ".TP\n.B " << code << "\n" << Say(language, meaning) << "\n";
  }
}

}  // namespace

std::string ManualPage(Language language) {
  std::ostringstream out;
  out << ".TH VIGIE 1 \"\" \"vigie " VIGIE_CLIENT_VERSION "\"\n.SH "
      << Say(language, "NOM", "NAME") << "\nvigie \\- "
      << Say(language, "recherche dans la presse française",
             "search in French news")
      << "\n.SH SYNOPSIS\n.B vigie\n.I " << Say(language, "COMMANDE", "COMMAND")
      << "\n[OPTIONS]\n.SH " << Say(language, "COMMANDES", "COMMANDS") << "\n";
  for (const CommandSpec& command : Commands()) {
    if (!command.hidden) PrintCommand(command, language, out);
  }
  out << ".SH OPTIONS\n";
  PrintOptionRows(GlobalOptions(), language, out);
  out << ".SH " << Say(language, "CODES DE SORTIE", "EXIT STATUS") << "\n";
  PrintExitCodes(language, out);
  out << ".SH " << Say(language, "ENVIRONNEMENT", "ENVIRONMENT")
      << "\n.TP\n.B VIGIE_SERVER, VIGIE_FORMAT, VIGIE_LANG...\n"
      << Say(language,
             "valeur d’une option de toutes les commandes, sous son nom en "
             "capitales",
             "value of an option of every command, under its name in capitals")
      << "\n.TP\n.B NO_COLOR\n"
      << Say(language, "sans couleurs", "no colours")
      << "\n.TP\n.B VIGIE_PAGER, PAGER\n"
      << Say(language,
             "pagineur quand la sortie est un terminal ; vide : aucun",
             "pager where the output is a terminal; empty: none")
      << "\n.SH " << Say(language, "FICHIERS", "FILES")
      << "\n.TP\n.B $VIGIE_CONFIG, ~/.config/vigie/client.toml, "
         "/etc/vigie/client.toml\n"
      << Say(language,
             "le premier qui existe : nom = valeur, sous [commande] pour les "
             "options d’une seule",
             "the first that is there: name = value, under [command] for the "
             "options of one")
      << "\n.TP\n.B ~/.local/state/vigie/history\n"
      << Say(language, "historique de vigie shell", "history of vigie shell")
      << "\n";
  return out.str();
}

}  // namespace vigie::client
