#include "entities/name_grammar.h"

#include <algorithm>
#include <cstdint>

#include "entities/grammar_words.h"

namespace vigie::entities {
namespace {

using analysis::Token;

constexpr uint16_t kGrammaticalFirst =
    analysis::kSentenceInitial | analysis::kStopWord;

template <typename List>
bool Holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Whether `list` has the noun `token` in the singular or as it stands.
template <typename List>
bool HoldsNoun(const List& list, const Token& token) {
  const std::string_view form = token.form;
  const bool plural = form.size() > 3 && form.back() == 's';
  return Holds(list, form) || Holds(list, token.stem) ||
         (plural && Holds(list, form.substr(0, form.size() - 1)));
}

// A third person of a verb in -er, or the participle after « a ».
template <typename List>
bool IsFormOf(const List& verbs, std::string_view form, bool participle) {
  return std::any_of(verbs.begin(), verbs.end(), [&](std::string_view verb) {
    if (form.substr(0, verb.size()) != verb) return false;
    const std::string_view ending = form.substr(verb.size());
    return ending == "e" ||
           (!participle &&
            (ending == "ent" || ending == "era" || ending == "eront"));
  });
}

bool IsLower(const Token& token) {
  return (token.flags & (analysis::kCapitalized | analysis::kAllCaps)) == 0;
}

// A space, or the full stop of an abbreviation and a space.
bool IsTitleGap(std::string_view gap) {
  if (!gap.empty() && gap.front() == '.') gap.remove_prefix(1);
  return gap == " " || gap == "\xC2\xA0" || gap == "\xE2\x80\xAF";
}

// The words around a place; null where its sentence ends.
class Around {
 public:
  Around(const Lattice& lattice, const Place& place)
      : lattice_(lattice), place_(place) {}

  // `n` words before the name, from 1, if spaces alone part them.
  const Token* Before(uint32_t n) const {
    if (place_.positions.begin < n) return nullptr;
    const Token& token = lattice_.plain(place_.positions.begin - n);
    const Token& next = lattice_.plain(place_.positions.begin - n + 1);
    return token.sentence == next.sentence && IsSpace(token, next) ? &token
                                                                   : nullptr;
  }
  // `n` words after it, from 1; `gap` stands between it and the word before.
  const Token* After(uint32_t n, std::string_view gap) const {
    const uint32_t at = place_.positions.end + n - 1;
    if (at >= lattice_.positions()) return nullptr;
    const Token& token = lattice_.plain(at);
    const Token& before = lattice_.plain(at - 1);
    return token.sentence == before.sentence &&
                   lattice_.gap(before, token) == gap
               ? &token
               : nullptr;
  }
  // The word after a comma, and after an elided article.
  const Token* AfterComma() const {
    const uint32_t at = place_.positions.end;
    if (at >= lattice_.positions()) return nullptr;
    const Token& token = lattice_.plain(at);
    const Token& before = lattice_.plain(at - 1);
    const std::string_view gap = lattice_.gap(before, token);
    const bool comma = gap == ", " || (gap.substr(0, 2) == ", " &&
                                       (token.flags & analysis::kElided) != 0);
    return comma && token.sentence == before.sentence ? &token : nullptr;
  }
  // Whether a grammatical word governs the name: the apposition behind it is
  // then of what it depends on (« le PDG de Microsoft, 50 ans »).
  bool Leans() const {
    const Token* before = Before(1);
    return elided() ||
           (before != nullptr && (before->flags & analysis::kStopWord) != 0);
  }
  // Whether an elided word that is no part of the name stands before it.
  bool elided() const {
    return (first().flags & analysis::kElided) != 0 &&
           place_.range.begin == first().range.begin;
  }
  const Token& first() const { return lattice_.plain(place_.positions.begin); }
  bool BeginsClause() const {
    if (elided()) return false;
    if (place_.positions.begin == 0) return true;
    const Token& before = lattice_.plain(place_.positions.begin - 1);
    if (before.sentence != first().sentence) return true;
    const std::string_view gap = lattice_.gap(before, first());
    return gap.find_first_of(",:;") != std::string_view::npos ||
           (gap == " " && (before.form == "et" || before.form == "mais" ||
                           before.form == "si"));
  }

