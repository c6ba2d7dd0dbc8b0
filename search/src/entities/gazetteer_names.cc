#include "entities/gazetteer_names.h"

#include <algorithm>
#include <limits>
#include <string>

#include "analysis/analyzer.h"
#include "entities/agreement.h"
#include "entities/item_paths.h"
#include "entities/surface.h"

namespace vigie::entities {
namespace {

using analysis::Token;
using Path = std::vector<const Token*>;

std::string ExactOf(const Path& path) {
  std::string exact;
  for (const Token* token : path) exact += token->exact + ' ';
  return exact;
}

bool AccentsAgree(std::string_view alias, const Path& found) {
  const analysis::AnalyzedText analyzed = analysis::Analyze(alias);
  const Lattice lattice(alias, analyzed);
  const std::vector<TokenPath> readings = ReadingsOf(lattice);
  return std::any_of(readings.begin(), readings.end(),
                     [&](const TokenPath& reading) {
                       Path path;
                       for (uint32_t i : reading) {
                         path.push_back(&lattice.token(i));
                       }
                       return ExactOf(path) == ExactOf(found);
                     });
}

// Walks one field's lattice along the trie.
class NameScanner {
 public:
  NameScanner(const Patterns& patterns, Field field, const WordSenses& senses,
              const std::vector<uint32_t>& words, Evidence* evidence)
      : gazetteer_(*patterns.compiled.gazetteer),
        edges_(patterns.compiled.edges),
        first_target_(static_cast<uint32_t>(patterns.aliases.size())),
        field_(field),
        senses_(senses),
        words_(words),
        lattice_(evidence->field(field)),
        evidence_(evidence) {}

  void Run() {
    for (uint32_t i = 0; i < words_.size(); ++i) {
      if (i + 2 * kPrefetched < words_.size()) {
        senses_.Prefetch(words_[i + 2 * kPrefetched]);
        PrefetchEdge(i + kPrefetched);
      }
      const WordSense& sense = senses_[words_[i]];
      if (sense.gazetteer_node != WordSense::kNowhere &&
          (MayEnd(i, sense) || GoesOn(i, sense.gazetteer_node))) {
        Enter(lattice_.token(i).position, i, sense.gazetteer_node,
              /*gaps_join=*/true);
      }
    }
  }

 private:
  // Tokens ahead: about as long as memory takes to answer.
  static constexpr size_t kPrefetched = 8;

  std::optional<uint32_t> ChildOf(uint32_t node, size_t token) const {
    const uint64_t key = GazetteerKey(node, HashOf(token));
    if (!edges_.MayHold(key)) return std::nullopt;
    return gazetteer_.ChildOf(key);
  }

  // What GoesOn will read of the token `i`, if the next one lies behind it.
  void PrefetchEdge(uint32_t i) const {
    const uint32_t node = senses_[words_[i]].gazetteer_node;
    if (node == WordSense::kNowhere) return;
    edges_.Prefetch(GazetteerKey(node, HashOf(i + 1)));
  }

  // Whether a name may be the token `i` alone.
  bool MayEnd(uint32_t i, const WordSense& sense) const {
    if (sense.gazetteer_ends == SoleNames::kAny) return true;
    return sense.gazetteer_ends == SoleNames::kCapitalized &&
           (lattice_.plain(lattice_.token(i).position).flags &
            analysis::kCapitalized) != 0;
  }

  uint64_t HashOf(size_t token) const {
    return senses_[words_[token]].form_hash;
  }

  // Whether the next word may lead on from `node`, to which the token `i` has
  // led.
  bool GoesOn(uint32_t i, uint32_t node) const {
    const Token& token = lattice_.token(i);
    const uint32_t next = token.position + token.length;
    if (next >= lattice_.positions()) return false;
    for (uint32_t j = lattice_.first_token(next); j < lattice_.end_token(next);
         ++j) {
      if (edges_.MayHold(GazetteerKey(node, HashOf(j)))) return true;
    }
    return false;
  }

  void Walk(uint32_t position, uint32_t node, bool gaps_join) {
    for (uint32_t i = lattice_.first_token(position);
         i < lattice_.end_token(position); ++i) {
      const auto child = ChildOf(node, i);
      if (child.has_value()) Enter(position, i, *child, gaps_join);
    }
  }

