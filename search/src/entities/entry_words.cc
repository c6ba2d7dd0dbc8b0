#include "entities/entry_words.h"

#include "analysis/analyzer.h"

namespace vigie::entities {

namespace {

// Whether `text` surely has 1 to kLongestItemWords words: plain letters and
// few other characters to part them. Spares most texts the analysis.
bool SurelyFew(const std::string& text) {
  uint32_t others = 0;
  bool letter = false;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool accented = static_cast<unsigned char>(c) >= 0x80;
    letter = letter || plain;
    if (!plain && !accented) ++others;
    if (c == '#') return false;
  }
  return letter && text.size() < 200 && others < kLongestItemWords / 2;
}

}  // namespace

void CheckWords(const std::string& text, const std::string& field,
                JsonFaults* faults) {
  if (SurelyFew(text)) return;
  const uint32_t words = analysis::Analyze(text).positions;
  if (words == 0) {
    faults->Add(field, "write at least one word");
  } else if (words > kLongestItemWords) {
    faults->Add(
        field, "write at most " + std::to_string(kLongestItemWords) + " words");
  }
}

}  // namespace vigie::entities
