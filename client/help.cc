#include "client/help.h"

#include <algorithm>
#include <sstream>

#include "client/terminal.h"

namespace vigie::client {
namespace {

constexpr size_t kColumn = 30;

// One entry: what to type, then what it does in a column of its own.
void Entry(const std::string& typed, const std::string& help,
           std::ostream& out) {
  const size_t width = DisplayWidth(typed) + 2;
  out << "  " << typed;
  if (width + 2 > kColumn) {
    out << "\n" << std::string(kColumn, ' ');
  } else {
    out << std::string(kColumn - width, ' ');
  }
  out << help << "\n";
}

void PrintOptions(const std::vector<OptionSpec>& options, Language language,
                  std::ostream& out) {
  for (const OptionSpec& option : options) {
    if (option.positional) continue;
    Entry(OptionUsage(option, language), Say(language, option.help), out);
  }
}

void PrintExamples(const std::vector<std::string>& examples,
                   std::ostream& out) {
  for (const std::string& example : examples) {
    out << "  vigie " << example << "\n";
  }
}

}  // namespace

std::string OptionUsage(const OptionSpec& option, Language language) {
  std::string value = Say(language, option.value);
  if (option.positional) {
    if (option.TakesMany()) value += "...";
    return option.required ? value : "[" + value + "]";
  }
  std::string usage = "--" + option.name;
  if (option.letter != 0)
    usage = std::string("-") + option.letter + ", " + usage;
  return value.empty() ? usage : usage + " " + value;
}

std::string ProgramHelp(Language language) {
  std::ostringstream out;
  out << Say(language, "vigie : recherche dans la presse française\n\n",
             "vigie: search in French news\n\n");
  PrintExamples(
      {"search 'Broadcom OU concept:\"chip IP\"'", "mentions OpenAI --kwic",
       "facets Microsoft --by organization,month", "search --help"},
      out);
  out << Say(language, "\nCommandes\n", "\nCommands\n");
  for (const CommandSpec& command : Commands()) {
    if (!command.hidden) Entry(command.name, Say(language, command.help), out);
  }
  out << Say(language, "\nOptions de toutes les commandes\n",
             "\nOptions of every command\n");
  PrintOptions(GlobalOptions(), language, out);
  Entry("-h, --help", Say(language, "affiche cette aide", "prints this help"),
        out);
  Entry("--version", Say(language, "affiche la version", "prints the version"),
        out);
  return out.str();
}

std::string CommandHelp(const CommandSpec& command, Language language) {
  std::ostringstream out;
  out << "vigie " << command.name;
  for (const OptionSpec& option : command.options) {
    if (option.positional) out << " " << OptionUsage(option, language);
  }
  out << Say(language, " : ", ": ") << Say(language, command.help) << "\n\n";
  PrintExamples(command.examples, out);
  for (const OptionSpec& option : command.options) {
    if (!option.positional) continue;
    out << "\n";
    Entry(OptionUsage(option, language), Say(language, option.help), out);
  }
  const bool any =
      std::any_of(command.options.begin(), command.options.end(),
                  [](const OptionSpec& option) { return !option.positional; });
  if (any) out << "\nOptions\n";
  PrintOptions(command.options, language, out);
  out << Say(language, "\nOptions de toutes les commandes : vigie --help\n",
             "\nOptions of every command: vigie --help\n");
  return out.str();
}

}  // namespace vigie::client
