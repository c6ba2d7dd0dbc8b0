// What the French chain makes of a text: tokens, sentences, paragraphs.
#ifndef VIGIE_ANALYSIS_TOKEN_H_
#define VIGIE_ANALYSIS_TOKEN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "vigie/article.h"

namespace vigie::analysis {

// Properties of the surface, for those who recognise names. Bit flags.
enum TokenFlag : uint16_t {
  kCapitalized = 1U << 0,  // first letter is upper case
  kAllCaps = 1U << 1,      // at least two letters, all upper case
  kInnerCaps = 1U << 2,    // upper case after a lower-case one: OpenAI
  kHasDigit = 1U << 3,
  kSentenceInitial = 1U << 4,  // first word of its sentence
  kJoin = 1U << 5,             // whole compound lying over its parts
  kPart = 1U << 6,             // part of a compound
  kElided = 1U << 7,           // an elided word (l', d', qu') stood before it
  kInLexicon = 1U << 8,
  kStopWord = 1U << 9,  // grammatical word: indexed, weighs little
  kNeverStemmed = 1U << 10,
  kQuoted = 1U << 11,   // inside « » or quotation marks
  kVariant = 1U << 12,  // further reading at the position of another
                        // token, e.g. 21 for XXIe
};

// What the chain did to make the token; shown by Analyze. Bit flags.
enum TokenRule : uint16_t {
  kRuleElision = 1U << 0,
  kRuleLigature = 1U << 1,
  kRuleLemma = 1U << 2,
  kRuleStem = 1U << 3,
  kRuleAccentFold = 1U << 4,
  kRuleCompound = 1U << 5,
  kRuleNumber = 1U << 6,  // grouped digits joined, currency words
  kRuleOrdinal = 1U << 7,
  kRuleAcronym = 1U << 8,    // U.S.A. -> usa
  kRuleInclusive = 1U << 9,  // salarié·e·s -> salarie
  kRuleClitic = 1U << 10,    // a-t-il: -t- dropped
  kRuleHashtag = 1U << 11,
  kRuleAddress = 1U << 12,    // URL or e-mail address
  kRuleTruncated = 1U << 13,  // longer than kMaxTermBytes
  kRuleEmphatic = 1U << 14,   // ouiiii -> oui
  kRuleEnglish = 1U << 15,    // in an English sentence: not stemmed
};

// No form, stem or exact is longer; longer words are cut at a character.
inline constexpr uint32_t kMaxTermBytes = 120;

struct Token {
  std::string form;   // folded: lower case, no accents, ligatures split
  std::string stem;   // light(lemma), folded; equals form if never stemmed
  std::string exact;  // lower case, accents kept
  ByteRange range;    // the core word in the source bytes, without elision
  uint32_t position = 0;
  uint32_t length = 1;  // positions covered
  uint32_t sentence = 0;
  uint32_t paragraph = 0;
  uint16_t flags = 0;
  uint16_t rules = 0;
};

struct SentenceSpan {
  ByteRange range;  // without surrounding white space
  uint32_t paragraph = 0;
  uint32_t position_begin = 0;  // half-open range of token positions
  uint32_t position_end = 0;
};

struct AnalyzedText {
  // By position; at one position the plain or part token (length 1) first,
  // then kVariant readings, then joins by rising length. Every position below
  // `positions` has exactly one token that is neither a join nor a variant.
  std::vector<Token> tokens;
  std::vector<SentenceSpan> sentences;  // in order, disjoint
  uint32_t positions = 0;
};

}  // namespace vigie::analysis

#endif  // VIGIE_ANALYSIS_TOKEN_H_
