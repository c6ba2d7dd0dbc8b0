#include "entities/evidence.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "entities/agreement.h"
#include "entities/compounds.h"
#include "entities/gazetteer_names.h"
#include "entities/inflection.h"
#include "entities/item_paths.h"
#include "entities/surface.h"
#include "entities/word_class.h"

namespace vigie::entities {
namespace {

using analysis::Token;

// Walks one field's lattice along the trie.
class Scanner {
 public:
  // `forms`: hashes of the forms of the field's tokens.
  Scanner(const Patterns& patterns, Field field,
          const std::vector<uint64_t>& forms, Evidence* evidence)
      : patterns_(patterns),
        field_(field),
        forms_(forms),
        lattice_(evidence->field(field)),
        evidence_(evidence) {}

  void Run() {
    FindWords();
    FindFirst();
    for (uint32_t p = 0; p < lattice_.positions(); ++p) {
      const size_t token = lattice_.first_token(p);
      PrefetchPatterns(token + kPrefetched);
      for (WordSpace space : {WordSpace::kForm, WordSpace::kStem}) {
        for (uint32_t i = lattice_.first_token(p); i < lattice_.end_token(p);
             ++i) {
          const uint32_t first = words_[i].of(space).first;
          if (first != TokenTrie::kNone && LeadsOn(i, first, space)) {
            Enter(p, i, first, space, /*gaps_join=*/true);
          }
        }
      }
    }
  }

 private:
  // Tokens ahead: about as long as memory takes to answer.
  static constexpr size_t kPrefetched = 12;

  struct Word {
    uint32_t number = TokenTrie::kNone;
    uint32_t first = TokenTrie::kNone;  // where it leads to from the root
  };
  struct Words {
    Word form;
    Word stem;
    const Word& of(WordSpace space) const {
      return space == WordSpace::kForm ? form : stem;
    }
  };

  void FindWords() {
    const TokenTrie& trie = patterns_.trie;
    words_.resize(forms_.size());
    std::vector<uint64_t> stems(forms_);
    for (size_t i = 0; i < stems.size(); ++i) {
      const Token& token = lattice_.token(static_cast<uint32_t>(i));
      if (token.stem != token.form) stems[i] = Gazetteer::WordHash(token.stem);
    }
    for (size_t i = 0; i < words_.size(); ++i) {
      if (i + kPrefetched < words_.size()) {
        trie.PrefetchWord(forms_[i + kPrefetched]);
        trie.PrefetchWord(stems[i + kPrefetched]);
      }
      Words& words = words_[i];
      words.form.number = trie.FindWord(forms_[i]);
      words.stem.number = stems[i] == forms_[i] ? words.form.number
                                                : trie.FindWord(stems[i]);
      trie.PrefetchFirst(words.form.number);
      trie.PrefetchFirst(words.stem.number);
    }
  }

  void FindFirst() {
    const TokenTrie& trie = patterns_.trie;
    for (Words& words : words_) {
      words.form.first =
          trie.Child(TokenTrie::kRoot, words.form.number, WordSpace::kForm);
      words.stem.first =
          trie.Child(TokenTrie::kRoot, words.stem.number, WordSpace::kStem);
      if (trie.ends(words.form.first)) trie.PrefetchOutputs(words.form.first);
      if (trie.ends(words.stem.first)) trie.PrefetchOutputs(words.stem.first);
    }
  }

  // Of the token `i`, what ends where it leads to.
  void PrefetchPatterns(size_t i) const {
    constexpr size_t kLine = 64;
    if (i >= words_.size()) return;
    for (const Word& word : {words_[i].form, words_[i].stem}) {
      if (!patterns_.trie.ends(word.first)) continue;
      const uint32_t output = patterns_.trie.outputs(word.first).front();
      const Pattern* pattern = &patterns_.patterns[output];
      __builtin_prefetch(pattern);
      __builtin_prefetch(reinterpret_cast<const char*>(pattern) + kLine);
    }
  }

