// The command line, the environment and the configuration file become Options.
#include "client/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <map>
#include <string>

#include "client/config_file.h"
#include "client/did_you_mean.h"
#include "client/help.h"
#include "client/option_table.h"

namespace vigie::client {
namespace {

using Values = std::vector<std::string>;

constexpr char kCompleteCommand[] = "__complete";

// "server" -> "VIGIE_SERVER".
std::string EnvironmentName(const std::string& option) {
  std::string name = "VIGIE_";
  for (const char c : option) {
    name += c == '-'               ? '_'
            : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A')
                                   : c;
  }
  return name;
}

// Messages are in the language asked for even where parsing fails, so that it
// is looked up beforehand.
Language LanguageOf(const Values& arguments, const ConfigFile& file) {
  std::string name;
  for (const ConfigLine& line : file.lines) {
    if (line.name == "lang" && !line.values.empty()) name = line.values.back();
  }
  const char* environment = std::getenv("VIGIE_LANG");
  if (environment != nullptr && *environment != '\0') name = environment;
  for (size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    if (arguments[i].rfind("--lang=", 0) == 0) name = arguments[i].substr(7);
    if (arguments[i] == "--lang" && i + 1 < arguments.size()) {
      name = arguments[i + 1];
    }
  }
  return name == "en" ? Language::kEnglish : Language::kFrench;
}

// One program with its commands, as CLI11 splits a line. Values are stored as
// typed; Assign gives them meaning.
class CommandLine {
 public:
  CommandLine() : app_("", "vigie") {
    app_.fallthrough();
    app_.require_subcommand(0, 1);
    app_.set_help_flag("-h,--help");
    app_.set_version_flag("--version", "vigie " VIGIE_CLIENT_VERSION);
    AddOptions(GlobalOptions(), &app_);
    for (const CommandSpec& command : Commands()) {
      CLI::App* sub = app_.add_subcommand(command.name);
      sub->set_help_flag("-h,--help");
      AddOptions(command.options, sub);
      subs_[sub] = &command;
    }
  }

  CLI::App& app() { return app_; }

  // Null: none was given.
  const CommandSpec* command() const {
    const auto chosen = app_.get_subcommands();
    return chosen.empty() ? nullptr : subs_.at(chosen.front());
  }

  // Words behind the command that no option takes.
  Values Remaining() const { return app_.remaining(true); }

  // Calls `take` with each option that was given, and its values.
  template <typename Take>
  void ForEachGiven(Take take) const {
    for (const auto& [option, spec] : given_) {
      if (option->count() > 0) take(*spec, option->results());
    }
  }

 private:
  void AddOptions(const std::vector<OptionSpec>& options, CLI::App* app) {
    for (const OptionSpec& option : options) {
      std::string names = option.positional ? option.name : "--" + option.name;
      if (option.letter != 0)
        names = std::string("-") + option.letter + "," + names;
      CLI::Option* added = nullptr;
      if (option.IsFlag()) {
        added = app->add_flag(names);
      } else if (option.TakesMany()) {
        added = app->add_option(names, lists_.emplace_back());
        if (!option.positional) added->allow_extra_args(false);
      } else {
        added = app->add_option(names, texts_.emplace_back());
      }
      added->required(option.required);
      given_.emplace_back(added, &option);
    }
  }

  CLI::App app_;
  std::deque<std::string> texts_;
  std::deque<Values> lists_;
  std::map<const CLI::App*, const CommandSpec*> subs_;
  std::vector<std::pair<const CLI::Option*, const OptionSpec*>> given_;
};

// Where a wrong setting stands, for its message: "--limit", "VIGIE_FORMAT".
int Refuse(const std::string& place, const std::string& fault,
           Language language) {
  std::cerr << Say(language, "vigie : ", "vigie: ") << place
            << (fault.empty() ? "" : " ") << fault << "\n"
            << Say(language, "Voir vigie --help\n", "See vigie --help\n");
  return kExitUsage;
}

// A server named by a later layer stands above an index of an earlier one.
class Layer {
 public:
  explicit Layer(Options* options) : options_(*options) {}

