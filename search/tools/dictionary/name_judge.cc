#include "tools/dictionary/name_judge.h"

#include <algorithm>

#include "analysis/analyzer.h"
#include "analysis/lexicon.h"

namespace vigie::tools {
namespace {

using analysis::AnalyzedText;
using analysis::Token;

constexpr uint32_t kMostWords = 10;
constexpr size_t kShortWord = 4;       // bytes; a shorter one says too little
constexpr size_t kLongestAcronym = 7;  // bytes
constexpr int kManyPersons = 4;
constexpr uint16_t kNameLike =
    analysis::kCapitalized | analysis::kInnerCaps | analysis::kHasDigit;
// A generic name ("Institut de recherche") names none; a longer one does.
constexpr uint32_t kLeastCommonWords = 4;

// Latin letters, digits and the punctuation of names.
bool IsLatin(std::string_view name) {
  for (size_t i = 0; i < name.size(); ++i) {
    const auto byte = static_cast<unsigned char>(name[i]);
    if (byte < 0x80) {
      if (std::string_view(":;|/\\<>[]{}\"*=@_()").find(name[i]) !=
          std::string_view::npos) {
        return false;
      }
    } else if (byte >= 0xCA && byte != 0xE1 && byte != 0xE2) {
      return false;
    }
  }
  return true;
}

bool HasFlag(const Token& token, uint16_t flag) {
  return (token.flags & flag) != 0;
}

std::vector<const Token*> PlainTokens(const AnalyzedText& analyzed) {
  std::vector<const Token*> plain;
  for (const Token& token : analyzed.tokens) {
    if (!HasFlag(token, analysis::kJoin | analysis::kVariant)) {
      plain.push_back(&token);
    }
  }
  return plain;
}

// « Marc's » reads as Marc in a French text.
bool IsPossessive(std::string_view name) {
  return name.find("'s") != std::string_view::npos ||
         name.find("\u2019s") != std::string_view::npos;
}

bool HasCapital(const std::vector<const Token*>& tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [](const Token* token) {
    return HasFlag(*token, analysis::kCapitalized | analysis::kInnerCaps);
  });
}

}  // namespace

void NameJudge::LearnNames(std::istream& hunspell) {
  for (std::string line; std::getline(hunspell, line);) {
    const std::string word = line.substr(0, line.find_first_of("/\t "));
    const AnalyzedText analyzed = analysis::Analyze(word);
    if (analyzed.positions != 1) continue;
    const Token& token = analyzed.tokens.front();
    const bool capital = HasFlag(token, analysis::kCapitalized);
    (capital ? capitals_ : lower_case_).insert(token.form);
    if (line.find("po:prn") != std::string::npos ||
        line.find("po:patr") != std::string::npos) {
      first_names_.insert(token.form);
    }
  }
}

void NameJudge::LearnCommonWords(std::istream& words) {
  for (std::string word; std::getline(words, word);) {
    if (!word.empty() && word[0] != '#') common_.insert(word);
  }
}

void NameJudge::LearnPerson(std::string_view name) {
  const AnalyzedText analyzed = analysis::Analyze(name);
  for (const Token* token : PlainTokens(analyzed)) {
    ++person_words_[token->form];
  }
}

bool NameJudge::IsCommon(std::string_view lower,
                         std::string_view folded) const {
  return common_.count(std::string(folded)) > 0 || IsFrench(lower, folded);
}

// Whether the French lexicon has the word as other than a name.
bool NameJudge::IsFrench(std::string_view lower,
                         std::string_view folded) const {
  const std::string name(folded);
  if (capitals_.count(name) > 0 && lower_case_.count(name) == 0) return false;
  for (const std::string_view word : {lower, folded}) {
    const auto entry = analysis::FindInLexicon(word);
    if (entry.has_value() && (entry->flags & analysis::kLexProper) == 0) {
      return true;
    }
  }
  return false;
}

bool NameJudge::IsPersonWord(std::string_view folded) const {
  const std::string word(folded);
  const auto known = person_words_.find(word);
  return first_names_.count(word) > 0 ||
         (known != person_words_.end() && known->second >= kManyPersons);
}

Verdict NameJudge::Judge(std::string_view name, const OpenKind& kind) const {
  const AnalyzedText analyzed = analysis::Analyze(name);
  const std::vector<const Token*> tokens = PlainTokens(analyzed);
  if (tokens.empty() || tokens.size() > kMostWords || name.size() < 2 ||
      !IsLatin(name) || !HasCapital(tokens) || IsPossessive(name)) {
    return Verdict::kDrop;
  }
  // What it reads like written in one word: Al-Ain is no Alain.
  std::string solid = analysis::FoldName(name);
  solid.erase(std::remove_if(solid.begin(), solid.end(),
                             [](char c) { return c == '-' || c == ' '; }),
              solid.end());
  const bool hyphenated = name.find('-') != std::string_view::npos &&
                          name.find(' ') == std::string_view::npos;
  if (hyphenated && (IsCommon(solid, solid) || first_names_.count(solid) > 0)) {
    return Verdict::kDrop;
  }
  if (kind.type == EntityType::kPerson) return JudgePerson(name, kind);
  return tokens.size() == 1 ? JudgeWord(name, kind) : JudgeWords(name, kind);
}

