// The token column of a sealed segment, read in place.
#ifndef VIGIE_INDEX_MAPPED_TOKENS_H_
#define VIGIE_INDEX_MAPPED_TOKENS_H_

#include <string_view>

#include "index/segment.h"
#include "index/token_column.h"
#include "index/token_format.h"

namespace vigie::index {

// Views into bytes that must outlive it. Thread-safe.
class MappedTokens {
 public:
  struct Sections {
    TokenCode code;
    Span<uint32_t> symbol_words;  // code of a word, or SpecialWord
    Span<uint8_t> symbol_marks;
    Span<uint64_t> begin;  // per document and one: into bytes
    std::string_view bytes;
  };

  MappedTokens() = default;
  explicit MappedTokens(const Sections& sections) : sections_(sections) {}

  // True when Read stays inside of the sections and of `words` codes, whatever
  // the bytes of the documents. O(documents + symbols).
  bool IsSound(uint32_t words) const;

  // REQUIRES IsSound. Bytes that no writer makes give some tokens, never more
  // than there are bytes. O(tokens).
  void Read(uint32_t doc, DocumentTokens* tokens) const;

 private:
  Sections sections_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_MAPPED_TOKENS_H_
