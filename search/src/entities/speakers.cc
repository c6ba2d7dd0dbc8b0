#include "entities/speakers.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "entities/quotations.h"
#include "entities/rules.h"
#include "entities/speech_verbs.h"
#include "entities/surface.h"
#include "entities/word_class.h"

namespace vigie::entities {
namespace {

using analysis::Token;

// Words between a verb of saying and the quotation or the speaker.
constexpr uint32_t kVerbReach = 8;
// Words between a verb and its subject before it, appositions included.
constexpr uint32_t kSubjectReach = 25;
constexpr uint32_t kAuxiliaryReach = 4;

constexpr std::array<std::string_view, 8> kPronouns = {
    "il", "elle", "ils", "elles", "on", "je", "nous", "celui"};
// What makes a name the one spoken to or about.
constexpr std::array<std::string_view, 10> kAddressing = {
    "a",      "au",     "aux",  "aupres", "devant",
    "contre", "envers", "avec", "chez",   "sur"};
constexpr std::array<std::string_view, 5> kGenitive = {"de", "du", "des", "d",
                                                       "et"};
// What begins another clause than the one that tells the speaker.
constexpr std::array<std::string_view, 7> kConjunctions = {
    "dont", "qui", "que", "tandis", "mais", "alors", "lorsque"};
constexpr std::array<std::string_view, 9> kAuxiliaries = {
    "a", "ont", "avait", "avaient", "aurait", "est", "sont", "etait", "ayant"};

template <size_t kSize>
bool Contains(const std::array<std::string_view, kSize>& words,
              std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The search for the speaker of one quotation.
class SpeakerSearch {
 public:
  SpeakerSearch(const Lattice& lattice,
                const std::vector<SpeakerCandidate>& candidates,
                const Quotation& quotation)
      : lattice_(lattice), candidates_(candidates), quotation_(quotation) {}

  std::optional<size_t> Run() const {
    std::optional<size_t> speaker = After(quotation_.words.end);
    if (!speaker) speaker = Inside();
    if (!speaker) speaker = Before();
    return speaker;
  }

 private:
  std::string_view form(uint32_t p) const { return lattice_.plain(p).form; }
  uint32_t sentence(uint32_t p) const { return lattice_.plain(p).sentence; }

  bool IsVerb(uint32_t p) const {
    return IsSpeechVerb(form(p)) &&
           MayBe(SetItem::WordClass::kVerb, lattice_, p);
  }

  // The mention that holds position `p`.
  std::optional<size_t> At(uint32_t p) const {
    for (size_t i = 0; i < candidates_.size(); ++i) {
      const Positions& at = candidates_[i].positions;
      if (at.begin <= p && p < at.end) return i;
    }
    return std::nullopt;
  }

  bool IsAddressed(size_t candidate) const {
    const uint32_t begin = candidates_[candidate].positions.begin;
    if (begin == 0) return false;
    const Token& before = lattice_.plain(begin - 1);
    if (Contains(kAddressing, before.form)) return true;
    // « à l’AFP », « à la Fed »: the article stands between.
    return begin > 1 &&
           (before.form == "la" || before.form == "le" ||
            before.form == "les") &&
           Contains(kAddressing, form(begin - 2));
  }

  bool DependsOnOther(size_t candidate) const {
    const SpeakerCandidate& found = candidates_[candidate];
    if (found.positions.begin == 0) return false;
    const std::string elided =
        PlainTypography(ElidedWordBefore(lattice_.text(), found.range.begin));
    return elided == "d'" ||
           Contains(kGenitive, form(found.positions.begin - 1));
  }

  // Of the mentions in [begin, end) in order: the first person, else the first
  // that depends on no other, else the first (a spokesman of X: X).
  std::optional<size_t> Choose(uint32_t begin, uint32_t end,
                               bool nearest_last) const {
    std::optional<size_t> person;
    std::optional<size_t> free;
    std::optional<size_t> any;
    const auto keep = [&](std::optional<size_t>* best, size_t i) {
      if (!*best || nearest_last) *best = i;
    };
    for (size_t i = 0; i < candidates_.size(); ++i) {
      const Positions& at = candidates_[i].positions;
      if (at.begin < begin || at.end > end || IsAddressed(i)) continue;
      if (candidates_[i].type == EntityType::kPerson) keep(&person, i);
      if (!DependsOnOther(i)) keep(&free, i);
      keep(&any, i);
    }
    if (person) return person;
    return free ? free : any;
  }

  uint32_t EndOfSentence(uint32_t p) const {
    const uint32_t own = sentence(p);
    uint32_t end = p;
    while (end < lattice_.positions() && sentence(end) == own &&
           end - p < kSubjectReach) {
      ++end;
    }
    return end;
  }

  // The end of the clause that begins at `p`: before a mark of quotation, a
  // semicolon, a colon or a word that begins another.
  uint32_t EndOfClause(uint32_t p) const {
    const uint32_t last = EndOfSentence(p);
    uint32_t end = p + 1;
    while (end < last) {
      const std::string_view gap =
          lattice_.gap(lattice_.plain(end - 1), lattice_.plain(end));
      if (gap.find("\u00AB") != std::string_view::npos ||
          gap.find("\u00BB") != std::string_view::npos ||
          gap.find("\u201C") != std::string_view::npos ||
          gap.find(';') != std::string_view::npos ||
          gap.find(':') != std::string_view::npos ||
          Contains(kConjunctions, form(end))) {
        break;
      }
      ++end;
    }
    return end;
  }

  // « …, a déclaré X », « …, selon X », from position `p` on.
  std::optional<size_t> After(uint32_t p) const {
    if (p >= lattice_.positions()) return std::nullopt;
    if (p > 0 && p == quotation_.words.end &&
        lattice_.plain(p).paragraph != lattice_.plain(p - 1).paragraph) {
      return std::nullopt;
    }
    const uint32_t end = EndOfClause(p);
    if (IsAccordingTo(form(p))) return Choose(p + 1, end, false);
    uint32_t verb = p;
    const bool auxiliary = Contains(kAuxiliaries, form(p));
    if (auxiliary) {
      while (verb < end && verb - p < kAuxiliaryReach && !IsVerb(verb)) ++verb;
    } else if (p < end && (form(p) == "se" || form(p) == "ne")) {
      ++verb;
    }
    if (verb >= end || !IsVerb(verb)) return std::nullopt;
    for (uint32_t at = p; at < std::min(verb + 3, end); ++at) {
      if (Contains(kPronouns, form(at))) return std::nullopt;
    }
    const std::optional<size_t> found = Choose(verb + 1, end, false);
    if (!found || candidates_[*found].positions.begin > verb + 1 + kVerbReach) {
      return std::nullopt;
    }
    return found;
  }

  // « …, explique X, … » within the marks.
  std::optional<size_t> Inside() const {
    for (uint32_t p = quotation_.words.begin + 1; p < quotation_.words.end;
         ++p) {
      const std::string_view gap =
          lattice_.gap(lattice_.plain(p - 1), lattice_.plain(p));
      if (gap.empty() || gap.find(',') == std::string_view::npos) continue;
      const bool opens =
          IsVerb(p) || (Contains(kAuxiliaries, form(p)) &&
                        p + 1 < quotation_.words.end && IsVerb(p + 1));
      if (!opens) continue;
      const uint32_t verb = IsVerb(p) ? p : p + 1;
      const uint32_t next = verb + 1;
      if (next >= quotation_.words.end) continue;
      const std::optional<size_t> found = At(next);
      if (found && !IsAddressed(*found)) return found;
    }
    return std::nullopt;
  }

  // « selon X, “…” », « X a déclaré : “…” », « X : “…” ».
  std::optional<size_t> Before() const {
    const uint32_t open = quotation_.words.begin;
    if (open == 0) return std::nullopt;
    uint32_t begin = open;
    while (begin > 0 && open - begin < kSubjectReach &&
           lattice_.plain(begin - 1).sentence == sentence(open - 1) &&
           lattice_.plain(begin - 1).paragraph ==
               lattice_.plain(open).paragraph) {
      --begin;
    }
    for (uint32_t p = begin; p < open; ++p) {
      const bool says =
          IsAccordingTo(form(p)) || (form(p) == "pour" && p == begin);
      if (!says) continue;
      const std::optional<size_t> found = Choose(p + 1, open, false);
      if (found && candidates_[*found].positions.begin <= p + 1 + kVerbReach) {
        return found;
      }
    }
    return BeforeVerb(begin, open);
  }

  // Whether the verb at `p` takes the quotation for what is said: what one
  // launches or proposes may be in quotation marks too.
  bool IntroducesSpeech(uint32_t p, uint32_t open) const {
    const std::string_view gap =
        lattice_.gap(lattice_.plain(open - 1), lattice_.plain(open));
    return (form(p).substr(0, 4) != "lanc" &&
            form(p).substr(0, 6) != "propos") ||
           gap.find(':') != std::string_view::npos;
  }

  std::optional<size_t> BeforeVerb(uint32_t begin, uint32_t open) const {
    for (uint32_t p = open; p > begin && open - p < kVerbReach; --p) {
      if (!IsVerb(p - 1) || !IntroducesSpeech(p - 1, open)) continue;
      uint32_t group = p - 1;  // where the verb's group begins
      while (group > begin &&
             (Contains(kAuxiliaries, form(group - 1)) ||
              form(group - 1) == "se" || form(group - 1) == "ne")) {
        --group;
      }
      for (uint32_t at = group; at < std::min(p + 1, open); ++at) {
        if (Contains(kPronouns, form(at))) return std::nullopt;
      }
      if (group > begin && Contains(kPronouns, form(group - 1))) {
        return std::nullopt;
      }
      return Choose(begin, group, true);
    }
    const std::optional<size_t> named = At(open - 1);
    const std::string_view gap =
        lattice_.gap(lattice_.plain(open - 1), lattice_.plain(open));
    if (named && gap.find(':') != std::string_view::npos) return named;
    return std::nullopt;
  }

  const Lattice& lattice_;
  const std::vector<SpeakerCandidate>& candidates_;
  const Quotation& quotation_;
};

}  // namespace

std::vector<Speech> FindSpeeches(
    const Lattice& lattice, const std::vector<SpeakerCandidate>& candidates) {
  std::vector<Speech> speeches;
  if (candidates.empty()) return speeches;
  for (const Quotation& quotation : FindQuotations(lattice)) {
    const std::optional<size_t> speaker =
        SpeakerSearch(lattice, candidates, quotation).Run();
    if (speaker) speeches.push_back({*speaker, quotation.range});
  }
  return speeches;
}

}  // namespace vigie::entities
