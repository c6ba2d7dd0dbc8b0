#include "match/word_codes.h"

#include <algorithm>
#include <utility>

namespace vigie::match {
namespace {

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

}  // namespace

uint32_t SoughtWords::Add(SoughtWord word) {
  const auto next = static_cast<uint32_t>(words_.size());
  const auto [at, is_new] = numbers_.emplace(word, next);
  if (is_new) words_.push_back(std::move(word));
  return at->second;
}

WordCodes::WordCodes(const std::vector<SoughtWord>& words,
                     const index::Vocabulary& vocabulary)
    : sought_(vocabulary.size() / 64 + 1) {
  std::vector<std::pair<uint32_t, uint32_t>> pairs;  // code, word
  std::vector<uint32_t> found;
  for (uint32_t word = 0; word < words.size(); ++word) {
    found.clear();
    FindCodes(words[word], vocabulary, &found);
    for (const uint32_t code : found) pairs.emplace_back(code, word);
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  for (size_t i = 0; i < pairs.size(); ++i) {
    const uint32_t code = pairs[i].first;
    sought_[code / 64] |= uint64_t{1} << (code % 64);
    if (i == 0 || pairs[i - 1].first != code) {
      first_word_.push_back(static_cast<uint32_t>(i));
    }
    words_.push_back(pairs[i].second);
  }
  first_word_.push_back(static_cast<uint32_t>(words_.size()));
  uint32_t before = 0;
  for (const uint64_t bits : sought_) {
    sought_before_.push_back(before);
    if (bits != 0) before += static_cast<uint32_t>(__builtin_popcountll(bits));
  }
}

void WordPlaces::Read(const index::DocumentTokens& tokens,
                      const WordCodes& codes, size_t words) {
  for (const uint32_t word : touched_) places_[word].clear();
  touched_.clear();
  if (places_.size() < words) places_.resize(words);
  const auto positions = static_cast<uint32_t>(tokens.codes.size());
  for (uint32_t at = 0; at < positions; ++at) {
    if (!codes.any(tokens.codes[at])) continue;
    codes.Visit(tokens.codes[at], [&](uint32_t word) {
      if (places_[word].empty()) touched_.push_back(word);
      places_[word].push_back({at, 1});
    });
  }
  for (const index::OverlaidToken& token : tokens.overlaid) {
    if (!codes.any(token.code)) continue;
    codes.Visit(token.code, [&](uint32_t word) { AddOverlaid(token, word); });
  }
}

void WordPlaces::AddOverlaid(const index::OverlaidToken& token, uint32_t word) {
  std::vector<Standing>& places = places_[word];
  if (places.empty()) touched_.push_back(word);
  const auto at = std::lower_bound(places.begin(), places.end(), token.position,
                                   [](const Standing& a, uint32_t position) {
                                     return a.position < position;
                                   });
  if (at != places.end() && at->position == token.position) {
    at->length = std::max(at->length, token.length);
  } else {
    places.insert(at, {token.position, token.length});
  }
}

}  // namespace vigie::match
