#include "analysis/word_terms.h"

#include <optional>
#include <string>

#include "analysis/lexicon.h"
#include "analysis/light_stem.h"
#include "text/normal_form.h"

namespace vigie::analysis {
namespace {

// Capitals of this many letters are an acronym even if a word is spelled so
// (AI, EST, OR).
constexpr size_t kAcronymLetters = 3;

void FillFormAndExact(std::string_view lower, Token* token) {
  if (lower.size() > kMaxTermBytes) {
    lower = text::CutAtCharacter(lower, kMaxTermBytes);
    token->rules |= kRuleTruncated;
  }
  token->exact = lower;
  token->form.clear();
  const uint8_t effects = text::AppendFolded(lower, &token->form);
  if ((effects & text::kFoldAccent) != 0) token->rules |= kRuleAccentFold;
  if ((effects & text::kFoldLigature) != 0) token->rules |= kRuleLigature;
  if (token->form.size() > kMaxTermBytes) {
    token->form.resize(text::CutAtCharacter(token->form, kMaxTermBytes).size());
    token->rules |= kRuleTruncated;
  }
}

bool IsNameLike(const Token& token, const std::optional<LexiconEntry>& entry,
                bool caseless) {
  if ((token.flags & kHasDigit) != 0) return true;
  if (!entry) return (token.flags & (kCapitalized | kInnerCaps)) != 0;
  if ((entry->flags & kLexProper) != 0) return true;
  return !caseless && (token.flags & kAllCaps) != 0 &&
         token.form.size() <= kAcronymLetters;
}

// `word` with every run of three equal letters or more cut to `kept`; the same
// word when there is none.
std::string WithoutRuns(std::string_view word, size_t kept) {
  std::string plain;
  std::string_view last;
  size_t run = 0;
  for (size_t i = 0; i < word.size();) {
    const size_t begin = i;
    text::DecodeNext(word, &i);
    const std::string_view letter = word.substr(begin, i - begin);
    run = letter == last ? run + 1 : 1;
    last = letter;
    if (run == 3) plain.resize(plain.size() - (2 - kept) * letter.size());
    if (run < 3) plain += letter;
  }
  return plain;
}

bool HasRun(std::string_view word) {
  for (size_t i = 2; i < word.size(); ++i) {
    const char c = word[i];
    if (c == word[i - 1] && c == word[i - 2]) return c != 'x' && c != 'w';
    if (i >= 5 && (c & 0xC0) == 0x80 &&
        word.substr(i - 1, 2) == word.substr(i - 3, 2) &&
        word.substr(i - 1, 2) == word.substr(i - 5, 2)) {
      return true;
    }
  }
  return false;
}

// ouiiii, trèèès: the form is that of the word that the lexicon has. Short
// words in capitals are ratings and sizes (AAA).
std::optional<LexiconEntry> ReadEmphatic(Token* token) {
  constexpr size_t longest_code = 4;
  constexpr size_t longest = 40;
  const std::string& exact = token->exact;
  if ((token->flags & (kHasDigit | kInnerCaps)) != 0 ||
      exact.size() > longest || !HasRun(exact)) {
    return std::nullopt;
  }
  if ((token->flags & kAllCaps) != 0 && exact.size() <= longest_code) {
    return std::nullopt;
  }
  for (const size_t kept : {size_t{2}, size_t{1}}) {
    const std::string plain = WithoutRuns(exact, kept);
    const std::optional<LexiconEntry> entry = FindInLexicon(plain);
    if (!entry || plain.size() < 2) continue;
    token->form.clear();
    text::AppendFolded(plain, &token->form);
    token->rules |= kRuleEmphatic;
    return entry;
  }
  return std::nullopt;
}

void StemByLexicon(const LexiconEntry& entry, Token* token) {
  ReplaceByStem(entry, &token->stem);
  if ((entry.flags & kLexLemma) != 0) token->rules |= kRuleLemma;
  if ((entry.flags & kLexStem) != 0) token->rules |= kRuleStem;
}

}  // namespace

void FillTerms(std::string_view lower, bool caseless, Token* token) {
  FillFormAndExact(lower, token);
  std::optional<LexiconEntry> entry = FindInLexicon(token->exact);
  if (!entry) entry = ReadEmphatic(token);
  token->stem = token->form;
  if (entry) token->flags |= kInLexicon;
  if (IsNameLike(*token, entry, caseless)) {
    token->flags |= kNeverStemmed;
    return;
  }
  if (entry) {
    if ((entry->flags & kLexStopWord) != 0) token->flags |= kStopWord;
    StemByLexicon(*entry, token);
    return;
  }
  if (token->form.find('\'') != std::string::npos) return;
  LightStem(&token->stem);
  if (token->stem != token->form) token->rules |= kRuleStem;
}

void FillCode(std::string_view term, Token* token) {
  FillFormAndExact(term, token);
  token->stem = token->form;
  token->flags |= kNeverStemmed;
}

void FillJoin(std::string_view lower, bool caseless, Token* token) {
  FillFormAndExact(lower, token);
  token->stem = token->form;
  const std::optional<LexiconEntry> entry = FindInLexicon(token->exact);
  if (entry) {
    token->flags |= kInLexicon;
    StemByLexicon(*entry, token);
    return;
  }
  if (IsNameLike(*token, entry, caseless)) {
    token->flags |= kNeverStemmed;
  } else if (token->stem.size() > 4 && token->stem.back() == 's') {
    token->stem.pop_back();
    token->rules |= kRuleStem;
  }
}

}  // namespace vigie::analysis
