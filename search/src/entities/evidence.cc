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
#include "entities/word_senses.h"

namespace vigie::entities {
namespace {

using analysis::Token;

// Finds what stands in one field: words by their senses, longer paths along the
// trie.
class Scanner {
 public:
  // `words`: the numbers of the tokens' senses.
  Scanner(const Patterns& patterns, Field field, const WordSenses& senses,
          const std::vector<uint32_t>& words, Evidence* evidence)
      : patterns_(patterns),
        field_(field),
        senses_(senses),
        words_(words),
        lattice_(evidence->field(field)),
        evidence_(evidence) {}

  void Run() {
    for (uint32_t i = 0; i < words_.size(); ++i) {
      if (i + 2 * kPrefetched < words_.size()) {
        senses_.Prefetch(words_[i + 2 * kPrefetched]);
        PrefetchSense(i + kPrefetched);
      }
      const WordSense& sense = senses_[words_[i]];
      for (uint32_t at = sense.outputs_begin; at < sense.outputs_end; ++at) {
        EmitWord(i, senses_.output(at));
      }
      for (const WordSpace space : {WordSpace::kForm, WordSpace::kStem}) {
        const uint32_t node = sense.goes_on[static_cast<size_t>(space)];
        if (node != TokenTrie::kNone && GoesOn(i, node, space)) {
          Leave(i, node, space);
        }
      }
    }
  }

 private:
  // Tokens ahead: about as long as memory takes to answer.
  static constexpr size_t kPrefetched = 8;

  // What Run will read of the token `i`, if the next one lies behind it.
  void PrefetchSense(uint32_t i) const {
    const WordSense& sense = senses_[words_[i]];
    senses_.PrefetchOutputs(sense);
    for (const WordSpace space : {WordSpace::kForm, WordSpace::kStem}) {
      const auto at = static_cast<size_t>(space);
      if (sense.goes_on[at] == TokenTrie::kNone) continue;
      patterns_.trie.PrefetchChild(sense.goes_on[at],
                                   senses_[words_[i + 1]].word[at], space);
    }
  }

  // Whether a word behind the token `i` may lead on from `node`.
  bool GoesOn(uint32_t i, uint32_t node, WordSpace space) const {
    const Token& token = lattice_.token(i);
    const uint32_t next = token.position + token.length;
    if (next >= lattice_.positions()) return false;
    const auto at = static_cast<size_t>(space);
    for (uint32_t j = lattice_.first_token(next); j < lattice_.end_token(next);
         ++j) {
      if (patterns_.trie.MayLead(node, senses_[words_[j]].word[at], space)) {
        return true;
      }
    }
    return false;
  }

  // What the word `i` is by itself.
  void EmitWord(uint32_t i, const SenseOutput& output) {
    const Token& token = lattice_.token(i);
    if (!IsReading(token)) return;
    if (output.capital &&
        (lattice_.plain(token.position).flags & analysis::kCapitalized) == 0) {
      return;
    }
    path_.assign(1, &token);
    if (output.kind == PatternKind::kAlias) {
      Emit(patterns_.patterns[output.pattern]);
    } else {
      const Hit hit{output.target, PlaceOf(field_, path_)};
      if (output.kind == PatternKind::kContext) {
        evidence_->context.push_back(hit);
      } else if (output.kind == PatternKind::kPhrase) {
        if (IsWhole(hit.place)) evidence_->phrases.push_back(hit);
      } else if (IsWhole(hit.place) &&
                 MayBe(output.word_class, lattice_,
                       hit.place.positions.begin) &&
                 (!output.exact ||
                  SurfaceOf(hit.place) ==
                      patterns_.members[output.target].exact)) {
        evidence_->members.push_back(hit);
      }
    }
    path_.clear();
  }

  // Goes on from `node`, to which the word `i` has led.
  void Leave(uint32_t i, uint32_t node, WordSpace space) {
    const Token& token = lattice_.token(i);
    const uint32_t next = token.position + token.length;
    if (next >= lattice_.positions() || !IsReading(token)) return;
    path_.push_back(&token);
    Walk(next, node, space, /*gaps_join=*/true);
    path_.pop_back();
  }

  void Walk(uint32_t position, uint32_t node, WordSpace space, bool gaps_join) {
    for (uint32_t i = lattice_.first_token(position);
         i < lattice_.end_token(position); ++i) {
      const uint32_t word = senses_[words_[i]].word[static_cast<size_t>(space)];
      if (word == TokenTrie::kNone) continue;
      const uint32_t child = patterns_.trie.Child(node, word, space);
      if (child != TokenTrie::kNone) {
        Enter(position, i, child, space, gaps_join);
      }
    }
  }

  // Goes on from `node`, to which the token `i` at `position` has led as the
  // second word or a later one.
  void Enter(uint32_t position, uint32_t i, uint32_t node, WordSpace space,
             bool gaps_join) {
    const Token& token = lattice_.token(i);
    if (!IsReading(token) || token.sentence != path_.front()->sentence) return;
    gaps_join = gaps_join && JoinsWords(lattice_.gap(*path_.back(), token));
    path_.push_back(&token);
    if (patterns_.trie.ends(node)) {
      for (uint32_t output : patterns_.trie.outputs(node)) {
        const Pattern& pattern = patterns_.patterns[output];
        if (gaps_join || pattern.any_gaps) Emit(pattern);
      }
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
  const WordSenses& senses_;
  const std::vector<uint32_t>& words_;  // by token
  const Lattice& lattice_;
  Evidence* evidence_;
  std::vector<const Token*> path_;
};

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
    const Lattice& lattice = evidence.field(field);
    if (lattice.positions() == 0) continue;
    WordSenses& senses = WordSenses::OfThread(patterns);
    const std::vector<uint32_t> words =
        senses.Number(patterns, lattice.tokens());
    Scanner(patterns, field, senses, words, &evidence).Run();
    ScanField(patterns, field, senses, words, &evidence);
  }
  SortHits(&evidence.context);
  SortHits(&evidence.phrases);
  SortHits(&evidence.aliases);
  DropPartsOfCompounds(patterns, &evidence);
  return evidence;
}

}  // namespace vigie::entities
