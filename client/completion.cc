#include "client/completion.h"

#include <algorithm>
#include <filesystem>

#include "client/facet_keys.h"
#include "client/shell_words.h"

namespace vigie::client {
namespace {

namespace fs = std::filesystem;

bool Begins(const std::string& text, const std::string& beginning) {
  return text.compare(0, beginning.size(), beginning) == 0;
}

// What the words before the last one say.
struct Place {
  const CommandSpec* command = nullptr;
  const OptionSpec* option = nullptr;  // whose value is being typed
  size_t positionals = 0;              // words behind the command
  bool only_words = false;             // behind "--"
};

const OptionSpec* OptionOf(const std::string& word, const Place& place) {
  const auto find = [&](const std::vector<OptionSpec>& options) {
    for (const OptionSpec& option : options) {
      if (option.positional) continue;
      const bool letter = word.size() == 2 && word[1] == option.letter;
      if (letter || word == "--" + option.name) return &option;
    }
    return static_cast<const OptionSpec*>(nullptr);
  };
  const OptionSpec* found = find(GlobalOptions());
  if (found == nullptr && place.command) found = find(place.command->options);
  return found;
}

Place PlaceOf(const std::vector<std::string>& words) {
  Place place;
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string& word = words[i];
    if (place.option != nullptr) {
      place.option = nullptr;
    } else if (word == "--") {
      place.only_words = true;
    } else if (!place.only_words && word.size() > 1 && word[0] == '-') {
      const OptionSpec* option = OptionOf(word, place);
      if (option != nullptr && !option->IsFlag()) place.option = option;
    } else if (place.command == nullptr) {
      place.command = FindCommand(word);
    } else {
      ++place.positionals;
    }
  }
  return place;
}

Candidates Paths(const std::string& typed, bool directories_only) {
  Candidates candidates;
  const fs::path path(typed);
  const fs::path folder = path.parent_path();
  std::error_code error;
  for (fs::directory_iterator it(folder.empty() ? "." : folder, error), end;
       !error && it != end; it.increment(error)) {
    const bool directory = it->is_directory(error);
    const std::string name = it->path().filename().string();
    if (!Begins(name, path.filename().string())) continue;
    if (!directory && directories_only) continue;
    candidates.push_back(
        {(folder / name).string() + (directory ? "/" : ""), ""});
  }
  return candidates;
}

Candidates Beginning(Candidates candidates, const std::string& typed) {
  candidates.erase(std::remove_if(candidates.begin(), candidates.end(),
                                  [&](const Candidate& candidate) {
                                    return !Begins(candidate.text, typed);
                                  }),
                   candidates.end());
  return candidates;
}

Candidates FacetKeys(const std::string& before, const std::string& typed,
                     const std::string& after, Language language) {
  Candidates candidates;
  for (const std::string& name : FacetKeyNames(language)) {
    candidates.push_back({before + name + after, ""});
  }
  return Beginning(candidates, before + typed);
}

Candidates CommandNames(const std::string& typed, Language language) {
  Candidates candidates;
  for (const CommandSpec& command : Commands()) {
    if (command.hidden) continue;
    candidates.push_back({command.name, Say(language, command.help)});
  }
  return Beginning(candidates, typed);
}

// The value of `option`, of which `typed` stands there already.
Candidates ValuesOf(const OptionSpec& option, const std::string& typed,
                    Language language, const AskValues& ask) {
  Candidates candidates;
  for (const std::string& choice : option.choices) {
    candidates.push_back({choice, ""});
  }
  if (!candidates.empty()) return Beginning(candidates, typed);
  const size_t comma = typed.rfind(',');
  const size_t done = comma == typed.npos ? 0 : comma + 1;
  switch (option.completion) {
    case Completion::kNone:
      return {};
    case Completion::kCommand:
      return CommandNames(typed, language);
    case Completion::kFile:
      return Paths(typed, false);
    case Completion::kDirectory:
      return Paths(typed, true);
    case Completion::kFacetKey:
      return FacetKeys("", typed, "", language);
    case Completion::kFacetKeys:
      return FacetKeys(typed.substr(0, done), typed.substr(done), "", language);
    case Completion::kFacetValue:
      if (typed.find('=') == typed.npos) {
        return FacetKeys("", typed, "=", language);
      }
      return ask(option.completion, typed);
    case Completion::kEntity:
    case Completion::kQuery:
      return typed.empty() ? Candidates() : ask(option.completion, typed);
  }
  return {};
}

void AddOptions(const std::vector<OptionSpec>& options, Language language,
                Candidates* candidates) {
  for (const OptionSpec& option : options) {
    if (option.positional) continue;
    candidates->push_back({"--" + option.name, Say(language, option.help)});
  }
}

// "--name=value": the value is completed behind its option.
Candidates Joined(const std::string& word, size_t equals, const Place& place,
                  Language language, const AskValues& ask) {
  const std::string name = word.substr(0, equals);
  const OptionSpec* option = OptionOf(name, place);
  if (option == nullptr || option->IsFlag()) return {};
  Candidates candidates =
      ValuesOf(*option, word.substr(equals + 1), language, ask);
  for (Candidate& candidate : candidates) {
    candidate.text.insert(0, name + "=");
  }
  return candidates;
}

}  // namespace

