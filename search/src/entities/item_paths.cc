#include "entities/item_paths.h"

#include <algorithm>

#include "entities/surface.h"

namespace vigie::entities {
namespace {

using analysis::Token;

constexpr size_t kMostPaths = 32;

void CollectPaths(const Lattice& lattice, uint32_t position, TokenPath* path,
                  std::vector<TokenPath>* paths) {
  if (paths->size() >= kMostPaths) return;
  if (position >= lattice.positions()) {
    if (!path->empty()) paths->push_back(*path);
    return;
  }
  for (uint32_t i = lattice.first_token(position);
       i < lattice.end_token(position); ++i) {
    if (!IsReading(lattice.token(i))) continue;
    path->push_back(i);
    CollectPaths(lattice, position + lattice.token(i).length, path, paths);
    path->pop_back();
  }
}

}  // namespace

std::vector<TokenPath> ReadingsOf(const Lattice& lattice) {
  std::vector<TokenPath> paths;
  TokenPath path;
  CollectPaths(lattice, 0, &path, &paths);
  return paths;
}

bool HasGaps(const Lattice& lattice, const TokenPath& path) {
  for (size_t i = 1; i < path.size(); ++i) {
    if (!JoinsWords(
            lattice.gap(lattice.token(path[i - 1]), lattice.token(path[i])))) {
      return true;
    }
  }
  return false;
}

std::string WithoutHyphens(std::string word) {
  word.erase(std::remove(word.begin(), word.end(), '-'), word.end());
  return word;
}

std::string ExactSurface(std::string_view surface, bool is_acronym) {
  std::string plain = PlainTypography(surface);
  if (is_acronym) {
    plain.erase(std::remove(plain.begin(), plain.end(), '.'), plain.end());
  }
  return plain;
}

std::string CoreSurface(const Lattice& lattice) {
  if (lattice.positions() == 0) return "";
  const Token& first = lattice.plain(0);
  const Token& last = lattice.plain(lattice.positions() - 1);
  const uint32_t begin =
      first.range.begin -
      static_cast<uint32_t>(
          ElidedWordBefore(lattice.text(), first.range.begin).size());
  return ExactSurface(lattice.slice({begin, last.range.end}),
                      (first.rules & analysis::kRuleAcronym) != 0);
}

std::string LeadOf(const Lattice& lattice, const TokenPath& path) {
  return PlainTypography(ElidedWordBefore(
      lattice.text(), lattice.token(path.front()).range.begin));
}

bool IsReading(const Token& token) {
  return (token.flags & analysis::kVariant) == 0 ||
         (token.rules & analysis::kRuleAddress) == 0;
}

}  // namespace vigie::entities
