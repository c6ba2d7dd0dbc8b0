#include "entities/patterns.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "analysis/analyzer.h"
#include "entities/lattice.h"
#include "entities/surface.h"

namespace vigie::entities {
namespace {

using analysis::AnalyzedText;
using analysis::Token;

// Readings of one item that are kept; each compound doubles their number.
constexpr size_t kMostPaths = 32;

using TokenPath = std::vector<uint32_t>;  // indices of tokens

void CollectPaths(const Lattice& lattice, uint32_t position, TokenPath* path,
                  std::vector<TokenPath>* paths) {
  if (paths->size() >= kMostPaths) return;
  if (position >= lattice.positions()) {
    paths->push_back(*path);
    return;
  }
  for (uint32_t i = lattice.first_token(position);
       i < lattice.end_token(position); ++i) {
    if (!IsReading(lattice.token(i))) continue;
    path->push_back(i);
    CollectPaths(lattice, position + lattice.token(i).length, path, paths);
    path->pop_back();
  }
}

std::string WithoutHyphens(std::string word) {
  word.erase(std::remove(word.begin(), word.end(), '-'), word.end());
  return word;
}

class Compiler {
 public:
  explicit Compiler(const Dictionary& dictionary) : dictionary_(dictionary) {}

  Patterns Run() {
    out_.context.resize(dictionary_.size());
    for (uint32_t entity = 0; entity < dictionary_.size(); ++entity) {
      const EntityRules& rules = dictionary_.rules().entities[entity];
      out_.context[entity] = {ContextNumbers(rules.pos),
                              ContextNumbers(rules.neg)};
      const EntityType type = dictionary_.entity(entity).type;
      out_.is_concept.push_back(type == EntityType::kConcept);
      out_.is_person.push_back(type == EntityType::kPerson);
      for (const Alias& alias : rules.aliases) AddAlias(entity, alias);
      AddMembers(entity, rules);
      for (const PhraseRule& phrase : rules.phrases) {
        const auto target = static_cast<uint32_t>(out_.phrases.size());
        out_.phrases.push_back({entity, phrase.score});
        AddItem(phrase.phrase, {PatternKind::kPhrase, target},
                WordSpace::kStem);
      }
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
    for (uint32_t p = 0; p < lattice.positions(); ++p) {
      compiled.capitals.push_back(
          (lattice.plain(p).flags & analysis::kCapitalized) != 0);
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
    out_.members[known.first->second].slots.push_back(slot);
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

  // From the first to the last word, with an elided word before them.
  static std::string CoreSurface(const Lattice& lattice) {
    if (lattice.positions() == 0) return "";
    const Token& first = lattice.plain(0);
    const Token& last = lattice.plain(lattice.positions() - 1);
    const uint32_t begin =
        first.range.begin -
        static_cast<uint32_t>(
            ElidedWordBefore(lattice.text(), first.range.begin).size());
    return ExactSurface(lattice.slice({begin, last.range.end}),
                        (first.rules & analysis::kRuleAcronym) != 0);
  }

  void AddPaths(const Lattice& lattice, const Pattern& pattern, WordSpace space,
                bool accents) {
    std::vector<TokenPath> paths;
    TokenPath path;
    CollectPaths(lattice, 0, &path, &paths);
    for (const TokenPath& tokens : paths) {
      if (!tokens.empty()) AddPath(lattice, tokens, pattern, space, accents);
    }
  }

  void AddPath(const Lattice& lattice, const TokenPath& tokens, Pattern pattern,
               WordSpace space, bool accents) {
    std::vector<std::string> words;
    std::vector<std::string> solid;
    const Token* previous = nullptr;
    for (uint32_t index : tokens) {
      const Token& token = lattice.token(index);
      words.push_back(space == WordSpace::kStem ? token.stem : token.form);
      const bool join = (token.flags & analysis::kJoin) != 0;
      solid.push_back(join ? WithoutHyphens(words.back()) : words.back());
      if (previous != nullptr && !JoinsWords(lattice.gap(*previous, token))) {
        pattern.any_gaps = true;
      }
      if (space == WordSpace::kStem && pattern.kind != PatternKind::kContext) {
        pattern.forms.push_back(token.form);
      }
      if (accents) {
        pattern.accented.emplace_back(
            FirstCharacters(token.exact, space == WordSpace::kStem
                                             ? CountCharacters(token.stem)
                                             : CountCharacters(token.exact)));
      }
      previous = &token;
    }
    if (pattern.kind == PatternKind::kAlias) {
      pattern.lead = PlainTypography(ElidedWordBefore(
          lattice.text(), lattice.token(tokens.front()).range.begin));
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
};

}  // namespace

std::string ExactSurface(std::string_view surface, bool is_acronym) {
  std::string plain = PlainTypography(surface);
  if (is_acronym) {
    plain.erase(std::remove(plain.begin(), plain.end(), '.'), plain.end());
  }
  return plain;
}

bool IsReading(const Token& token) {
  return (token.flags & analysis::kVariant) == 0 ||
         (token.rules & analysis::kRuleAddress) == 0;
}

Patterns CompilePatterns(const Dictionary& dictionary) {
  return Compiler(dictionary).Run();
}

}  // namespace vigie::entities
