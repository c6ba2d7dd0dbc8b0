#include "entities/patterns.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "analysis/analyzer.h"
#include "entities/entry_words.h"
#include "entities/item_paths.h"
#include "entities/lattice.h"
#include "entities/surface.h"

namespace vigie::entities {
namespace {

using analysis::AnalyzedText;
using analysis::Token;

class Compiler {
 public:
  explicit Compiler(const Dictionary& dictionary) : dictionary_(dictionary) {}

  Patterns Run() {
    out_.dictionary = &dictionary_;
    out_.context.resize(dictionary_.listed());
    for (uint32_t entity = 0; entity < dictionary_.listed(); ++entity) {
      const EntityRules& rules = dictionary_.rules().entities[entity];
      out_.context[entity] = {ContextNumbers(rules.pos),
                              ContextNumbers(rules.neg)};
      for (const Alias& alias : rules.aliases) AddAlias(entity, alias);
      AddMembers(entity, rules);
      for (const PhraseRule& phrase : rules.phrases) {
        const auto target = static_cast<uint32_t>(out_.phrases.size());
        out_.phrases.push_back({entity, phrase.score});
        AddItem(phrase.phrase, {PatternKind::kPhrase, target},
                WordSpace::kStem);
      }
    }
    JoinMemberSlots();
    const Gazetteer& gazetteer = dictionary_.gazetteer();
    out_.compiled.gazetteer = &gazetteer;
    out_.compiled.edges = gazetteer.FilterOfEdges();
    for (uint32_t list = 0; list < gazetteer.lists(); ++list) {
      out_.compiled.lists.push_back(ContextNumbers(gazetteer.list(list)));
    }
    return std::move(out_);
  }

 private:
  void AddAlias(uint32_t entity, const Alias& alias) {
    const auto target = static_cast<uint32_t>(out_.aliases.size());
    const AnalyzedText analyzed = analysis::Analyze(alias.text);
    const Lattice lattice(alias.text, analyzed);
    CompiledAlias compiled;
    compiled.entity = entity;
    compiled.alias = &alias;
    compiled.need = ContextNumbers(alias.need);
    compiled.words = std::min(lattice.positions(), kLongestItemWords);
    for (uint32_t p = 0; p < compiled.words; ++p) {
      const bool capital =
          (lattice.plain(p).flags & analysis::kCapitalized) != 0;
      compiled.capitals |= (capital ? 1U : 0U) << p;
    }
    if (alias.case_policy == CasePolicy::kExact) {
      compiled.exact = CoreSurface(lattice);
    }
    out_.aliases.push_back(std::move(compiled));
    AddPaths(lattice, {PatternKind::kAlias, target},
             alias.by_lemma ? WordSpace::kStem : WordSpace::kForm,
             alias.exact_accents);
  }

  void AddMembers(uint32_t entity, const EntityRules& rules) {
    if (rules.sets.empty() && rules.mask.empty()) return;
    const uint32_t first = out_.slots;
    for (const ItemSet& set : rules.sets) {
      for (const SetItem& item : set.items) AddMember(item, out_.slots);
      ++out_.slots;
    }
    for (const SetItem& item : rules.mask) AddMember(item, out_.slots);
    out_.concepts.push_back({entity, first, out_.slots++});
  }

  void AddMember(const SetItem& item, uint32_t slot) {
    if (item.match == SetItem::Match::kNumber) {
      out_.number_slots.push_back(slot);
      return;
    }
    if (item.match == SetItem::Match::kEntity) {
      const bool is_id = item.text.find('/') != std::string::npos;
      out_.name_members.push_back(
          {is_id ? item.text : "",
           is_id ? EntityType::kUnspecified : EntityTypeFromName(item.text),
           slot});
      return;
    }
    const auto known =
        members_.emplace(std::tuple(item.text, item.match, item.word_class),
                         static_cast<uint32_t>(out_.members.size()));
    if (known.second) CompileMember(item);
    slots_of_member_[known.first->second].push_back(slot);
  }

  void JoinMemberSlots() {
    out_.member_begins.push_back(0);
    for (const std::vector<uint32_t>& slots : slots_of_member_) {
      out_.member_slots.insert(out_.member_slots.end(), slots.begin(),
                               slots.end());
      out_.member_begins.push_back(
          static_cast<uint32_t>(out_.member_slots.size()));
    }
  }