Verdict NameJudge::JudgeWord(std::string_view name,
                             const OpenKind& kind) const {
  const AnalyzedText analyzed = analysis::Analyze(name);
  const Token& word = *PlainTokens(analyzed).front();
  const bool acronym = HasFlag(word, analysis::kAllCaps);
  if (acronym && name.size() <= kLongestAcronym) {
    if (name.size() < 3) return Verdict::kDrop;
    const bool known = kind.trust == Trust::kSure &&
                       kind.type != EntityType::kPlace && name.size() >= 4 &&
                       !IsCommon(word.exact, word.form);
    return known ? Verdict::kExact : Verdict::kNeedFull;
  }
  const bool coined = HasFlag(word, analysis::kInnerCaps | analysis::kHasDigit);
  const bool common = coined ? IsFrench(word.exact, word.form)
                             : IsCommon(word.exact, word.form);
  if (kind.type == EntityType::kPlace) return JudgePlaceWord(word, kind);
  if (common || word.form.size() < kShortWord) {
    return kind.trust == Trust::kSure && word.form.size() >= 3
               ? Verdict::kContext
               : Verdict::kDrop;
  }
  if (kind.trust == Trust::kSure) return Verdict::kExact;
  if (kind.trust != Trust::kFair) return Verdict::kContext;
  if (kind.type == EntityType::kProduct) {
    return coined ? Verdict::kExact : Verdict::kDrop;
  }
  return IsPersonWord(word.form) ? Verdict::kDrop : Verdict::kContext;
}

Verdict NameJudge::JudgePlaceWord(const analysis::Token& word,
                                  const OpenKind& kind) const {
  const bool common = IsCommon(word.exact, word.form);
  if (kind.trust == Trust::kSure) {
    const bool direction =
        common && (kind.subtype == "region" || kind.subtype == "city");
    if (word.form.size() < 3 || direction) return Verdict::kDrop;
    return common || first_names_.count(word.form) > 0 ? Verdict::kContext
                                                       : Verdict::kPlain;
  }
  if (common || first_names_.count(word.form) > 0 ||
      word.form.size() < kShortWord) {
    return Verdict::kDrop;
  }
  return kind.trust == Trust::kVeiled || IsPersonWord(word.form)
             ? Verdict::kContext
             : Verdict::kPlain;
}

Verdict NameJudge::JudgePerson(std::string_view name,
                               const OpenKind& kind) const {
  const AnalyzedText analyzed = analysis::Analyze(name);
  const std::vector<const Token*> tokens = PlainTokens(analyzed);
  if (tokens.size() < 2 || name.find(' ') == std::string_view::npos ||
      tokens.front()->form.size() < 2 || tokens.back()->form.size() < 2 ||
      !HasFlag(*tokens.front(), analysis::kCapitalized) ||
      !HasFlag(*tokens.back(), analysis::kCapitalized)) {
    return Verdict::kDrop;
  }
  if (kind.trust == Trust::kWeak) return Verdict::kContext;
  // Jean Michel is the beginning of many names.
  return first_names_.count(tokens.back()->form) > 0 ? Verdict::kApart
                                                     : Verdict::kPlain;
}

Verdict NameJudge::JudgeWords(std::string_view name,
                              const OpenKind& kind) const {
  const AnalyzedText analyzed = analysis::Analyze(name);
  const std::vector<const Token*> tokens = PlainTokens(analyzed);
  if (kind.trust == Trust::kWeak) return Verdict::kContext;
  // « province de Séville » is the name Séville with a noun.
  if (!HasFlag(*tokens.front(), kNameLike)) return Verdict::kDrop;
  const bool all_common =
      std::all_of(tokens.begin(), tokens.end(), [&](const Token* token) {
        return token->form.size() < 3 || IsCommon(token->exact, token->form);
      });
  if (kind.type == EntityType::kPlace) {
    const bool compound =
        name.find('-') != std::string_view::npos && kind.subtype == "city";
    return all_common && !compound && kind.trust != Trust::kSure
               ? Verdict::kContext
               : Verdict::kPlain;
  }
  if (!all_common || kind.trust == Trust::kSure) return Verdict::kPlain;
  if (kind.type == EntityType::kProduct) return Verdict::kDrop;
  return tokens.size() >= kLeastCommonWords ? Verdict::kPlain : Verdict::kDrop;
}

}  // namespace vigie::tools
