#include "match/sentence_choice.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "match/sentence_score.h"

namespace vigie::match {
namespace {

// Of one text and its matches.
class Choice {
 public:
  Choice(std::string_view text, const std::vector<ParagraphPlace>& places,
         index::Span<uint8_t> marks)
      : text_(text), places_(places), marks_(marks) {
    chosen_.paragraphs.resize(places.size());
  }

  SentenceChoice Make(const std::vector<Match>& found, size_t count) {
    std::vector<std::vector<Match>> by_paragraph(places_.size());
    for (const Match& match : Distinct(found)) {
      ++totals_[match.part];
      const std::optional<size_t> paragraph = ParagraphOf(match);
      if (paragraph) {
        by_paragraph[*paragraph].push_back(match);
      } else {
        TakeAll(match);
      }
    }
    for (size_t i = 0; i < places_.size(); ++i) {
      if (!by_paragraph[i].empty() && !AddSentences(i, by_paragraph[i])) {
        chosen_.paragraphs[i] = true;
      }
    }
    TakeBest(count);
    return std::move(chosen_);
  }

 private:
  struct Candidate {
    ChosenSentence sentence;
    bool apart = false;
    PartCounts occurrences;
  };

  // Those in the text, as SortMatches leaves them.
  std::vector<Match> Distinct(const std::vector<Match>& found) const {
    std::vector<Match> matches;
    for (const Match& match : found) {
      if (match.field == Field::kText) matches.push_back(match);
    }
    const auto place = [](const Match& match) {
      return match.mention == nullptr
                 ? std::make_tuple(UINT64_MAX, match.tokens.begin,
                                   match.tokens.end)
                 : std::make_tuple(uint64_t{match.mention->entity},
                                   match.range.begin, match.range.end);
    };
    std::sort(matches.begin(), matches.end(),
              [&](const Match& a, const Match& b) {
                return std::make_pair(place(a), a.part) <
                       std::make_pair(place(b), b.part);
              });
    matches.erase(std::unique(matches.begin(), matches.end(),
                              [&](const Match& a, const Match& b) {
                                return place(a) == place(b);
                              }),
                  matches.end());
    // What damaged columns may give stands nowhere.
    const auto is_nowhere = [&](const Match& match) {
      if (match.mention != nullptr) return match.range.size() == 0;
      return match.tokens.begin >= match.tokens.end ||
             match.tokens.end > marks_.size;
    };
    matches.erase(std::remove_if(matches.begin(), matches.end(), is_nowhere),
                  matches.end());
    return matches;
  }

  static bool IsWithin(const Match& match, const ParagraphPlace& place) {
    return match.mention == nullptr ? place.positions.contains(match.tokens)
                                    : place.bytes.contains(match.range);
  }

  // The one that holds all of it.
  std::optional<size_t> ParagraphOf(const Match& match) const {
    const auto after = std::upper_bound(
        places_.begin(), places_.end(), match,
        [](const Match& of, const ParagraphPlace& place) {
          return of.mention == nullptr ? of.tokens.begin < place.positions.begin
                                       : of.range.begin < place.bytes.begin;
        });
    if (after == places_.begin() || !IsWithin(match, *std::prev(after))) {
      return {};
    }
    return static_cast<size_t>(after - places_.begin() - 1);
  }

  // False: it has to be analysed to tell.
  bool AddSentences(size_t paragraph, const std::vector<Match>& matches) {
    const auto sentences = FindSentences(text_, places_[paragraph], marks_);
    if (!sentences) return false;
    std::vector<Candidate> candidates(sentences->whole.size());
    for (const Match& match : matches) {
      const bool is_word = match.mention == nullptr;
      const ByteRange range = is_word ? match.tokens : match.range;
      const std::vector<ByteRange>& of_sentences =
          is_word ? sentences->positions : sentences->whole;
      const auto holds =
          std::find_if(of_sentences.begin(), of_sentences.end(),
                       [&](const ByteRange& of) { return of.contains(range); });
      if (holds == of_sentences.end()) return false;
      Candidate& candidate =
          candidates[static_cast<size_t>(holds - of_sentences.begin())];
      candidate.sentence.words = candidate.sentence.words || is_word;
      ++candidate.occurrences[match.part];
    }
    for (size_t i = 0; i < candidates.size(); ++i) {
      Candidate& candidate = candidates[i];
      if (candidate.occurrences.empty()) continue;
      candidate.apart = sentences->apart;
      candidate.sentence.paragraph = paragraph;
      candidate.sentence.bytes = sentences->whole[i];
      candidate.sentence.positions = sentences->positions[i];
      candidates_.push_back(std::move(candidate));
    }
    return true;
  }

  // The paragraphs in which it lies.
  void TakeAll(const Match& match) {
    for (size_t i = 0; i < places_.size(); ++i) {
      const bool is_word = match.mention == nullptr;
      const ByteRange of = is_word ? places_[i].positions : places_[i].bytes;
      const ByteRange range = is_word ? match.tokens : match.range;
      if (of.begin < range.end && range.begin < of.end) {
        chosen_.paragraphs[i] = true;
      }
    }
  }

  void TakeBest(size_t count) {
    SentenceScore score(text_, totals_);
    std::vector<std::pair<SentenceRank, size_t>> ranked;
    for (size_t i = 0; i < candidates_.size(); ++i) {
      const Candidate& candidate = candidates_[i];
      ranked.emplace_back(
          score.Of(candidate.sentence.bytes, candidate.occurrences), i);
    }
    std::sort(ranked.begin(), ranked.end());
    ranked.resize(std::min(count, ranked.size()));
    for (const auto& [rank, i] : ranked) {
      const Candidate& candidate = candidates_[i];
      if (candidate.apart) {
        chosen_.sentences.push_back(candidate.sentence);
      } else {
        chosen_.paragraphs[candidate.sentence.paragraph] = true;
      }
    }
    std::sort(chosen_.sentences.begin(), chosen_.sentences.end(),
              [](const ChosenSentence& a, const ChosenSentence& b) {
                return a.bytes.begin < b.bytes.begin;
              });
  }

  const std::string_view text_;
  const std::vector<ParagraphPlace>& places_;
  const index::Span<uint8_t> marks_;
  SentenceChoice chosen_;
  PartCounts totals_;
  std::vector<Candidate> candidates_;
};

}  // namespace

SentenceChoice ChooseSentences(std::string_view text,
                               const std::vector<ParagraphPlace>& places,
                               index::Span<uint8_t> marks,
                               const std::vector<Match>& found, size_t count) {
  return Choice(text, places, marks).Make(found, count);
}

}  // namespace vigie::match