  void CompileMember(const SetItem& item) {
    const auto target = static_cast<uint32_t>(out_.members.size());
    const Pattern pattern{PatternKind::kMember, target};
    CompiledMember member;
    member.word_class = item.word_class;
    switch (item.match) {
      case SetItem::Match::kForm:
        AddItem(item.text, pattern, WordSpace::kForm, /*accents=*/true);
        break;
      case SetItem::Match::kEnglish:
        AddItem(item.text, pattern, WordSpace::kForm);
        AddItem(item.text + "s", pattern, WordSpace::kForm);
        break;
      case SetItem::Match::kExactSurface:
        AddItem(item.text, pattern, WordSpace::kForm);
        member.exact = ExactSurface(item.text, /*is_acronym=*/false);
        break;
      default:
        AddItem(item.text, pattern, WordSpace::kStem);
        break;
    }
    out_.members.push_back(std::move(member));
    slots_of_member_.emplace_back();
  }

  std::vector<uint32_t> ContextNumbers(const std::vector<std::string>& items) {
    std::vector<uint32_t> numbers;
    for (const std::string& item : items) {
      const auto known = context_.emplace(item, out_.context_items);
      if (known.second) {
        const Pattern pattern{PatternKind::kContext, out_.context_items++};
        AddItem(item, pattern, WordSpace::kForm);
        AddItem(item, pattern, WordSpace::kStem);
      }
      numbers.push_back(known.first->second);
    }
    return numbers;
  }

  void AddItem(const std::string& text, const Pattern& pattern, WordSpace space,
               bool accents = false) {
    const AnalyzedText analyzed = analysis::Analyze(text);
    const Lattice lattice(text, analyzed);
    AddPaths(lattice, pattern, space, accents);
  }

  void AddPaths(const Lattice& lattice, const Pattern& pattern, WordSpace space,
                bool accents) {
    for (const TokenPath& tokens : ReadingsOf(lattice)) {
      AddPath(lattice, tokens, pattern, space, accents);
    }
  }

  void AddPath(const Lattice& lattice, const TokenPath& tokens, Pattern pattern,
               WordSpace space, bool accents) {
    std::vector<std::string> words;
    std::vector<std::string> solid;
    pattern.any_gaps = HasGaps(lattice, tokens);
    for (uint32_t index : tokens) {
      const Token& token = lattice.token(index);
      words.push_back(space == WordSpace::kStem ? token.stem : token.form);
      const bool join = (token.flags & analysis::kJoin) != 0;
      solid.push_back(join ? WithoutHyphens(words.back()) : words.back());
      if (space == WordSpace::kStem && pattern.kind != PatternKind::kContext) {
        pattern.forms.push_back(token.form);
      }
      if (accents) {
        pattern.accented.emplace_back(
            FirstCharacters(token.exact, space == WordSpace::kStem
                                             ? CountCharacters(token.stem)
                                             : CountCharacters(token.exact)));
      }
    }
    if (pattern.kind == PatternKind::kAlias) {
      pattern.lead = LeadOf(lattice, tokens);
    }
    const auto output = static_cast<uint32_t>(out_.patterns.size());
    out_.patterns.push_back(std::move(pattern));
    out_.trie.Add(words, space, output);
    if (solid != words) out_.trie.Add(solid, space, output);
  }

  const Dictionary& dictionary_;
  Patterns out_;
  std::unordered_map<std::string, uint32_t> context_;
  std::map<std::tuple<std::string, SetItem::Match, SetItem::WordClass>,
           uint32_t>
      members_;
  std::vector<std::vector<uint32_t>> slots_of_member_;
};

}  // namespace

NameFacts Patterns::name(uint32_t alias) const {
  if (alias < aliases.size()) {
    const CompiledAlias& listed = aliases[alias];
    return {listed.entity,           listed.alias->kind,
            listed.alias->min_score, listed.alias->need_full,
            listed.alias->capital,   listed.need};
  }
  const GazetteerAlias& record =
      compiled.gazetteer->alias(alias - static_cast<uint32_t>(aliases.size()));
  const GazetteerPolicy policy = Gazetteer::policy(record);
  return {dictionary->OfGazetteer(record.entity),
          policy.kind,
          record.min_score,
          policy.need_full,
          policy.capital,
          compiled.lists[record.need]};
}

std::string_view Patterns::text(uint32_t alias) const {
  if (alias < aliases.size()) return aliases[alias].alias->text;
  return compiled.gazetteer->text(alias -
                                  static_cast<uint32_t>(aliases.size()));
}

const std::vector<uint32_t>& Patterns::pos(uint32_t entity) const {
  if (entity < context.size()) return context[entity].pos;
  return compiled
      .lists[compiled.gazetteer->record(entity - dictionary->listed()).pos];
}

const std::vector<uint32_t>& Patterns::neg(uint32_t entity) const {
  if (entity < context.size()) return context[entity].neg;
  return compiled
      .lists[compiled.gazetteer->record(entity - dictionary->listed()).neg];
}

Patterns CompilePatterns(const Dictionary& dictionary) {
  static std::atomic<uint64_t> compiled{0};
  Patterns patterns = Compiler(dictionary).Run();
  patterns.id = ++compiled;
  return patterns;
}

}  // namespace vigie::entities
