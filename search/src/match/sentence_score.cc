#include "match/sentence_score.h"

#include <algorithm>
#include <cmath>

#include "match/posting_sources.h"

namespace vigie::match {
namespace {

constexpr double kPivotCharacters = 87;

// In counts of one byte, of which a vector holds many.
uint32_t Characters(std::string_view text) {
  constexpr size_t most = UINT8_MAX;
  uint32_t characters = 0;
  for (size_t begin = 0; begin < text.size(); begin += most) {
    const size_t end = std::min(text.size(), begin + most);
    uint8_t some = 0;
    for (size_t at = begin; at < end; ++at) {
      const bool inner =
          (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
      some = static_cast<uint8_t>(some + (inner ? 0 : 1));
    }
    characters += some;
  }
  return characters;
}

}  // namespace

SentenceScore::SentenceScore(std::string_view text, const PartCounts& totals)
    : text_(text),
      totals_(totals),
      passages_(1 + Characters(text) / kPivotCharacters) {}

SentenceRank SentenceScore::Of(ByteRange sentence,
                               const PartCounts& occurrences) {
  const auto begin = sentence.begin;
  start_ += Characters(text_.substr(counted_to_, begin - counted_to_));
  counted_to_ = begin;
  const double length = Characters(text_.substr(begin, sentence.size()));
  SentenceRank rank = {occurrences.size(), 0, begin};
  for (const auto& [part, count] : occurrences) {
    const double total = totals_.at(part);
    const double weight =
        (kBm25K1 + 1) * std::log(1 + (passages_ + 0.5) / (total + 0.5));
    const double saturation =
        count /
        (count + kBm25K1 * (1 - kBm25B + kBm25B * length / kPivotCharacters));
    rank.score += weight * saturation;
  }
  rank.score *= 1 + 1 / std::log(kPivotCharacters + start_);
  return rank;
}

}  // namespace vigie::match
