// The token column of a segment: each article's tokens in order, as codes of
// the segment's vocabulary.
#ifndef VIGIE_INDEX_TOKEN_COLUMN_H_
#define VIGIE_INDEX_TOKEN_COLUMN_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace vigie::index {

// The distinct words of a segment. A word is a distinct (exact, stem) pair;
// its folded form follows from the exact one. Codes run from 0 in the order of
// the exact forms' bytes, then the stems'. Views into the segment's mapping.
// Thread-safe.
class Vocabulary {
 public:
  virtual ~Vocabulary() = default;

  virtual uint32_t size() const = 0;
  // REQUIRES code < size().
  virtual std::string_view exact(uint32_t code) const = 0;  // accents kept
  virtual std::string_view form(uint32_t code) const = 0;   // accents folded
  virtual std::string_view stem(uint32_t code) const = 0;

  // Append the codes of every word with that form, stem or exact form, rising.
  // O(log size + found).
  virtual void FindForm(std::string_view form,
                        std::vector<uint32_t>* codes) const = 0;
  virtual void FindStem(std::string_view stem,
                        std::vector<uint32_t>* codes) const = 0;
  virtual void FindExact(std::string_view exact,
                         std::vector<uint32_t>* codes) const = 0;
};

// A further token at a position: the join of a compound, whose parts lie below
// it, or another reading (XXIe: 21).
struct OverlaidToken {
  uint32_t position = 0;  // of its first part, counted as in DocumentTokens
  uint32_t length = 1;    // positions
  uint32_t code = 0;
};

// One article's tokens, decoded: positions of the title first, then those of
// the text. Reuse it: decoding into it allocates only when it must grow.
struct DocumentTokens {
  uint32_t title_positions = 0;
  std::vector<uint32_t> codes;  // by position
  std::vector<uint8_t> marks;   // Mark of index/structure.h, by position
  std::vector<OverlaidToken> overlaid;  // by position, then length
};

// Tells some symbols of a segment's token column from the others: what
// SoughtTokens are read by.
using SymbolSet = std::vector<uint64_t>;

// What is told of a text beside the tokens that are looked for.
struct TextMarks {
  uint32_t marks = 0;  // of so many positions, and of the title
  // Unless it is 0, instead of marks: where the second paragraph begins, as far
  // as it does within so many positions.
  uint32_t lead = 0;
};

// Those tokens of one article whose words are looked for. Reuse it, as above.
struct SoughtTokens {
  uint32_t title_positions = 0;
  uint32_t positions = 0;  // of title and text
  // As they lie there, plain tokens with length 1: by position, of one position
  // the plain token first.
  std::vector<OverlaidToken> found;
  std::vector<uint8_t> marks;  // of the first positions, as many as asked for
  // Positions of the text before its second paragraph; as many as it was asked
  // for, or the text has, when these are fewer.
  uint32_t lead = 0;
  std::vector<uint8_t> sizes;  // working memory
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_TOKEN_COLUMN_H_
