#include "match/word_codes.h"

#include <algorithm>
#include <utility>

namespace vigie::match {

void FindCodes(const SoughtWord& word, const index::Vocabulary& vocabulary,
               std::vector<uint32_t>* codes) {
  switch (word.by) {
    case SoughtWord::By::kFormOrStem:
      vocabulary.FindForm(word.form, codes);
      vocabulary.FindStem(word.stem, codes);
      return;
    case SoughtWord::By::kStem:
      return vocabulary.FindStem(word.stem, codes);
    case SoughtWord::By::kExact:
      return vocabulary.FindExact(word.form, codes);
    case SoughtWord::By::kForms:
      for (const std::string& form : word.forms) {
        vocabulary.FindForm(form, codes);
      }
      return;
  }
}

uint32_t SoughtWords::Add(SoughtWord word) {
  const auto next = static_cast<uint32_t>(words_.size());
  const auto [at, is_new] = numbers_.emplace(word, next);
  if (is_new) words_.push_back(std::move(word));
  return at->second;
}

WordCodes::WordCodes(const std::vector<SoughtWord>& words,
                     const index::Segment& segment) {
  std::vector<uint32_t> found;
  for (uint32_t word = 0; word < words.size(); ++word) {
    const size_t before = found.size();
    FindCodes(words[word], segment.vocabulary(), &found);
    for (size_t i = before; i < found.size(); ++i) {
      codes_.emplace_back(found[i], word);
    }
  }
  std::sort(codes_.begin(), codes_.end());
  codes_.erase(std::unique(codes_.begin(), codes_.end()), codes_.end());
  FillSlots();
  sought_ = segment.SymbolsOf(found);
}

void WordCodes::FillSlots() {
  constexpr uint32_t kBits = 32;
  uint32_t bits = 1;
  while (size_t{1} << bits < 2 * codes_.size()) ++bits;
  slot_shift_ = kBits - bits;
  slots_.assign(size_t{1} << bits, kNone);
  for (uint32_t at = 0; at < codes_.size(); ++at) {
    if (at > 0 && codes_[at - 1].first == codes_[at].first) continue;
    uint32_t slot = SlotOf(codes_[at].first);
    while (slots_[slot] != kNone) slot = (slot + 1) & mask();
    slots_[slot] = at;
  }
}

void WordPlaces::Read(const index::SoughtTokens& tokens, const WordCodes& codes,
                      size_t words) {
  for (const uint32_t word : touched_) places_[word].clear();
  touched_.clear();
  if (places_.size() < words) places_.resize(words);
  for (const index::OverlaidToken& token : tokens.found) {
    codes.Visit(token.code, [&](uint32_t word) {
      std::vector<Standing>& places = places_[word];
      if (places.empty()) touched_.push_back(word);
      if (!places.empty() && places.back().position == token.position) {
        places.back().length = std::max(places.back().length, token.length);
      } else {
        places.push_back({token.position, token.length});
      }
    });
  }
}

}  // namespace vigie::match
