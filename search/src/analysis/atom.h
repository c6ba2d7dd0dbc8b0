// Atoms: maximal runs of letters and digits, with what stands between them.
#ifndef VIGIE_ANALYSIS_ATOM_H_
#define VIGIE_ANALYSIS_ATOM_H_

#include <cstdint>
#include <vector>

#include "text/normal_form.h"

namespace vigie::analysis {

// The one character that stands between an atom and the next one.
enum class Glue : uint8_t {
  kNone,  // several characters, another one, or the end
  kSpace,
  kApostrophe,
  kHyphen,
  kDot,
  kInnerDot,  // U+00B7, of inclusive writing
  kComma,
  kAmpersand,
  kParenthesis,  // opening
  kAt,
  kSlash,
};

struct Atom {
  uint32_t begin = 0;  // bytes of NormalText::lower, half-open
  uint32_t end = 0;
  uint16_t letters = 0;  // characters, at most 65,535
  uint16_t upper = 0;    // of them upper case
  uint16_t flags = 0;    // TokenFlag bits that the surface decides
  Glue glue = Glue::kNone;
  bool ascii = true;  // its lower form

  uint32_t size() const { return end - begin; }
};

// Overwrites `atoms`. O(bytes).
void FindAtoms(const text::NormalText& normal, std::vector<Atom>* atoms);

}  // namespace vigie::analysis

#endif  // VIGIE_ANALYSIS_ATOM_H_
