// What a shell proposes while a command line is typed.
#ifndef VIGIE_CLIENT_COMPLETION_H_
#define VIGIE_CLIENT_COMPLETION_H_

#include <functional>
#include <string>
#include <vector>

#include "client/option_table.h"

namespace vigie::client {

struct Candidate {
  std::string text;  // the whole word, as it would be typed without quotes
  std::string help;  // empty: says enough by itself
};
using Candidates = std::vector<Candidate>;

// Values that only a server knows: of a kind of completion, for what is typed
// of it. Of kFacetValue: KEY=VALUE.
using AskValues =
    std::function<Candidates(Completion kind, const std::string& typed)>;

// For the last of `words`, which may be empty; the program's name is not among
// them. In the order of the option table, or as `ask` gives them.
Candidates Complete(const std::vector<std::string>& words, Language language,
                    const AskValues& ask);

// Of "bash", "zsh" or "fish": a script that asks `vigie __complete`.
std::string CompletionScript(const std::string& shell);

// Candidates as bash and editors like its own take them for `line`: quoted
// where needed and without what stands before `word`, since they split words at
// ':' and '=' as well. Only those that begin with what was typed.
std::vector<std::string> ForLineEditor(const Candidates& candidates,
                                       const std::string& line,
                                       const std::string& word);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_COMPLETION_H_
