#include "entities/neighbours.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace vigie::entities {
namespace {

using analysis::Token;

constexpr uint32_t kMostWordsBetween = 3;

// Folded words that may stand between the names of a list.
constexpr std::array<std::string_view, 12> kSmallWords = {
    "a",  "au",  "aux", "chez", "dans", "de",
    "du", "des", "en",  "la",   "le",   "les"};

uint64_t KeyOf(Field field, uint32_t position) {
  return static_cast<uint64_t>(field) << 32U | position;
}

EntityType KindOf(EntityType type) {
  return type == EntityType::kAgency ? EntityType::kOrganization : type;
}

bool IsSmall(const Token& token) {
  return std::find(kSmallWords.begin(), kSmallWords.end(), token.form) !=
         kSmallWords.end();
}

bool Joins(const Token& token, EntityType type) {
  if (token.form == "et" || token.exact == "ou" || token.form == "ni") {
    return true;
  }
  return type == EntityType::kPlace &&
         (token.exact == "à" || token.form == "vers");
}

enum class Gap { kWords, kComma, kBracket, kOther };

Gap GapBetween(const Lattice& lattice, const Token& left, const Token& right) {
  const std::string_view gap = lattice.gap(left, right);
  if (left.sentence != right.sentence) return Gap::kOther;
  if (gap.substr(0, 2) == " (") return Gap::kBracket;
  if (gap.substr(0, 2) == ", ") return Gap::kComma;
  return gap.find_first_of(",;:.()\n-/") == std::string_view::npos
             ? Gap::kWords
             : Gap::kOther;
}

// Whether a comma, « et » or « ou » stands behind `place`.
bool ListGoesOn(const Lattice& lattice, const Place& place) {
  if (place.positions.end >= lattice.positions()) return false;
  const Token& next = lattice.plain(place.positions.end);
  const Gap gap =
      GapBetween(lattice, lattice.plain(place.positions.end - 1), next);
  return gap == Gap::kComma ||
         (gap == Gap::kWords && (next.form == "et" || next.exact == "ou"));
}

}  // namespace

void Neighbours::Add(const Place& place, EntityType type) {
  begins_.emplace(KeyOf(place.field, place.positions.begin), KindOf(type));
  ends_.emplace(KeyOf(place.field, place.positions.end), KindOf(type));
}

bool Neighbours::ShareAList(const Place& place, EntityType type) const {
  return StandsAfter(place, KindOf(type)) || StandsBefore(place, KindOf(type));
}

bool Neighbours::StandsAfter(const Place& place, EntityType type) const {
  const Lattice& lattice = evidence_.field(place.field);
  const uint32_t end = std::min(place.positions.end + kMostWordsBetween + 1,
                                lattice.positions());
  bool joined = false;
  for (uint32_t p = place.positions.end; p < end; ++p) {
    const Token& token = lattice.plain(p);
    const Gap gap = GapBetween(lattice, lattice.plain(p - 1), token);
    const bool first = p == place.positions.end;
    if (gap == Gap::kOther || (gap != Gap::kWords && !first) ||
        (gap == Gap::kBracket && type != EntityType::kPlace)) {
      return false;
    }
    joined = joined || gap != Gap::kWords;
    const auto name = begins_.find(KeyOf(place.field, p));
    if (name != begins_.end()) return joined && name->second == type;
    joined = joined || (first && Joins(token, type));
    if (!joined || (!IsSmall(token) && !Joins(token, type))) return false;
  }
  return false;
}

bool Neighbours::StandsBefore(const Place& place, EntityType type) const {
  const Lattice& lattice = evidence_.field(place.field);
  const uint32_t last = place.positions.begin;
  const uint32_t first =
      last > kMostWordsBetween ? last - kMostWordsBetween : 1;
  bool joined = false;
  for (uint32_t p = last; p >= first && p > 0; --p) {
    const Gap gap = GapBetween(lattice, lattice.plain(p - 1), lattice.plain(p));
    if (gap == Gap::kOther || gap == Gap::kBracket) return false;
    if (gap == Gap::kComma) {
      // « À Lyon, Florence parle » is no list.
      if (joined || !ListGoesOn(lattice, place)) return false;
      joined = true;
    }
    const auto name = ends_.find(KeyOf(place.field, p));
    if (name != ends_.end()) return joined && name->second == type;
    if (gap == Gap::kComma) return false;
    const Token& token = lattice.plain(p - 1);
    joined = joined || Joins(token, type);
    if (!IsSmall(token) && !Joins(token, type)) return false;
  }
  return false;
}

}  // namespace vigie::entities
