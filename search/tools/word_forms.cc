#include "tools/word_forms.h"

#include <algorithm>
#include <array>

#include "text/normal_form.h"

namespace vigie::tools {
namespace {

size_t CountCapitals(std::string_view word) {
  text::NormalText normal;
  text::Normalize(word, 0, &normal);
  return static_cast<size_t>(std::count(normal.kind.begin(), normal.kind.end(),
                                        text::CharKind::kUpper));
}

bool IsName(const WordForm& word) {
  if (Has(word.parts, "npr") || Has(word.parts, "prn") ||
      Has(word.parts, "patr")) {
    return true;
  }
  return CountCapitals(word.lemma) >= 2;  // ONU, McCarthy
}

bool IsVerb(const WordForm& word) {
  return std::any_of(word.parts.begin(), word.parts.end(),
                     [](const std::string& part) {
                       return part.size() > 2 && part[0] == 'v' &&
                              part[1] >= '0' && part[1] <= '9';
                     });
}

// The subjunctive imperfect, and the past historic but for the third person.
bool IsRareVerbForm(const WordForm& word) {
  if (Has(word.tags, "simp")) return true;
  return Has(word.tags, "ipsi") && !Has(word.tags, "3sg") &&
         !Has(word.tags, "3pl") && !Has(word.tags, "3pl!");
}

}  // namespace

bool Has(const std::vector<std::string>& list, std::string_view what) {
  return std::find(list.begin(), list.end(), what) != list.end();
}

std::string Lower(std::string_view word) {
  text::NormalText normal;
  text::Normalize(word, 0, &normal);
  return normal.lower;
}

std::string Fold(std::string_view lower) {
  std::string folded;
  text::AppendFolded(lower, &folded);
  return folded;
}

std::string Replaced(std::string text, std::string_view from,
                     std::string_view to) {
  for (size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string WithGraveAccent(const std::string& lower) {
  constexpr std::array<std::string_view, 12> endings = {
      "erai",  "eras",  "era",    "erons", "erez",    "eront",
      "erais", "erait", "erions", "eriez", "eraient", "ement"};
  const size_t at = lower.rfind("é");
  if (at == std::string::npos || at == 0) return lower;
  const std::string_view acute = "é";
  const size_t after = at + acute.size();
  const size_t ending = lower.find_first_not_of("bcdfghjklmnpqrstvxz", after);
  if (ending == std::string::npos || ending == after || ending > after + 2 ||
      std::find(endings.begin(), endings.end(),
                std::string_view(lower).substr(ending)) == endings.end()) {
    return lower;
  }
  std::string grave = lower;
  return grave.replace(at, acute.size(), "è");
}

std::string WithoutHyphens(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
  return text;
}

bool IsWord(std::string_view word) {
  text::NormalText normal;
  text::Normalize(word, 0, &normal);
  const auto letter = [&](size_t i) {
    return text::IsWordKind(normal.kind[i]) &&
           normal.kind[i] != text::CharKind::kDigit;
  };
  for (size_t i = 0; i < normal.size(); ++i) {
    const char c = normal.lower[i];
    if (c != '\'' && c != '-' && !letter(i)) return false;
  }
  return normal.size() > 0 && letter(0) && letter(normal.size() - 1);
}

bool IsElided(std::string_view lower) {
  constexpr std::array<std::string_view, 13> elidable = {
      "l", "d", "qu",    "s",      "n",      "c",     "j",
      "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu"};
  const size_t apostrophe = lower.find('\'');
  return apostrophe != std::string_view::npos &&
         lower.find('-') == std::string_view::npos &&
         std::find(elidable.begin(), elidable.end(),
                   lower.substr(0, apostrophe)) != elidable.end();
}

Rank RankOf(const WordForm& word) {
  const bool itself = word.form == word.lemma;
  if (IsName(word)) return kName;
  if (Has(word.parts, "pfx")) return kPrefix;
  if (Has(word.parts, "mg")) return kGrammatical;
  if (IsVerb(word)) {
    if (Has(word.tags, "infi")) return kInfinitive;
    if (Has(word.tags, "ppas")) return kParticiple;
    return IsRareVerbForm(word) ? kRareVerbForm : kVerbForm;
  }
  if (Has(word.parts, "nom")) return itself ? kOwnNoun : kInflectedNoun;
  if (Has(word.parts, "adj")) return itself ? kAdjective : kInflectedAdjective;
  return word.parts.empty() ? kUnknownKind : kInvariable;
}

}  // namespace vigie::tools