  // Whether something ends at `node`, to which the token `i` has led, or the
  // next word leads on.
  bool LeadsOn(uint32_t i, uint32_t node, WordSpace space) const {
    const TokenTrie& trie = patterns_.trie;
    if (trie.ends(node)) return true;
    if (!trie.goes_on(node)) return false;
    const Token& token = lattice_.token(i);
    const uint32_t next = token.position + token.length;
    if (next >= lattice_.positions()) return false;
    for (uint32_t j = lattice_.first_token(next); j < lattice_.end_token(next);
         ++j) {
      const uint32_t word = words_[j].of(space).number;
      if (word != TokenTrie::kNone &&
          trie.Child(node, word, space) != TokenTrie::kNone) {
        return true;
      }
    }
    return false;
  }

  void Walk(uint32_t position, uint32_t node, WordSpace space, bool gaps_join) {
    for (uint32_t i = lattice_.first_token(position);
         i < lattice_.end_token(position); ++i) {
      const uint32_t word = words_[i].of(space).number;
      if (word == TokenTrie::kNone) continue;
      const uint32_t child = patterns_.trie.Child(node, word, space);
      if (child != TokenTrie::kNone) {
        Enter(position, i, child, space, gaps_join);
      }
    }
  }

  // Goes on from `node`, to which the token `i` at `position` has led.
  void Enter(uint32_t position, uint32_t i, uint32_t node, WordSpace space,
             bool gaps_join) {
    const Token& token = lattice_.token(i);
    if (!IsReading(token)) return;
    if (!path_.empty()) {
      if (token.sentence != path_.front()->sentence) return;
      gaps_join = gaps_join && JoinsWords(lattice_.gap(*path_.back(), token));
    }
    path_.push_back(&token);
    for (uint32_t output : patterns_.trie.outputs(node)) {
      const Pattern& pattern = patterns_.patterns[output];
      if (gaps_join || pattern.any_gaps) Emit(pattern);
    }
    const uint32_t next = position + token.length;
    if (next < lattice_.positions() && patterns_.trie.goes_on(node)) {
      Walk(next, node, space, gaps_join);
    }
    path_.pop_back();
  }

  bool FormsAgree(const Pattern& pattern) const {
    for (size_t i = 0; i < pattern.forms.size(); ++i) {
      if (!SameWord(pattern.forms[i], path_[i]->form)) return false;
    }
    return true;
  }

  bool AccentsAgree(const Pattern& pattern) const {
    for (size_t i = 0; i < pattern.accented.size(); ++i) {
      const std::string& wanted = pattern.accented[i];
      if (FirstCharacters(path_[i]->exact, CountCharacters(wanted)) != wanted) {
        return false;
      }
    }
    return true;
  }

  std::string SurfaceOf(const Place& place) const {
    const bool is_acronym =
        (path_.front()->rules & analysis::kRuleAcronym) != 0;
    return ExactSurface(lattice_.slice(place.range), is_acronym);
  }

  void Emit(const Pattern& pattern) {
    if (!FormsAgree(pattern)) return;
    Hit hit{pattern.target, PlaceOf(field_, path_)};
    switch (pattern.kind) {
      case PatternKind::kAlias:
        if (AliasAgrees(pattern, &hit.place)) evidence_->aliases.push_back(hit);
        break;
      case PatternKind::kContext:
        evidence_->context.push_back(hit);
        break;
      case PatternKind::kMember:
        if (MemberAgrees(pattern, hit.place)) evidence_->members.push_back(hit);
        break;
      case PatternKind::kPhrase:
        if (IsWhole(hit.place)) evidence_->phrases.push_back(hit);
        break;
    }
  }

