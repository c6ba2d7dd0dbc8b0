// How tokens lie in columns.bin (docs/schema.md). Persisted: do not change.
//
// An article's tokens are a string of symbols. A symbol is a word with its
// marks, or one of the specials below; symbols are numbered by falling
// frequency and take one to four bytes. The first byte says how many.
#ifndef VIGIE_INDEX_TOKEN_FORMAT_H_
#define VIGIE_INDEX_TOKEN_FORMAT_H_

#include <cstdint>

namespace vigie::index {

// First bytes below `two` stand alone; from `two` one more byte follows, from
// `three` two, from `four` three. 256: none.
struct TokenCode {
  uint32_t two = 256;
  uint32_t three = 256;
  uint32_t four = 256;
  uint32_t reserved = 0;

  uint32_t first_of_two() const { return two; }
  uint64_t first_of_three() const { return two + ((three - two) * 256ULL); }
  uint64_t first_of_four() const {
    return first_of_three() + ((four - three) * 65'536ULL);
  }
  uint64_t symbols() const {
    return first_of_four() + ((256 - four) * 16'777'216ULL);
  }
};
static_assert(sizeof(TokenCode) == 16);

// What stands for the word of a symbol that is none. The symbol's marks are
// those that change.
enum SpecialWord : uint32_t {
  kSpecials = 0xFFFFFFF0,       // from here on
  kSpecialMarks = 0xFFFFFFF0,   // the next position has these marks too
  kSpecialToggle = 0xFFFFFFF1,  // these marks hold, or no longer, from here on
  // The next symbol is a word over so many positions, from the position before.
  kSpecialOverlay1 = 0xFFFFFFF2,
  kSpecialOverlay2 = 0xFFFFFFF3,
  kSpecialOverlay3 = 0xFFFFFFF4,
  kSpecialOverlay = 0xFFFFFFF5,  // a varint, how many, precedes the word
};

// One word: its terms are `bytes` in order, without those that follow from
// another. 8 bytes.
struct WordRow {
  uint32_t bytes = 0;  // offset of the exact form in the words' bytes
  uint8_t exact_bytes = 0;
  uint8_t form_bytes = 0;
  uint8_t stem_bytes = 0;
  uint8_t flags = 0;
};
static_assert(sizeof(WordRow) == 8);

enum WordFlag : uint8_t {
  kFormIsExact = 1U << 0,  // the form is the exact form: no bytes of its own
  kStemInForm = 1U << 1,   // the stem begins the form: no bytes of its own
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_TOKEN_FORMAT_H_