  // Goes on from `node`, to which the token `i` at `position` has led.
  void Enter(uint32_t position, uint32_t i, uint32_t node, bool gaps_join) {
    const Token& token = lattice_.token(i);
    if (!IsReading(token)) return;
    if (!path_.empty()) {
      if (token.sentence != path_.front()->sentence) return;
      gaps_join = gaps_join && JoinsWords(lattice_.gap(*path_.back(), token));
    }
    path_.push_back(&token);
    for (const uint32_t output : gazetteer_.outputs(node)) {
      if (gaps_join || (output & kAnyGaps) != 0) Emit(output & ~kAnyGaps);
    }
    const uint32_t next = position + token.length;
    if (next < lattice_.positions()) Walk(next, node, gaps_join);
    path_.pop_back();
  }

  void Emit(uint32_t alias) {
    const GazetteerAlias& record = gazetteer_.alias(alias);
    const GazetteerPolicy policy = Gazetteer::policy(record);
    if (policy.kind == AliasKind::kLabel ||
        gazetteer_.suppressed(record.entity)) {
      return;
    }
    Hit hit{first_target_ + alias, PlaceOf(field_, path_)};
    const std::string_view lead = gazetteer_.string(record.lead);
    if (!lead.empty()) {
      const std::string_view found =
          ElidedWordBefore(lattice_.text(), hit.place.range.begin);
      if (!LeadsAgree(lead, found, policy.case_policy)) return;
      hit.place.range.begin -= static_cast<uint32_t>(found.size());
    }
    if (policy.apart && !StandsApart(lattice_, hit.place.positions)) return;
    if (CaseAgrees(record, policy.case_policy, hit.place) &&
        (!policy.exact_accents ||
         AccentsAgree(gazetteer_.text(alias), path_))) {
      evidence_->aliases.push_back(hit);
    }
  }

  bool CaseAgrees(const GazetteerAlias& record, CasePolicy policy,
                  const Place& place) const {
    switch (policy) {
      case CasePolicy::kAny:
        return true;
      case CasePolicy::kCapitalized:
        return CapitalsAgree(record.capitals, record.words, lattice_,
                             place.positions);
      case CasePolicy::kExact:
        break;
    }
    const bool acronym = (path_.front()->rules & analysis::kRuleAcronym) != 0;
    return ExactSurface(lattice_.slice(place.range), acronym) ==
           gazetteer_.string(record.exact);
  }

  const Gazetteer& gazetteer_;
  const EdgeFilter& edges_;
  const uint32_t first_target_;
  const Field field_;
  const WordSenses& senses_;
  const std::vector<uint32_t>& words_;  // by token
  const Lattice& lattice_;
  Evidence* evidence_;
  Path path_;
};

void CollectOwners(const Gazetteer& gazetteer, uint32_t node,
                   const std::string& folded, std::vector<uint32_t>* owners) {
  for (const uint32_t output : gazetteer.outputs(node)) {
    const uint32_t alias = output & ~kAnyGaps;
    const GazetteerAlias& record = gazetteer.alias(alias);
    if (Gazetteer::policy(record).kind != AliasKind::kNominal &&
        !gazetteer.suppressed(record.entity) &&
        analysis::FoldName(gazetteer.text(alias)) == folded) {
      owners->push_back(record.entity);
    }
  }
}

}  // namespace

std::vector<uint32_t> FindName(const Gazetteer& gazetteer,
                               std::string_view name) {
  std::vector<uint32_t> owners;
  if (gazetteer.size() == 0) return owners;
  const auto by_id = gazetteer.FindById(name);
  if (by_id.has_value() && !gazetteer.suppressed(*by_id)) {
    owners.push_back(*by_id);
  }
  const std::string folded = analysis::FoldName(name);
  const analysis::AnalyzedText analyzed = analysis::Analyze(name);
  const Lattice lattice(name, analyzed);
  for (const TokenPath& path : ReadingsOf(lattice)) {
    std::optional<uint32_t> node = kGazetteerRoot;
    for (const uint32_t i : path) {
      node = gazetteer.Child(*node, Gazetteer::WordHash(lattice.token(i).form));
      if (!node.has_value()) break;
    }
    if (node.has_value()) CollectOwners(gazetteer, *node, folded, &owners);
  }
  std::sort(owners.begin(), owners.end());
  owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
  return owners;
}

void ScanField(const Patterns& patterns, Field field, const WordSenses& senses,
               const std::vector<uint32_t>& words, Evidence* evidence) {
  if (patterns.compiled.gazetteer->size() == 0) return;
  NameScanner(patterns, field, senses, words, evidence).Run();
}

}  // namespace vigie::entities
