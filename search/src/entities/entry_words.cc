#include "entities/entry_words.h"

#include "analysis/analyzer.h"

namespace vigie::entities {

void CheckWords(const std::string& text, const std::string& field,
                JsonFaults* faults) {
  const uint32_t words = analysis::Analyze(text).positions;
  if (words == 0) {
    faults->Add(field, "write at least one word");
  } else if (words > kLongestItemWords) {
    faults->Add(
        field, "write at most " + std::to_string(kLongestItemWords) + " words");
  }
}

}  // namespace vigie::entities
