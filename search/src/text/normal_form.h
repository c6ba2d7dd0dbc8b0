// Typographic normal form of a text, with a byte map back to its source.
#ifndef VIGIE_TEXT_NORMAL_FORM_H_
#define VIGIE_TEXT_NORMAL_FORM_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/character.h"

namespace vigie::text {

// The four arrays run in parallel: byte i of `lower` belongs to a character
// of `kind[i]` that stands at source bytes [begin[i], end[i]). Composed
// characters cover their marks; what was ignored belongs to no character.
struct NormalText {
  std::string lower;  // CharInfo::lower of each character, composed (NFC)
  std::vector<CharKind> kind;
  std::vector<uint32_t> begin;
  std::vector<uint32_t> end;

  size_t size() const { return lower.size(); }
};

// Normalises `source`. Positions in the map count from `base`. Ill-formed
// bytes become one kOther character (a space) each, so no word holds them.
// `out` is overwritten; its memory is reused. O(bytes).
void Normalize(std::string_view source, uint32_t base, NormalText* out);

// What folding did, as bit flags.
enum FoldEffect : uint8_t { kFoldAccent = 1U << 0, kFoldLigature = 1U << 1 };

// Appends `lower` (a piece of NormalText::lower) without accents and with
// ligatures split. Returns FoldEffect bits.
uint8_t AppendFolded(std::string_view lower, std::string* out);

}  // namespace vigie::text

#endif  // VIGIE_TEXT_NORMAL_FORM_H_