  std::string Take(const OptionSpec& option, const Values& values) {
    server_ = server_ || option.name == "server";
    index_ = index_ || option.name == "index";
    const std::string fault = Assign(option, values, &options_);
    if (server_ && !index_) options_.index.clear();
    return fault;
  }

 private:
  Options& options_;
  bool server_ = false;
  bool index_ = false;
};

std::optional<int> ApplyConfig(const ConfigFile& file,
                               const CommandSpec& command, Options* options) {
  const Language language = options->language;
  if (!file.readable) {
    return Refuse(file.path, Say(language, "ne peut être lu", "cannot be read"),
                  language);
  }
  Layer layer(options);
  for (const ConfigLine& line : file.lines) {
    const CommandSpec* section =
        line.command.empty() ? nullptr : FindCommand(line.command);
    const OptionSpec* option =
        FindOption(section ? section->options : GlobalOptions(), line.name);
    const std::string place = file.path + ": " + line.name;
    if (option == nullptr || option->positional || line.values.empty()) {
      return Refuse(place, Say(language, "est inconnu", "is not known"),
                    language);
    }
    if (option->name == "lang" || (section && section != &command)) continue;
    if (option->IsFlag() && line.values.back() != "true") continue;
    const std::string fault = layer.Take(*option, line.values);
    if (!fault.empty()) return Refuse(place, fault, language);
  }
  return std::nullopt;
}

std::optional<int> ApplyEnvironment(Options* options) {
  Layer layer(options);
  for (const OptionSpec& option : GlobalOptions()) {
    if (option.IsFlag() || option.name == "lang") continue;
    const std::string name = EnvironmentName(option.name);
    const char* value = std::getenv(name.c_str());
    if (value == nullptr || *value == '\0') continue;
    const std::string fault = layer.Take(option, {value});
    if (!fault.empty()) return Refuse(name, fault, options->language);
  }
  return std::nullopt;
}

std::optional<int> ApplyLine(const CommandLine& line, Options* options) {
  Layer layer(options);
  std::optional<int> code;
  line.ForEachGiven([&](const OptionSpec& option, const Values& values) {
    if (code) return;
    const std::string fault = layer.Take(option, values);
    if (fault.empty()) return;
    code = Refuse((option.positional ? "" : "--") + option.name, fault,
                  options->language);
  });
  return code;
}

// " ; vouliez-vous dire « search » ?", or nothing.
std::string Nearest(const std::string& typed, const Values& known,
                    Language language) {
  const std::string nearest = DidYouMean(typed, known);
  if (nearest.empty()) return "";
  return Say(language, " ; vouliez-vous dire ", "; did you mean ") + nearest +
         Say(language, " ?", "?");
}

int RefuseWord(const std::string& word, const CommandSpec* command,
               Language language) {
  Values known;
  if (word.rfind("--", 0) == 0) {
    for (const OptionSpec& option : GlobalOptions()) {
      known.push_back("--" + option.name);
    }
    if (command != nullptr) {
      for (const OptionSpec& option : command->options) {
        if (!option.positional) known.push_back("--" + option.name);
      }
    }
    const std::string name = word.substr(0, word.find('='));
    return Refuse(
        name,
        Say(language, "est une option inconnue", "is an unknown option") +
            Nearest(name, known, language),
        language);
  }
  if (command != nullptr) {
    return Refuse(word,
                  Say(language,
                      "est de trop ; une requête de plusieurs mots "
                      "se met entre apostrophes",
                      "is one word too many; a query of several words goes "
                      "between quotes"),
                  language);
  }
  for (const CommandSpec& each : Commands()) {
    if (!each.hidden) known.push_back(each.name);
  }
  return Refuse(
      word,
      Say(language, "est une commande inconnue", "is an unknown command") +
          Nearest(word, known, language),
      language);
}

// The first thing that a command needs and was not given.
std::string Missing(const CommandSpec& command, Language language) {
  std::string needed;
  for (const OptionSpec& option : command.options) {
    if (!option.required) continue;
    needed += (needed.empty() ? "" : " ") + OptionUsage(option, language);
  }
  return needed;
}

int RefuseLine(const CommandLine& line, const CLI::ParseError& error,
               Language language) {
  const Values remaining = line.Remaining();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) && !remaining.empty()) {
    return RefuseWord(remaining.front(), line.command(), language);
  }
  if (dynamic_cast<const CLI::RequiredError*>(&error) && line.command()) {
    return Refuse(
        line.command()->name,
        Say(language, "attend ", "takes ") + Missing(*line.command(), language),
        language);
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error)) {
    const std::string what = error.what();
    return Refuse(what.substr(0, what.find_first_of(": ")),
                  Say(language, "attend une valeur, une seule fois",
                      "takes one value, once"),
                  language);
  }
  return Refuse(error.what(), "", language);
}

