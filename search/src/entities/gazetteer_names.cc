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
  NameScanner(const GazetteerPatterns& compiled, Field field,
              const std::vector<uint64_t>& hashes, uint32_t first_target,
              Evidence* evidence)
      : gazetteer_(*compiled.gazetteer),
        edges_(compiled.edges),
        field_(field),
        hashes_(hashes),
        lattice_(evidence->field(field)),
        first_target_(first_target),
        evidence_(evidence) {}

  void Run() {
    FindFirst();
    for (uint32_t p = 0; p < lattice_.positions(); ++p) {
      for (uint32_t i = lattice_.first_token(p); i < lattice_.end_token(p);
           ++i) {
        PrefetchOutputs(i + kPrefetched);
        if (first_[i] != kNowhere && LeadsOn(i, first_[i])) {
          Enter(p, i, first_[i], /*gaps_join=*/true);
        }
      }
    }
  }

 private:
  // Tokens ahead: about as long as memory takes to answer.
  static constexpr size_t kPrefetched = 12;
  static constexpr uint32_t kNowhere = std::numeric_limits<uint32_t>::max();

  void FindFirst() {
    const size_t count = hashes_.size();
    first_.reserve(count);
    for (size_t i = 0; i < count; ++i) {
      if (i + kPrefetched < count) {
        const uint64_t soon =
            GazetteerKey(kGazetteerRoot, hashes_[i + kPrefetched]);
        if (edges_.MayHold(soon)) gazetteer_.Prefetch(soon);
      }
      first_.push_back(ChildOf(kGazetteerRoot, i).value_or(kNowhere));
    }
  }

  std::optional<uint32_t> ChildOf(uint32_t node, size_t token) const {
    const uint64_t key = GazetteerKey(node, hashes_[token]);
    if (!edges_.MayHold(key)) return std::nullopt;
    return gazetteer_.ChildOf(key);
  }

  void PrefetchOutputs(size_t i) const {
    if (i >= first_.size() || first_[i] == kNowhere) return;
    gazetteer_.PrefetchOutputs(first_[i]);
  }

  // Whether something ends at `node`, to which the token `i` has led, or the
  // next word may lead on.
  bool LeadsOn(uint32_t i, uint32_t node) const {
    if (gazetteer_.outputs(node).count > 0) return true;
    const Token& token = lattice_.token(i);
    const uint32_t next = token.position + token.length;
    if (next >= lattice_.positions()) return false;
    for (uint32_t j = lattice_.first_token(next); j < lattice_.end_token(next);
         ++j) {
      if (edges_.MayHold(GazetteerKey(node, hashes_[j]))) return true;
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
  const Field field_;
  const std::vector<uint64_t>& hashes_;  // of forms, by token
  const Lattice& lattice_;
  const uint32_t first_target_;
  Evidence* evidence_;
  std::vector<uint32_t> first_;  // by token: where it leads to from the root
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

void ScanField(const GazetteerPatterns& compiled, Field field,
               const std::vector<uint64_t>& form_hashes, uint32_t first_target,
               Evidence* evidence) {
  if (compiled.gazetteer->size() == 0) return;
  NameScanner(compiled, field, form_hashes, first_target, evidence).Run();
}

}  // namespace vigie::entities
