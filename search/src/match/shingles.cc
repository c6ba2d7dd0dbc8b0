#include "match/shingles.h"

#include <algorithm>
#include <string_view>

namespace vigie::match {
namespace {

constexpr double kLeastResemblance = 0.5;
constexpr double kLeastContainment = 0.8;

// FNV-1a.
uint64_t HashOf(std::string_view word) {
  uint64_t hash = 0xCBF29CE484222325U;
  for (const char byte : word) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
  }
  return hash;
}

}  // namespace

std::vector<uint64_t> Shingles(const index::Segment& segment, uint32_t doc) {
  index::DocumentTokens tokens;
  segment.ReadTokens(doc, &tokens);
  std::vector<uint64_t> words;
  for (size_t i = tokens.title_positions; i < tokens.codes.size(); ++i) {
    words.push_back(HashOf(segment.vocabulary().form(tokens.codes[i])));
  }
  std::vector<uint64_t> shingles;
  if (words.empty()) return shingles;
  const size_t length = std::min(words.size(), kShingleWords);
  for (size_t begin = 0; begin + length <= words.size(); ++begin) {
    uint64_t hash = 0;
    for (size_t i = 0; i < length; ++i) {
      hash = (hash ^ words[begin + i]) * 0x9E3779B97F4A7C15U;
      hash ^= hash >> 29U;
    }
    shingles.push_back(hash);
  }
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

Wording CompareWording(const std::vector<uint64_t>& a,
                       const std::vector<uint64_t>& b) {
  if (a.empty() || b.empty()) return {};
  size_t shared = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) ++shared;
    const bool advance_a = a[i] <= b[j];
    const bool advance_b = b[j] <= a[i];
    i += advance_a ? 1 : 0;
    j += advance_b ? 1 : 0;
  }
  const auto both = static_cast<double>(shared);
  return {both / static_cast<double>(a.size() + b.size() - shared),
          both / static_cast<double>(std::min(a.size(), b.size()))};
}

bool IsNearDuplicate(const Wording& wording) {
  return wording.resemblance >= kLeastResemblance ||
         wording.containment >= kLeastContainment;
}

}  // namespace vigie::match
