// Where the steps of the chain put their tokens.
#ifndef VIGIE_ANALYSIS_TOKEN_SINK_H_
#define VIGIE_ANALYSIS_TOKEN_SINK_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/atom.h"
#include "analysis/token.h"
#include "text/normal_form.h"

namespace vigie::analysis {

// One paragraph on its way through the chain.
struct Paragraph {
  text::NormalText normal;
  std::vector<Atom> atoms;
  uint32_t index = 0;
  bool caseless = false;  // a headline in capitals: case says nothing

  std::string_view lower(uint32_t begin, uint32_t end) const {
    return {normal.lower.data() + begin, end - begin};
  }
  std::string_view lower(const Atom& atom) const {
    return lower(atom.begin, atom.end);
  }
  // The byte at `i` of the normal form, '\0' outside of it.
  char at(size_t i) const { return i < normal.size() ? normal.lower[i] : '\0'; }
  // True when a word character stands at `i`.
  bool word_at(size_t i) const {
    return i < normal.size() && text::IsWordKind(normal.kind[i]);
  }
};

// A piece of a paragraph's normal form, half-open, with surface flags.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint16_t flags = 0;
  uint16_t rules = 0;
};

inline Span SpanOf(const Atom& atom) {
  return {atom.begin, atom.end, atom.flags, 0};
}

// Gives tokens their position, range, terms and flags. The references that it
// returns are valid until the next call.
class TokenSink {
 public:
  TokenSink(const Paragraph& paragraph, AnalyzedText* out)
      : paragraph_(paragraph), out_(out) {}

  // The word that `span` covers, at the next position, with form, stem and
  // exact as its letters give them.
  Token& AddWord(const Span& span);

  // As AddWord, but with the terms of `lower`, another word in the normal form:
  // milliards for Md.
  Token& AddWordAs(const Span& span, std::string_view lower);

  // As AddWord, but all three terms are `term`: numbers, codes, addresses.
  Token& AddCode(const Span& span, std::string_view term);

  // A further reading `term` at the position of the word added last.
  Token& AddVariant(const Span& span, std::string_view term);

  // Marks the words added since position `first` as the parts of a compound
  // and lays a join over them. REQUIRES at least two such words.
  Token& AddJoin(uint32_t first, const Span& span);

  // Marks the tokens at `position` as following an elided word.
  void MarkElided(uint32_t position);

  uint32_t next_position() const { return out_->positions; }
  const Paragraph& paragraph() const { return paragraph_; }

 private:
  Token MakeToken(const Span& span) const;
  const Paragraph& paragraph_;
  AnalyzedText* out_;
};

}  // namespace vigie::analysis

#endif  // VIGIE_ANALYSIS_TOKEN_SINK_H_
