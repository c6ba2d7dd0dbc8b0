// vigie-dictionary lower-case-words: words that texts write in lower case
// although the French lexicon lacks them, so that no company of that name
// stands alone.
#ifndef VIGIE_TOOLS_DICTIONARY_LOWER_CASE_WORDS_COMMAND_H_
#define VIGIE_TOOLS_DICTIONARY_LOWER_CASE_WORDS_COMMAND_H_

#include <istream>
#include <ostream>

#include "vigie/status.h"

namespace vigie::tools {

// Reads JSON Lines with "text" from `in`; writes folded words, sorted, one per
// line: those seen in lower case, inside a sentence, at least 20 times, or at
// least 5 times and oftener than with a capital.
Status ListLowerCaseWords(std::istream& in, std::ostream& out);

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_DICTIONARY_LOWER_CASE_WORDS_COMMAND_H_
