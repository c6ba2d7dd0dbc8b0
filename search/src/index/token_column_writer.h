// Encodes the tokens of a segment (token_format.h).
#ifndef VIGIE_INDEX_TOKEN_COLUMN_WRITER_H_
#define VIGIE_INDEX_TOKEN_COLUMN_WRITER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "index/token_format.h"
#include "index/token_lists.h"

namespace vigie::index {

// The sections as MappedVocabulary and MappedTokens read them.
struct EncodedTokens {
  std::vector<WordRow> words;
  std::string word_bytes;
  std::vector<uint32_t> words_by_form;
  std::vector<uint32_t> words_by_stem;
  TokenCode code;
  std::vector<uint32_t> symbol_words;
  std::vector<uint8_t> symbol_marks;
  std::vector<uint64_t> begin;
  std::string bytes;
  std::vector<uint32_t> code_of;  // the code of each word of the lists
};

// Depends on what the lists hold and not on how their words are numbered.
// O(tokens + words log words).
EncodedTokens EncodeTokens(const TokenLists& lists);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_TOKEN_COLUMN_WRITER_H_
