#include "entities/agreement.h"

#include <string>

#include "entities/surface.h"

namespace vigie::entities {
namespace {

std::string AsciiLower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// A word of the language that is capitalised for its place alone.
constexpr uint16_t kCommonWordFirst =
    analysis::kSentenceInitial | analysis::kInLexicon;

}  // namespace

bool CapitalsAgree(uint32_t capitals, uint32_t words, const Lattice& lattice,
                   const Positions& at) {
  const uint32_t compared = words == at.end - at.begin ? words : 1;
  for (uint32_t i = 0; i < compared; ++i) {
    const uint16_t flags = lattice.plain(at.begin + i).flags;
    if ((capitals >> i & 1U) != 0 && (flags & analysis::kCapitalized) == 0) {
      return false;
    }
  }
  return true;
}

bool LeadsAgree(std::string_view wanted, std::string_view found,
                CasePolicy policy) {
  const std::string plain = PlainTypography(found);
  if (plain == wanted) return true;
  const std::string lower = AsciiLower(wanted);
  if (policy == CasePolicy::kCapitalized && wanted != lower) return false;
  return AsciiLower(plain) == lower;
}

bool StandsApart(const Lattice& lattice, const Positions& at) {
  const auto is_name = [&](const analysis::Token& word,
                           const analysis::Token& name) {
    const bool begins = (word.flags & kCommonWordFirst) == kCommonWordFirst;
    return word.sentence == name.sentence && !begins &&
           (word.flags & analysis::kCapitalized) != 0 &&
           (word.flags & analysis::kStopWord) == 0;
  };
  if (at.begin > 0) {
    const analysis::Token& first = lattice.plain(at.begin);
    const analysis::Token& before = lattice.plain(at.begin - 1);
    if (lattice.gap(before, first) == " " && is_name(before, first)) {
      return false;
    }
  }
  if (at.end >= lattice.positions()) return true;
  const analysis::Token& last = lattice.plain(at.end - 1);
  const analysis::Token& after = lattice.plain(at.end);
  return lattice.gap(last, after) != " " || !is_name(after, last);
}

Place PlaceOf(Field field, const std::vector<const analysis::Token*>& path) {
  const analysis::Token& first = *path.front();
  const analysis::Token& last = *path.back();
  Place place;
  place.field = field;
  place.positions = {first.position, last.position + last.length};
  place.range = {first.range.begin, last.range.end};
  place.sentence = first.sentence;
  place.paragraph = first.paragraph;
  return place;
}

}  // namespace vigie::entities
