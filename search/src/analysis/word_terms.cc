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
  if ((token.flags & (kHasDigit | kInnerCaps)) != 0) return true;
  if (!entry) return (token.flags & kCapitalized) != 0;
  if ((entry->flags & kLexProper) != 0) return true;
  return !caseless && (token.flags & kAllCaps) != 0 &&
         token.form.size() <= kAcronymLetters;
}

void StemByLexicon(const LexiconEntry& entry, Token* token) {
  ReplaceByStem(entry, &token->stem);
  if ((entry.flags & kLexLemma) != 0) token->rules |= kRuleLemma;
  if ((entry.flags & kLexStem) != 0) token->rules |= kRuleStem;
}

}  // namespace

void FillTerms(std::string_view lower, bool caseless, Token* token) {
  FillFormAndExact(lower, token);
  token->stem = token->form;
  const std::optional<LexiconEntry> entry = FindInLexicon(token->exact);
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