Candidates Complete(const std::vector<std::string>& words, Language language,
                    const AskValues& ask) {
  const std::string typed = words.empty() ? "" : words.back();
  const Place place = PlaceOf(words);
  if (place.option != nullptr) {
    return ValuesOf(*place.option, typed, language, ask);
  }
  Candidates candidates;
  if (!place.only_words && Begins(typed, "-")) {
    const size_t equals = typed.find('=');
    if (equals != typed.npos) {
      return Joined(typed, equals, place, language, ask);
    }
    if (place.command)
      AddOptions(place.command->options, language, &candidates);
    AddOptions(GlobalOptions(), language, &candidates);
    return Beginning(candidates, typed);
  }
  if (place.command == nullptr) {
    return CommandNames(typed, language);
  }
  size_t position = 0;
  for (const OptionSpec& option : place.command->options) {
    if (!option.positional) continue;
    if (position++ == place.positionals || option.TakesMany()) {
      return ValuesOf(option, typed, language, ask);
    }
  }
  return {};
}

std::vector<std::string> ForLineEditor(const Candidates& candidates,
                                       const std::string& line,
                                       const std::string& word) {
  const SplitLine split = SplitWords(line);
  const std::string& typed = split.words.back();
  // ':' and '=' are words of their own to bash.
  const std::string own =
      word == ":" || word == "=" || split.open_quote != 0 ? "" : word;
  const bool cut =
      own.size() <= typed.size() &&
      typed.compare(typed.size() - own.size(), own.size(), own) == 0;
  size_t before = cut ? typed.size() - own.size() : 0;
  if (split.open_quote != 0) {
    const size_t mark = typed.find_last_of(":=");
    before = mark == typed.npos ? 0 : mark + 1;
  }
  std::vector<std::string> replies;
  for (const Candidate& candidate : candidates) {
    // Bash would put what all have in common in place of what was typed.
    if (!Begins(candidate.text, typed)) continue;
    std::string reply;
    for (const char c : candidate.text.substr(before)) {
      const bool plain = split.open_quote != 0 ||
                         std::string(" \t\"'\\$`&|;<>()*?[]{}!#~").find(c) ==
                             std::string::npos;
      if (!plain) reply += '\\';
      reply += c;
    }
    replies.push_back(reply);
  }
  return replies;
}

std::string CompletionScript(const std::string& shell) {
  if (shell == "bash") {
    return R"sh(# bash: eval "$(vigie completion bash)"
_vigie() {
  mapfile -t COMPREPLY < <("${COMP_WORDS[0]}" __complete --bash \
    "${COMP_LINE:0:COMP_POINT}" "${COMP_WORDS[COMP_CWORD]}" 2>/dev/null)
  if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=/] ]]; then
    compopt -o nospace
  fi
}
complete -F _vigie vigie
)sh";
  }
  if (shell == "zsh") {
    return R"sh(#compdef vigie
_vigie() {
  local -a values described
  local value help
  while IFS=$'\t' read -r value help; do
    values+=("$value")
    described+=("$value${help:+  -- $help}")
  done < <("${words[1]}" __complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)
  (( $#values )) && compadd -U -l -d described -a values
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _vigie "$@"
else
  compdef _vigie vigie
fi
)sh";
  }
  return R"sh(complete -c vigie -f -a \
  '(vigie __complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
)sh";
}

}  // namespace vigie::client
