// Elision, clitics and compounds: atoms held together by ' and -.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "analysis/lexicon.h"
#include "analysis/steps.h"

namespace vigie::analysis {
namespace {

// Longer chains keep their parts, but no join and no look-up as a whole.
constexpr size_t kMaxParts = 8;
// Surfaces that are spelled, not read: vowels and consonants say nothing.
constexpr uint16_t kSpelled = kAllCaps | kInnerCaps | kHasDigit;
// What is longer is cut: it is no French.
constexpr size_t kMaxAtoms = 64;

template <size_t N>
bool Contains(const std::array<std::string_view, N>& list,
              std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array<std::string_view, 17> kElidable = {
    "l",      "d",      "qu",     "s",     "n",      "c",
    "j",      "m",      "t",      "jusqu", "lorsqu", "puisqu",
    "quoiqu", "presqu", "quelqu", "entr",  "parcequ"};

// Pronouns after a verb, and the deictic particles: no words of their own.
constexpr std::array<std::string_view, 11> kClitics = {
    "ci", "là", "le", "la", "les", "lui", "leur", "moi", "toi", "y", "en"};

// Subjects after a verb: words of their own, but no parts of a compound.
constexpr std::array<std::string_view, 11> kSubjects = {
    "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce", "t"};

bool IsVowelStart(std::string_view lower) {
  constexpr std::string_view plain_vowels = "aeiouyh";
  const auto byte = static_cast<unsigned char>(lower[0]);
  return byte >= 0x80 || plain_vowels.find(lower[0]) != std::string_view::npos;
}

// One element between hyphens, elided words dropped. Atoms [first, last).
struct Element {
  size_t first = 0;
  size_t last = 0;
  bool elided = false;
};

class GluedWords {
 public:
  GluedWords(size_t begin, TokenSink* sink)
      : p_(sink->paragraph()), sink_(sink), begin_(begin), end_(begin + 1) {
    while (end_ < p_.atoms.size() && end_ - begin_ < kMaxAtoms &&
           IsGlue(p_.atoms[end_ - 1].glue)) {
      ++end_;
    }
  }

  size_t Take() {
    if (end_ - begin_ < 2) return 0;
    SkipElisions();
    if (const size_t taken = TakeSpelled()) return first_ - begin_ + taken;
    if (IsListed(first_, end_) && !EndsWithDeictic()) {
      AddListed();
    } else {
      ReadElements();
      DropClitics();
      AddElements();
    }
    return end_ - begin_;
  }

 private:
  static bool IsGlue(Glue glue) {
    return glue == Glue::kApostrophe || glue == Glue::kHyphen;
  }

  const Atom& atom(size_t i) const { return p_.atoms[i]; }

  bool IsListed(size_t first, size_t last) const {
    return last - first >= 2 && last - first <= kMaxParts &&
           FindInLexicon(p_.lower(atom(first).begin, atom(last - 1).end));
  }

  // celui-ci and ceux-là are listed, but what they say is celui and ceux.
  bool EndsWithDeictic() const {
    const std::string_view last = p_.lower(atom(end_ - 1));
    return atom(end_ - 2).glue == Glue::kHyphen &&
           (last == "ci" || last == "là");
  }

  // l'accord, L'IA, N'est; but not O'Connor, N'Djamena.
  bool IsElision(size_t i) const {
    const Atom& elided = atom(i);
    const Atom& word = atom(i + 1);
    if (elided.glue != Glue::kApostrophe) return false;
    if (!Contains(kElidable, p_.lower(elided))) return false;
    return IsVowelStart(p_.lower(word)) || (word.flags & kSpelled) != 0 ||
           (elided.flags & kCapitalized) == 0;
  }

  void SkipElisions() {
    first_ = begin_;
    while (first_ + 1 < end_ && !IsListed(first_, end_) &&
           !IsListed(first_, ElementEnd(first_)) && IsElision(first_)) {
      ++first_;
    }
  }

  // After an elided word, what the steps before this one would have taken:
  // l'U.E., d'AT&T, d'1,5. Returns the atoms used from first_ on, or 0.
  size_t TakeSpelled() {
    if (first_ == begin_ || first_ + 1 != end_) return 0;
    const uint32_t position = sink_->next_position();
    for (const auto step :
         {TakeAcronym, TakeOrdinal, TakeNumber, TakeSymbolWord}) {
      if (const size_t taken = step(first_, sink_)) {
        sink_->MarkElided(position);
        return taken;
      }
    }
    return 0;
  }

  // The end of the run of apostrophes that begins at atom `i`.
  size_t ElementEnd(size_t i) const {
    while (i + 1 < end_ && atom(i).glue == Glue::kApostrophe) ++i;
    return i + 1;
  }

  void ReadElements() {
    for (size_t i = first_; i < end_;) {
      Element element{i, ElementEnd(i), i > begin_ && i == first_};
      while (element.last - element.first >= 2 &&
             !IsListed(element.first, element.last) &&
             IsElision(element.first)) {
        ++element.first;
        element.elided = true;
      }
      i = element.last;
      elements_.push_back(element);
    }
  }

  std::string_view Lower(const Element& element) const {
    return p_.lower(atom(element.first).begin, atom(element.last - 1).end);
  }

  bool IsLowerCase(const Element& element) const {
    return p_.caseless || (atom(element.first).flags & kCapitalized) == 0 ||
           (atom(begin_).flags & kAllCaps) != 0;
  }

  void DropClitics() {
    while (elements_.size() > 1 && IsLowerCase(elements_.back()) &&
           Contains(kClitics, Lower(elements_.back()))) {
      elements_.pop_back();
      rules_ |= kRuleClitic;
    }
    const size_t last = elements_.size() - 1;
    if (last > 0 && IsLowerCase(elements_[last]) &&
        Contains(kSubjects, Lower(elements_[last])) &&
        Lower(elements_[last]) != "t") {
      subjects_ = 1;
      if (last > 1 && Lower(elements_[last - 1]) == "t") {
        elements_.erase(elements_.begin() +
                        static_cast<std::ptrdiff_t>(last - 1));
        rules_ |= kRuleClitic;
      }
    }
  }

  Span SpanFrom(size_t first, size_t last) const {
    Span span{atom(first).begin, atom(last - 1).end, atom(first).flags, rules_};
    for (size_t i = first + 1; i < last; ++i) {
      span.flags |= atom(i).flags & (kHasDigit | kInnerCaps);
      if ((atom(i).flags & kAllCaps) == 0) {
        span.flags &= static_cast<uint16_t>(~kAllCaps);
      }
    }
    return span;
  }

  void AddElements() {
    const uint32_t first_position = sink_->next_position();
    const size_t parts = elements_.size() - subjects_;
    for (size_t i = 0; i < parts; ++i) AddElement(elements_[i]);
    if (parts > 1 && parts <= kMaxParts) {
      sink_->AddJoin(first_position,
                     SpanFrom(first_, elements_[parts - 1].last));
    }
    for (size_t i = parts; i < elements_.size(); ++i) AddElement(elements_[i]);
  }

  void AddElement(const Element& element) {
    Span span = SpanFrom(element.first, element.last);
    if (element.elided) {
      span.flags |= kElided;
      span.rules |= kRuleElision;
    }
    const Token& word = sink_->AddWord(span);
    if (element.elided) AddParticleVariant(element, word.flags);
    if (element.last - element.first == 2 &&
        Lower(element).substr(Lower(element).size() - 2) == "'s") {
      // McDonald's is also found as McDonald.
      const Atom& owner = atom(element.first);
      sink_->AddVariant(SpanOf(owner), p_.lower(owner));
    }
  }

  // d'Alembert may be the whole name: both readings.
  void AddParticleVariant(const Element& element, uint16_t flags) {
    const bool name = (flags & kCapitalized) != 0 &&
                      (flags & kNeverStemmed) != 0 && (flags & kSpelled) == 0 &&
                      elements_.size() == 1 &&
                      p_.lower(atom(element.first - 1)) == "d";
    if (!name) return;
    const std::optional<LexiconEntry> entry = FindInLexicon(Lower(element));
    if (entry && (entry->flags & kLexNoSurname) != 0) return;
    const Span span = SpanFrom(element.first - 1, element.last);
    sink_->AddVariant(span, p_.lower(span.begin, span.end));
  }

  void AddListed() {
    ReadElements();
    const bool elided = first_ > begin_;
    if (elements_.size() > 1) {
      AddElements();
      return;
    }
    Span span = SpanFrom(first_, end_);
    if (elided) {
      span.flags |= kElided;
      span.rules |= kRuleElision;
    }
    sink_->AddWord(span);
  }

  const Paragraph& p_;
  TokenSink* sink_;
  size_t begin_;
  size_t end_;
  size_t first_ = 0;
  size_t subjects_ = 0;
  uint16_t rules_ = 0;
  std::vector<Element> elements_;
};

}  // namespace

size_t TakeGlued(size_t i, TokenSink* sink) {
  return GluedWords(i, sink).Take();
}

}  // namespace vigie::analysis
