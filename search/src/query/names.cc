#include "query/names.h"

#include <algorithm>
#include <utility>

#include "analysis/analyzer.h"
#include "entities/unlisted.h"
#include "query/suggestions.h"

namespace vigie::query {
namespace {

// A search for near names reads the whole dictionary; a query of hundreds of
// unknown names makes only this many.
constexpr uint32_t kMaxSuggestionSearches = 3;

// The token that covers the whole of an analysed text, or null.
const analysis::Token* WholeToken(const analysis::AnalyzedText& analyzed) {
  for (const analysis::Token& token : analyzed.tokens) {
    if (token.length == analyzed.positions) return &token;
  }
  return nullptr;
}

// Shorter words are as often acronyms: IA, PI, UE, RSE.
constexpr size_t kShortestCommonWord = 5;

bool IsInLexicon(std::string_view word) {
  const analysis::AnalyzedText analyzed = analysis::Analyze(word);
  const analysis::Token* token = WholeToken(analyzed);
  return token != nullptr && (token->flags & analysis::kInLexicon) != 0;
}

// A word of the French lexicon, in whatever case or spelling: "inflation",
// "GRÈVE", "semi-conducteur", "semiconducteur"; not "IA" or "Broadcom".
bool IsCommonWord(const analysis::Token& word) {
  return word.form.size() >= kShortestCommonWord &&
         (IsInLexicon(word.exact) || IsInLexicon(word.form));
}

// One stop word that is not written as an acronym: "un" is not the UN, nor
// "ces" the CES.
bool IsGrammaticalWord(const analysis::AnalyzedText& analyzed) {
  if (analyzed.positions != 1) return false;
  const uint16_t flags = analyzed.tokens.front().flags;
  return (flags & analysis::kStopWord) != 0 &&
         (flags & analysis::kAllCaps) == 0;
}

// A word of the French lexicon, of any length, that is not in capitals alone.
bool IsTypedAsWord(const analysis::Token& word) {
  return (word.flags & analysis::kAllCaps) == 0 &&
         (IsInLexicon(word.exact) || IsInLexicon(word.form));
}

// Whether one of the names of `entity` is `word` but for capitals and accents
// left out in typing: not ETRE, Realise or L’Équipe for « être », « réalisé »,
// « équipe ». `elided`: an article stands before the word.
bool HasWordAsName(const Entity& entity, const analysis::Token& word,
                   bool elided) {
  std::vector<std::string_view> names(entity.aliases.begin(),
                                      entity.aliases.end());
  names.push_back(entity.label);
  names.push_back(entity.label_en);
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    const analysis::AnalyzedText analyzed = analysis::Analyze(name);
    if (analyzed.positions != 1) return false;
    const analysis::Token& own = analyzed.tokens.front();
    const bool own_elided = own.range.size() < name.size();
    return own_elided == elided && own.form == word.form &&
           (own.flags & analysis::kAllCaps) == 0 &&
           (own.exact == word.exact || word.exact == word.form);
  });
}

// Common words alone, with the stop words between them.
bool AreCommonWords(const analysis::AnalyzedText& analyzed) {
  uint32_t covered = 0;  // the positions before it are those of common words
  for (const analysis::Token& token : analyzed.tokens) {
    const bool common =
        (token.flags & analysis::kStopWord) != 0 || IsCommonWord(token);
    if (token.position <= covered && common) {
      covered = std::max(covered, token.position + token.length);
    }
  }
  return analyzed.positions > 0 && covered >= analyzed.positions;
}

}  // namespace