 private:
  bool IsSpace(const Token& left, const Token& right) const {
    const std::string_view gap = lattice_.gap(left, right);
    return gap == " " || gap == "\xC2\xA0" || gap == "-" ||
           ((right.flags & analysis::kElided) != 0 && gap.size() <= 6 &&
            gap.find_first_of(",;:()") == std::string_view::npos);
  }
  const Lattice& lattice_;
  const Place& place_;
};

bool IsOf(const Token& token) {
  return token.form == "de" || token.form == "du" || token.form == "des";
}

// Whether a noun of `nouns` governs the name: right before it, or with a
// complement of one lower-case word (« le fabricant de clés Ledger »).
template <typename List>
bool FollowsNoun(const List& nouns, const Around& around) {
  const Token* before = around.Before(1);
  if (before == nullptr || !IsLower(*before)) return false;
  if (HoldsNoun(nouns, *before)) return true;
  if ((before->flags & analysis::kStopWord) != 0) return false;
  const Token* of = around.Before(2);
  const Token* noun = of == nullptr ? nullptr : around.Before(3);
  if (noun == nullptr || !IsLower(*noun)) return false;
  return IsOf(*of) && Holds(nouns, noun->form);
}

// « <noun> de <name> », « <noun> général de <name> ».
template <typename List>
bool FollowsNounOf(const List& nouns, const Around& around) {
  const Token* of = around.Before(1);
  if (around.elided()) {
    return of != nullptr && HoldsNoun(nouns, *of);
  }
  if (of == nullptr || !IsOf(*of)) return false;
  const Token* noun = around.Before(2);
  return noun != nullptr && HoldsNoun(nouns, *noun);
}

// Whether the name, without an article, is the subject of a verb of `verbs`.
template <typename Verbs, typename Forms, typename Participles>
bool IsSubject(const Verbs& verbs, const Forms& forms,
               const Participles& participles, const Around& around) {
  if (!around.BeginsClause()) return false;
  const Token* verb = around.After(1, " ");
  if (verb == nullptr || !IsLower(*verb)) return false;
  if (verb->form != "a" && verb->form != "va") {
    return IsFormOf(verbs, verb->form, false) || Holds(forms, verb->form);
  }
  const Token* next = around.After(2, " ");
  return verb->form == "a" && next != nullptr &&
         (IsFormOf(verbs, next->form, true) || Holds(participles, next->form));
}

constexpr std::array<std::string_view, 0> kNone = {};

// « <name>, l'assistant d'Anthropic », « <name>, le fabricant »,
// « <name>, filiale d'Iliad ».
template <typename List>
bool IsApposedTo(const List& nouns, const Around& around) {
  const Token* noun = around.AfterComma();
  if (noun == nullptr) return false;
  if (noun->form == "le" || noun->form == "la" || noun->form == "un" ||
      noun->form == "une") {
    noun = around.After(2, " ");
  }
  return noun != nullptr && IsLower(*noun) && Holds(nouns, noun->form);
}

Grammar JudgeProduct(const Around& around) {
  return FollowsNoun(grammar::kProductNouns, around) ||
                 IsApposedTo(grammar::kProductNouns, around)
             ? Grammar::kTells
             : Grammar::kSilent;
}

// Whether « de », « du » or « des » goes on with the title that the name
// begins: « Le Monde de Sophie ».
bool GoesOn(const Lattice& lattice, const Place& place) {
  if (place.positions.end >= lattice.positions()) return false;
  const Token& last = lattice.plain(place.positions.end - 1);
  const Token& next = lattice.plain(place.positions.end);
  return next.sentence == last.sentence && lattice.gap(last, next) == " " &&
         IsOf(next);
}

// « selon Le Monde », « révélée par Le Point », « dans les colonnes du Figaro
// », and « lire La Croix »: the capital of an article inside a sentence is that
// of a title.
bool IsSource(const Lattice& lattice, const Place& place,
              const Around& around) {
  const Token* before = around.Before(1);
  if (before != nullptr && !around.elided() &&
      Holds(grammar::kSourceWords, before->form)) {
    return true;
  }
  const Token& first = around.first();
  const bool lead = place.range.begin < first.range.begin &&
                    lattice.text()[place.range.begin] == 'L';
  return (lead || Holds(grammar::kArticles, first.form)) &&
         CapitalTells(lattice, place) && !GoesOn(lattice, place);
}

Grammar JudgeFirm(const Lattice& lattice, const Place& place,
                  std::string_view subtype) {
  const Around around(lattice, place);
  const bool media = subtype == "media";
  if (media && IsSource(lattice, place, around)) return Grammar::kTells;
  if (media && (FollowsNoun(grammar::kMediaNouns, around) ||
                FollowsNounOf(grammar::kPressParts, around) ||
                IsApposedTo(grammar::kMediaNouns, around) ||
                IsSubject(grammar::kPressVerbs, kNone, kNone, around))) {
    return Grammar::kTells;
  }
  if (subtype == "party" && FollowsNoun(grammar::kMembers, around)) {
    return Grammar::kTells;
  }
  if (FollowsNoun(grammar::kCompanyNouns, around) ||
      IsApposedTo(grammar::kCompanyNouns, around) ||
      FollowsNounOf(grammar::kOffices, around)) {
    return media ? Grammar::kFits : Grammar::kTells;
  }
  const Token* before = around.Before(1);
  const bool at_home =
      before != nullptr && before->form == "chez" && !around.elided();
  if (at_home || IsSubject(grammar::kFirmVerbs, grammar::kFirmForms,
                           grammar::kFirmParticiples, around)) {
    return Grammar::kFits;
  }
  return Grammar::kSilent;
}

// « en Corrèze », « dans la Drôme », « le préfet du Lot ».
bool IsInRegion(const Around& around) {
  const Token* before = around.Before(1);
  if (before == nullptr) return false;
  const bool article = around.elided() || before->form == "la" ||
                       before->form == "le" || before->form == "les";
  uint32_t at = article && !around.elided() ? 2 : 1;
  const Token* word = around.Before(at);
  if (word != nullptr && IsOf(*word)) word = around.Before(at + 1);
  return word != nullptr && HoldsNoun(grammar::kRegionWords, *word);
}

Grammar JudgeTown(const Around& around, std::string_view subtype) {
  const Token* before = around.Before(1);
  const bool at = before != nullptr && !around.elided() &&
                  (before->exact == "à" || before->form == "vers" ||
                   before->form == "depuis");
  const bool wide =
      subtype == "region" || subtype == "department" || subtype == "country";
  if (at || FollowsNounOf(grammar::kTownNouns, around) ||
      (wide && IsInRegion(around)) ||
      IsSubject(grammar::kTownVerbs, kNone, kNone, around)) {
    return Grammar::kFits;
  }
  return Grammar::kSilent;
}

bool EndsWith(std::string_view word, std::string_view ending) {
  return word.size() > ending.size() + 2 &&
         word.substr(word.size() - ending.size()) == ending;
}

// A listed trade, or the feminine of one: no firm is called a « danseuse ».
bool IsTrade(const Token& token) {
  if (Holds(grammar::kTrades, token.form)) return true;
  return IsLower(token) &&
         (EndsWith(token.form, "euse") || EndsWith(token.form, "ienne"));
}

}  // namespace

bool IsPersonTitle(std::string_view form) {
  // The analysis writes the title « M. » so, and the metre as m.
  return Holds(grammar::kTitles, form) || form == "m." || form == "mm.";
}

bool NamesOthers(std::string_view form) {
  return Holds(grammar::kCalledAfter, form);
}

bool StandsAsPerson(const Lattice& lattice, const Place& place) {
  if (place.positions.end - place.positions.begin != 1) return false;
  const Around around(lattice, place);
  const Token& name = around.first();
  if (place.positions.begin > 0 && !around.elided()) {
    const Token& before = lattice.plain(place.positions.begin - 1);
    const std::string_view gap = lattice.gap(before, name);
    const bool title = IsPersonTitle(before.form);
    if (title && before.sentence == name.sentence && IsTitleGap(gap)) {
      return true;
    }
  }
  const Token* trade = around.After(1, ", ");
  if (trade == nullptr || around.Leans()) return false;
  if (IsTrade(*trade)) return true;
  const Token* years = around.After(2, " ");
  if (years == nullptr) years = around.After(2, "\xC2\xA0");
  return (trade->flags & analysis::kHasDigit) != 0 && years != nullptr &&
         (years->form == "ans" || years->form == "an");
}

bool NamesABuilding(const Lattice& lattice, const Place& place,
                    std::string_view listed) {
  const Positions& at = place.positions;
  bool hyphens = listed.find(' ') != std::string_view::npos;
  for (uint32_t p = at.begin + 1; p < at.end && hyphens; ++p) {
    hyphens = lattice.gap(lattice.plain(p - 1), lattice.plain(p)) == "-";
  }
  if (hyphens) return true;
  const Around around(lattice, place);
  const Token* before = around.Before(1);
  if (before == nullptr || around.elided()) return false;
  return Holds(grammar::kBuildings, before->form) ||
         (at.end - at.begin == 1 && NamesOthers(before->form));
}

bool CapitalTells(const Lattice& lattice, const Place& place) {
  const uint32_t at = place.positions.begin;
  const Token& first = lattice.plain(at);
  if (at == 0 || (first.flags & analysis::kAllCaps) != 0) return false;
  const Token& before = lattice.plain(at - 1);
  const bool begins = (before.flags & kGrammaticalFirst) == kGrammaticalFirst;
  if (before.sentence != first.sentence || (!IsLower(before) && !begins)) {
    return false;
  }
  const std::string_view gap = lattice.gap(before, first);
  return gap.find_first_of(".!?:-/\n(\"") == std::string_view::npos &&
         gap.find("\xC2\xAB") == std::string_view::npos &&
         gap.find("\xE2\x80\x9C") == std::string_view::npos &&
         gap.find("\xE2\x80\x94") == std::string_view::npos &&
         gap.find("\xE2\x80\x93") == std::string_view::npos;
}

Grammar JudgeGrammar(const Lattice& lattice, const Place& place,
                     EntityType type, std::string_view subtype) {
  const Around around(lattice, place);
  switch (type) {
    case EntityType::kOrganization:
    case EntityType::kAgency:
      return JudgeFirm(lattice, place, subtype);
    case EntityType::kProduct: {
      const Grammar told = JudgeProduct(around);
      return told != Grammar::kSilent ? told
                                      : JudgeFirm(lattice, place, subtype);
    }
    case EntityType::kPlace:
      return JudgeTown(around, subtype);
    default:
      return Grammar::kSilent;
  }
}

Place WithoutKind(const Lattice& lattice, const Place& place) {
  const Token& first = lattice.plain(place.positions.begin);
  const bool kind =
      IsLower(first) &&
      (Holds(grammar::kMediaNouns, first.form) || first.form == "groupe" ||
       first.form == "agence" || first.form == "maison" ||
       first.form == "parti" || first.form == "ville");
  if (!kind) return place;
  uint32_t at = place.positions.begin + 1;
  if (first.form == "ville" && at < place.positions.end &&
      lattice.plain(at).form == "de") {
    ++at;
  }
  if (at >= place.positions.end || IsLower(lattice.plain(at))) return place;
  Place name = place;
  name.positions.begin = at;
  name.range.begin = lattice.plain(at).range.begin;
  return name;
}

}  // namespace vigie::entities