// Prints help and version as well. Nothing: `line` has a command.
std::optional<int> Split(int argc, const char* const* argv, Language language,
                         CommandLine* line) {
  try {
    line->app().parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const CommandSpec* command = line->command();
    std::cout << (command ? CommandHelp(*command, language)
                          : ProgramHelp(language));
    return kExitOk;
  } catch (const CLI::CallForVersion& version) {
    std::cout << version.what() << "\n";
    return kExitOk;
  } catch (const CLI::ParseError& error) {
    return RefuseLine(*line, error, language);
  }
  if (line->command() != nullptr) return std::nullopt;
  return Refuse(Say(language, "il manque une commande", "a command is missing"),
                "", language);
}

}  // namespace

ParsedCommand ParseShellLine(const std::vector<std::string>& words,
                             const Options& session) {
  ParsedCommand parsed;
  parsed.options = session;
  std::vector<const char*> argv = {"vigie"};
  for (const std::string& word : words) argv.push_back(word.c_str());
  CommandLine line;
  parsed.exit_code = Split(static_cast<int>(argv.size()), argv.data(),
                           session.language, &line);
  if (parsed.exit_code) return parsed;
  parsed.options.verb = line.command()->verb;
  // What the file says for every command has become part of the session.
  ConfigFile file = ReadConfigFile();
  const auto of_all = [](const ConfigLine& entry) {
    return entry.command.empty();
  };
  file.lines.erase(std::remove_if(file.lines.begin(), file.lines.end(), of_all),
                   file.lines.end());
  parsed.exit_code = ApplyConfig(file, *line.command(), &parsed.options);
  if (!parsed.exit_code) parsed.exit_code = ApplyLine(line, &parsed.options);
  return parsed;
}

ParsedCommand ParseCommandLine(int argc, const char* const* argv) {
  ParsedCommand parsed;
  Options& options = parsed.options;
  const Values arguments(argv + std::min(argc, 1), argv + argc);
  const ConfigFile file = ReadConfigFile();
  options.language = LanguageOf(arguments, file);
  CommandLine line;
  const CommandSpec* command = FindCommand(kCompleteCommand);
  // What is being typed is not yet a command line.
  if (!arguments.empty() && arguments[0] == kCompleteCommand) {
    options.words.assign(arguments.begin() + 1, arguments.end());
  } else {
    parsed.exit_code = Split(argc, argv, options.language, &line);
    command = line.command();
  }
  if (parsed.exit_code) return parsed;
  options.verb = command->verb;
  parsed.exit_code = ApplyConfig(file, *command, &options);
  if (!parsed.exit_code) parsed.exit_code = ApplyEnvironment(&options);
  if (!parsed.exit_code) parsed.exit_code = ApplyLine(line, &options);
  return parsed;
}

}  // namespace vigie::client