  // Widens `place` to an elided word that belongs to the alias.
  bool AliasAgrees(const Pattern& pattern, Place* place) const {
    const CompiledAlias& compiled = patterns_.aliases[pattern.target];
    if (!pattern.lead.empty()) {
      const std::string_view lead =
          ElidedWordBefore(lattice_.text(), place->range.begin);
      if (!LeadsAgree(pattern.lead, lead, compiled.alias->case_policy)) {
        return false;
      }
      place->range.begin -= static_cast<uint32_t>(lead.size());
    }
    if (!AccentsAgree(pattern)) return false;
    if (compiled.alias->apart && !StandsApart(lattice_, place->positions)) {
      return false;
    }
    switch (compiled.alias->case_policy) {
      case CasePolicy::kAny:
        return true;
      case CasePolicy::kCapitalized:
        return CapitalsAgree(compiled.capitals, compiled.words, lattice_,
                             place->positions);
      case CasePolicy::kExact:
        break;
    }
    return SurfaceOf(*place) == compiled.exact;
  }

  bool MemberAgrees(const Pattern& pattern, const Place& place) const {
    const CompiledMember& member = patterns_.members[pattern.target];
    return IsWhole(place) && AccentsAgree(pattern) &&
           MayBe(member.word_class, lattice_, place.positions.begin) &&
           (member.exact.empty() || SurfaceOf(place) == member.exact);
  }

  bool IsWhole(const Place& place) const {
    return !lattice_.inside_compound(place.positions.begin) &&
           !lattice_.inside_compound(place.positions.end);
  }

  const Patterns& patterns_;
  const Field field_;
  const std::vector<uint64_t>& forms_;
  const Lattice& lattice_;
  Evidence* evidence_;
  std::vector<Words> words_;  // by token
  std::vector<const Token*> path_;
};

// By token.
std::vector<uint64_t> HashForms(const Lattice& lattice) {
  std::vector<uint64_t> hashes;
  if (lattice.positions() == 0) return hashes;
  const uint32_t count = lattice.end_token(lattice.positions() - 1);
  hashes.reserve(count);
  for (uint32_t i = 0; i < count; ++i) {
    hashes.push_back(Gazetteer::WordHash(lattice.token(i).form));
  }
  return hashes;
}

void SortHits(std::vector<Hit>* hits) {
  const auto less = [](const Hit& a, const Hit& b) {
    if (a.target != b.target) return a.target < b.target;
    return ComesBefore(a.place, b.place);
  };
  std::sort(hits->begin(), hits->end(), less);
  const auto equal = [&](const Hit& a, const Hit& b) {
    return !less(a, b) && !less(b, a);
  };
  hits->erase(std::unique(hits->begin(), hits->end(), equal), hits->end());
}

}  // namespace

bool ComesBefore(const Place& a, const Place& b) {
  return std::tuple(a.field, a.range.begin, b.range.end) <
         std::tuple(b.field, b.range.begin, a.range.end);
}

bool Overlaps(const Place& a, const Place& b) {
  return a.field == b.field && a.range.begin < b.range.end &&
         b.range.begin < a.range.end;
}

bool StrictlyInside(const Place& inner, const Place& outer) {
  return inner.field == outer.field && outer.range.contains(inner.range) &&
         inner.range != outer.range;
}

Evidence GatherEvidence(const Patterns& patterns, Lattice title, Lattice text) {
  Evidence evidence;
  evidence.fields = {std::move(title), std::move(text)};
  for (Field field : {Field::kTitle, Field::kText}) {
    const std::vector<uint64_t> forms = HashForms(evidence.field(field));
    Scanner(patterns, field, forms, &evidence).Run();
    ScanField(patterns.compiled, field, forms,
              static_cast<uint32_t>(patterns.aliases.size()), &evidence);
  }
  SortHits(&evidence.context);
  SortHits(&evidence.members);
  SortHits(&evidence.phrases);
  SortHits(&evidence.aliases);
  DropPartsOfCompounds(patterns, &evidence);
  return evidence;
}

}  // namespace vigie::entities
