// THE table of commands and options: parsing, help, completion, man page,
// environment and configuration file all come from it.
#ifndef VIGIE_CLIENT_OPTION_TABLE_H_
#define VIGIE_CLIENT_OPTION_TABLE_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "client/options.h"

namespace vigie::client {

// What a shell proposes for a value, beside OptionSpec::choices.
enum class Completion {
  kNone,
  kCommand,
  kFile,
  kDirectory,
  kFacetKey,    // "organization"
  kFacetKeys,   // comma-separated
  kFacetValue,  // KEY=VALUE
  kEntity,      // an entity id
  kQuery,       // clauses of the query language
};

// Of a flag that clears a switch.
struct Off {
  bool Options::*field;
};
// Is given the value, already found among OptionSpec::choices; of a flag "".
using Choose = void (*)(const std::string& choice, Options* options);

// Where a value goes; a vector takes every value given.
using Target =
    std::variant<bool Options::*, Off, std::string Options::*,
                 std::vector<std::string> Options::*, uint32_t Options::*,
                 double Options::*, std::optional<uint32_t> Options::*, Choose>;

// One row. Made by Flag, Value and Argument; the members below change one
// thing of a copy.
struct OptionSpec {
  // Without dashes: "limit". Of a positional, in capitals: "QUERY".
  std::string name;
  Wording value;  // how help names the value; of flags empty
  Wording help;   // in a line
  Target target;
  char letter = 0;  // 'n' for -n
  std::vector<std::string> choices = {};
  double least = 0;  // of numbers, both ends allowed
  double most = std::numeric_limits<uint32_t>::max();
  Completion completion = Completion::kNone;
  bool positional = false;
  bool required = false;

  bool IsFlag() const;
  bool TakesMany() const;

  OptionSpec Letter(char short_name) const;
  OptionSpec Between(double lowest, double highest) const;
  OptionSpec OneOf(std::vector<std::string> values) const;
  OptionSpec Completed(Completion how) const;
  OptionSpec Required() const;
};

OptionSpec Flag(const char* name, Wording help, Target target);
OptionSpec Value(const char* name, Wording value, Wording help, Target target);
OptionSpec Argument(Wording value, Wording help, Target target);

struct CommandSpec {
  std::string name;
  Verb verb;
  Wording help;
  std::vector<OptionSpec> options;         // positionals first, in their order
  std::vector<std::string> examples = {};  // without the leading "vigie"
  bool hidden = false;                     // for scripts, not in help
};

// Valid as long as the program; thread-safe.
const std::vector<OptionSpec>& GlobalOptions();
const std::vector<CommandSpec>& Commands();

// Null: none of that name.
const CommandSpec* FindCommand(std::string_view name);
const OptionSpec* FindOption(const std::vector<OptionSpec>& options,
                             std::string_view name);

// Stores `values` where the option says. Explains in the user's language what
// is wrong with them; empty: they are right.
std::string Assign(const OptionSpec& option,
                   const std::vector<std::string>& values, Options* options);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_OPTION_TABLE_H_
