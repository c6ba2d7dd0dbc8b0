// Sentence boundaries of French prose.
#ifndef VIGIE_ANALYSIS_SENTENCES_H_
#define VIGIE_ANALYSIS_SENTENCES_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace vigie::analysis {

// Appends the bytes of `paragraph` (counted from `base`) at which a sentence
// begins, its first byte excluded. ICU's rules with the French suppressions
// ("fr@ss=standard"), less the boundaries after initials and titles (M., J.).
// Thread-safe; each thread keeps one break iterator. O(bytes).
void FindSentenceStarts(std::string_view paragraph, uint32_t base,
                        std::vector<uint32_t>* starts);

}  // namespace vigie::analysis

#endif  // VIGIE_ANALYSIS_SENTENCES_H_