std::vector<std::string> NameResolver::FindIds(std::string_view name,
                                               bool concepts_only) const {
  std::vector<std::string> ids;
  for (const uint32_t index : dictionary_.Resolve(name)) {
    const Entity entity = dictionary_.entity(index);
    if (concepts_only && entity.type != EntityType::kConcept) continue;
    ids.push_back(entity.id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::vector<std::string> NameResolver::FindUnlisted(
    std::string_view name) const {
  std::vector<std::string> ids;
  if (unlisted_ == nullptr) return ids;
  if (unlisted_(name)) return {std::string(name)};
  for (std::string& id : entities::UnlistedIds(analysis::FoldName(name))) {
    if (unlisted_(id)) ids.push_back(std::move(id));
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

void NameResolver::AddExpansion(const std::vector<std::string>& ids,
                                std::string_view source, ByteRange range) {
  QueryExpansion expansion;
  expansion.kind = QueryExpansion::Kind::kEntity;
  expansion.range = range;
  expansion.source = std::string(source);
  expansion.targets = ids;
  expansions_.push_back(std::move(expansion));
}

PlanNode NameResolver::MakeEntity(std::vector<std::string> ids,
                                  std::string_view source, ByteRange range) {
  AddExpansion(ids, source, range);
  PlanNode node;
  node.kind = NodeKind::kEntity;
  node.range = range;
  node.entity_ids = std::move(ids);
  return node;
}

std::vector<std::string> NameResolver::ResolveMention(const AstNode& leaf) {
  const std::string name = JoinedText(leaf);
  std::vector<std::string> ids = FindIds(name, /*concepts_only=*/false);
  if (ids.empty()) ids = FindUnlisted(name);
  if (!ids.empty()) AddExpansion(ids, name, leaf.range);
  return ids;
}

PlanNode NameResolver::ResolveClause(const AstNode& leaf) {
  const bool concepts_only = leaf.kind == AstKind::kConcept;
  const std::string name = JoinedText(leaf);
  std::vector<std::string> ids = FindIds(name, concepts_only);
  if (ids.empty() && !concepts_only) ids = FindUnlisted(name);
  if (!ids.empty()) return MakeEntity(std::move(ids), name, leaf.range);
  WarnUnknown(leaf, concepts_only);
  PlanNode none;
  none.kind = NodeKind::kNone;
  none.range = leaf.range;
  return none;
}

std::optional<PlanNode> NameResolver::ResolveText(std::string_view text,
                                                  ByteRange range,
                                                  bool quoted) {
  std::vector<std::string> ids = FindIds(text, false);
  const bool listed = !ids.empty();
  if (!listed) ids = FindUnlisted(text);
  if (ids.empty()) return std::nullopt;
  const analysis::AnalyzedText analyzed = analysis::Analyze(text);
  if (!listed && AreCommonWords(analyzed)) return std::nullopt;
  if (IsGrammaticalWord(analyzed)) return std::nullopt;
  const bool literal = quoted || text.find(' ') == std::string_view::npos;
  if (literal && AreCommonWords(analyzed)) {
    ids.erase(std::remove_if(ids.begin(), ids.end(),
                             [](const std::string& id) {
                               return id.rfind("concept/", 0) == 0;
                             }),
              ids.end());
  }
  if (analyzed.positions == 1 && IsTypedAsWord(analyzed.tokens.front())) {
    const analysis::Token& word = analyzed.tokens.front();
    const bool elided = word.range.size() < text.size();
    const auto otherwise_spelt = [&](const std::string& id) {
      const std::optional<uint32_t> index = dictionary_.FindById(id);
      return index && !HasWordAsName(dictionary_.entity(*index), word, elided);
    };
    ids.erase(std::remove_if(ids.begin(), ids.end(), otherwise_spelt),
              ids.end());
  }
  if (ids.empty()) return std::nullopt;
  return MakeEntity(std::move(ids), text, range);
}

void NameResolver::WarnUnknown(const AstNode& leaf, bool concepts_only) {
  const std::string whole = JoinedText(leaf);
  const std::string name = Excerpt(whole);
  std::string near;
  if (suggested_ < kMaxSuggestionSearches) {
    ++suggested_;
    for (const uint32_t index : NearNames(dictionary_, whole, concepts_only)) {
      const Entity entity = dictionary_.entity(index);
      if (!near.empty()) near += ", ";
      near += entity.label + " (" + entity.id + ")";
    }
  }
  Message message = {concepts_only
                         ? "Aucun concept ne s’appelle « " + name + " »."
                         : "Aucune entité ne s’appelle « " + name + " ».",
                     concepts_only ? "No concept is called \"" + name + "\"."
                                   : "No entity is called \"" + name + "\"."};
  if (!near.empty()) {
    message.french += " Noms proches : " + near + ".";
    message.english += " Near names: " + near + ".";
  }
  if (leaf.words.size() == 1) {
    message.french += " Un nom de plusieurs mots se met entre guillemets.";
    message.english += " A name of several words goes between quotation marks.";
  }
  diagnostics_.Add(WarningCode::kUnknownEntity, leaf.range, std::move(message));
}

std::vector<QueryExpansion> NameResolver::TakeExpansions() {
  return std::move(expansions_);
}

}  // namespace vigie::query
