#include "analysis/lexicon.h"

namespace vigie::analysis {

std::optional<LexiconEntry> FindInLexicon(std::string_view) {
  return std::nullopt;
}
void ReplaceByLemma(const LexiconEntry&, std::string*) {}
std::optional<LexiconCompound> FindCompound(std::string_view) {
  return std::nullopt;
}
uint64_t LexiconHash() { return 0; }

}  // namespace vigie::analysis
