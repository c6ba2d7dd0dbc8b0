#include "match/sentence_score.h"

#include <algorithm>
#include <cmath>

#include "match/posting_sources.h"

namespace vigie::match {
namespace {

constexpr double kPivotCharacters = 87;

uint32_t Characters(std::string_view text) {
  return static_cast<uint32_t>(
      std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
      }));
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
