// The token column of texts that a test names.
#ifndef VIGIE_TESTS_INDEX_ENCODED_TEXTS_H_
#define VIGIE_TESTS_INDEX_ENCODED_TEXTS_H_

#include <string>
#include <vector>

#include "analysis/analyzer.h"
#include "index/mapped_tokens.h"
#include "index/mapped_vocabulary.h"
#include "index/token_column_writer.h"

namespace vigie::index {

template <typename Value>
Span<Value> SpanOf(const std::vector<Value>& values) {
  return {values.data(), values.size()};
}

struct Text {
  std::string title;
  std::string text;
};

// Texts, encoded, with what reads them.
class Encoded {
 public:
  explicit Encoded(const std::vector<Text>& texts) {
    TokenLists lists;
    for (const Text& text : texts) {
      const auto title = analysis::Analyze(text.title);
      const auto body = analysis::Analyze(text.text);
      lists.Add({text.title, &title}, {text.text, &body});
    }
    encoded = EncodeTokens(lists);
    vocabulary = MappedVocabulary({SpanOf(encoded.words), encoded.word_bytes,
                                   SpanOf(encoded.words_by_form),
                                   SpanOf(encoded.words_by_stem)});
    tokens = MappedTokens({encoded.code, SpanOf(encoded.symbol_words),
                           SpanOf(encoded.symbol_marks), SpanOf(encoded.begin),
                           encoded.bytes});
  }
  DocumentTokens Read(uint32_t doc) const {
    DocumentTokens read;
    tokens.Read(doc, &read);
    return read;
  }

  EncodedTokens encoded;
  MappedVocabulary vocabulary;
  MappedTokens tokens;
};

}  // namespace vigie::index

#endif  // VIGIE_TESTS_INDEX_ENCODED_TEXTS_H_
