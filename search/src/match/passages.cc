#include "match/passages.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "match/article_text.h"
#include "match/overlap.h"
#include "match/sentence_score.h"

namespace vigie::match {
namespace {

struct Candidate {
  ByteRange sentence;
  PartCounts occurrences;
  RangeSet highlights;
  ByteRange first;  // the first highlight, which a cut keeps
  SentenceRank rank;
};

// By the sentence's first byte. Evidence over several sentences counts in the
// first and is marked in each.
using Candidates = std::map<uint32_t, Candidate>;

// The part of `range` from its first whole token to its last, when a match is
// cut by the end of a sentence: the cut part marks words, not their elided
// article nor the full stop.
ByteRange WholeTokens(const std::vector<ByteRange>& all, ByteRange range) {
  ByteRange tokens{range.end, range.begin};
  for (const ByteRange& token : all) {
    if (token.size() == 0 || !range.contains(token)) continue;
    tokens.begin = std::min(tokens.begin, token.begin);
    tokens.end = std::max(tokens.end, token.end);
  }
  return tokens;
}

// Whether it stands in a sentence.
bool AddMatch(const TextLayout& layout, const Match& match,
              Candidates* candidates) {
  const std::vector<ByteRange>& sentences = layout.sentences;
  auto sentence = std::upper_bound(
      sentences.begin(), sentences.end(), match.range.begin,
      [](uint32_t byte, const ByteRange& range) { return byte < range.begin; });
  if (sentence != sentences.begin()) --sentence;
  bool counted = false;
  for (; sentence != sentences.end() && sentence->begin < match.range.end;
       ++sentence) {
    ByteRange marked{std::max(match.range.begin, sentence->begin),
                     std::min(match.range.end, sentence->end)};
    if (marked.begin >= marked.end) continue;
    if (marked != match.range) marked = WholeTokens(layout.tokens, marked);
    if (marked.begin >= marked.end) continue;
    const auto [entry, added] = candidates->try_emplace(sentence->begin);
    Candidate& candidate = entry->second;
    if (added) {
      candidate.sentence = *sentence;
      candidate.first = marked;
    }
    candidate.highlights.Add(marked);
    if (!counted) ++candidate.occurrences[match.part];
    counted = true;
  }
  return counted;
}

// Whether it stands in a sentence that is not laid out.
bool IsElsewhere(const TextLayout& layout, const Match& match) {
  if (match.mention != nullptr) return match.range.size() > 0;
  return match.range.size() == 0 && match.tokens.begin < match.tokens.end &&
         match.tokens.end <= layout.tokens.size();
}

Passage ToPassage(std::string_view text, const Candidate& candidate) {
  Passage passage;
  passage.sentence = ShownSentence(text, candidate.sentence, candidate.first);
  const ByteRange shown = passage.sentence.range;
  for (const ByteRange& range : candidate.highlights.ranges()) {
    const ByteRange clipped{std::max(range.begin, shown.begin),
                            std::min(range.end, shown.end)};
    if (clipped.begin < clipped.end) passage.highlights.push_back(clipped);
  }
  return passage;
}

}  // namespace

std::vector<Passage> MakePassages(std::string_view text,
                                  const TextLayout& layout,
                                  const Evidence& evidence, uint32_t count) {
  std::vector<Passage> passages;
  if (count == 0) return passages;
  Candidates candidates;
  PartCounts totals;  // in all of the text
  for (const Match& match : evidence.found) {
    if (match.field != Field::kText) continue;
    if (AddMatch(layout, match, &candidates) || IsElsewhere(layout, match)) {
      ++totals[match.part];
    }
  }
  if (candidates.empty()) {
    if (layout.sentences.empty()) return passages;
    const ByteRange lead = layout.sentences.front();
    Passage passage;
    passage.sentence = ShownSentence(text, lead, {lead.begin, lead.begin});
    passages.push_back(std::move(passage));
    return passages;
  }
  SentenceScore score(text, totals);
  std::vector<const Candidate*> best;
  for (auto& [begin, candidate] : candidates) {
    candidate.rank = score.Of(candidate.sentence, candidate.occurrences);
    best.push_back(&candidate);
  }
  std::sort(best.begin(), best.end(),
            [](const auto* a, const auto* b) { return a->rank < b->rank; });
  best.resize(std::min<size_t>(best.size(), count));
  std::sort(best.begin(), best.end(), [](const auto* a, const auto* b) {
    return a->sentence.begin < b->sentence.begin;
  });
  for (const Candidate* candidate : best) {
    passages.push_back(ToPassage(text, *candidate));
  }
  return passages;
}

std::vector<ByteRange> TitleHighlights(const Evidence& evidence) {
  RangeSet ranges;
  for (const Match& match : evidence.found) {
    if (match.field == Field::kTitle) ranges.Add(match.range);
  }
  return ranges.ranges();
}

}  // namespace vigie::match
