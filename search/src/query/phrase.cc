#include "query/phrase.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace vigie::query {
namespace {

using analysis::Token;

constexpr size_t kMaxSpellings = 8;

using Terms = std::vector<TermSpec>;

bool SameTerms(const Terms& a, const Terms& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const TermSpec& x, const TermSpec& y) {
                      return x.offset == y.offset && x.length == y.length &&
                             x.form == y.form && x.stem == y.stem &&
                             x.accented == y.accented;
                    });
}

bool IsJoin(const Token& token) { return token.length > 1; }

// The parts that a token of length 1 has when written with its hyphens.
uint32_t HyphenatedLength(const Token& token) {
  return 1 + static_cast<uint32_t>(
                 std::count(token.form.begin(), token.form.end(), '-'));
}

// Puts terms one after the other.
class Speller {
 public:
  explicit Speller(bool exact) : exact_(exact) {}

  void Append(const Token& token, uint32_t length) {
    terms_.push_back(MakeTerm(token, exact_));
    terms_.back().offset = offset_;
    terms_.back().length = length;
    offset_ += length;
  }
  void AppendWords(const WordUnit& unit) {
    for (const Token* word : unit.words) Append(*word, 1);
  }
  Terms Take() { return std::move(terms_); }

 private:
  bool exact_;
  uint32_t offset_ = 0;
  Terms terms_;
};

Terms SpellAsTyped(const std::vector<WordUnit>& units, bool exact) {
  Speller speller(exact);
  for (const WordUnit& unit : units) speller.AppendWords(unit);
  return speller.Take();
}

// Compounds in one word of one position.
Terms SpellSolid(const std::vector<WordUnit>& units, bool exact) {
  Speller speller(exact);
  for (const WordUnit& unit : units) {
    if (!unit.wholes.empty() && IsJoin(*unit.wholes.front())) {
      speller.Append(*unit.wholes.front(), 1);
    } else {
      speller.AppendWords(unit);
    }
  }
  return speller.Take();
}

// Compounds typed in one word, over the positions that their parts take in
// an article that hyphenates them.
Terms SpellHyphenated(const std::vector<WordUnit>& units, bool exact) {
  Speller speller(exact);
  for (const WordUnit& unit : units) {
    if (unit.words.size() == 1) {
      speller.Append(*unit.words.front(),
                     HyphenatedLength(*unit.words.front()));
    } else {
      speller.AppendWords(unit);
    }
  }
  return speller.Take();
}

}  // namespace

TermSpec MakeTerm(const Token& token, bool exact) {
  TermSpec term;
  term.form = token.form;
  term.stem = token.stem;
  term.accented = token.exact;
  term.length = token.length;
  term.exact = exact;
  return term;
}

PlanNode MakePhrase(Terms terms, ByteRange range) {
  PlanNode node;
  node.kind = terms.size() == 1 ? NodeKind::kWord : NodeKind::kPhrase;
  node.range = range;
  node.terms = std::move(terms);
  return node;
}

std::vector<PlanNode> SpellPhrase(const std::vector<WordUnit>& units,
                                  bool exact, ByteRange range) {
  std::vector<Terms> spellings = {SpellAsTyped(units, exact)};
  const auto add = [&spellings](Terms terms) {
    if (spellings.size() == kMaxSpellings) return;
    for (const Terms& known : spellings) {
      if (SameTerms(known, terms)) return;
    }
    spellings.push_back(std::move(terms));
  };
  add(SpellSolid(units, exact));
  add(SpellHyphenated(units, exact));
  // Further readings of one word at a time; offsets are those as typed.
  size_t at = 0;
  for (const WordUnit& unit : units) {
    for (const Token* whole : unit.wholes) {
      if (IsJoin(*whole) || unit.words.size() != 1) continue;
      Terms terms = spellings.front();
      const uint32_t offset = terms[at].offset;
      terms[at] = MakeTerm(*whole, exact);
      terms[at].offset = offset;
      add(std::move(terms));
    }
    at += unit.words.size();
  }
  std::vector<PlanNode> nodes;
  nodes.reserve(spellings.size());
  for (Terms& terms : spellings) {
    nodes.push_back(MakePhrase(std::move(terms), range));
  }
  return nodes;
}

}  // namespace vigie::query
