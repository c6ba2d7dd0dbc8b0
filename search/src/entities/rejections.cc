#include "entities/rejections.h"

#include <algorithm>
#include <optional>

#include "analysis/analyzer.h"
#include "entities/agreement.h"
#include "entities/name_grammar.h"

namespace vigie::entities {
namespace {

// Folded words of a name, compounds by their parts.
std::vector<std::string> WordsOf(const std::string& name) {
  const analysis::AnalyzedText analyzed = analysis::Analyze(name);
  const Lattice lattice(name, analyzed);
  std::vector<std::string> words;
  for (uint32_t p = 0; p < lattice.positions(); ++p) {
    words.push_back(lattice.plain(p).form);
  }
  return words;
}

bool StandsAt(const Lattice& lattice, uint32_t position,
              const std::vector<std::string>& words) {
  if (words.empty() || position + words.size() > lattice.positions()) {
    return false;
  }
  const uint32_t sentence = lattice.plain(position).sentence;
  for (uint32_t i = 0; i < words.size(); ++i) {
    const analysis::Token& token = lattice.plain(position + i);
    if (token.form != words[i] || token.sentence != sentence) return false;
  }
  return true;
}

class Judge {
 public:
  Judge(const RejectionCase& article, uint32_t entity)
      : article_(article), entity_(entity) {}

  // Nothing where a mention of the entity stands.
  std::optional<Rejection> Decide(const Place& place) const {
    Rejection rejection;
    rejection.field = place.field;
    rejection.range = place.range;
    rejection.sentence = place.sentence;
    for (const FoundMention& mention : article_.mentions) {
      if (mention.field != place.field ||
          mention.range.begin >= place.range.end ||
          place.range.begin >= mention.range.end) {
        continue;
      }
      if (mention.entity == entity_) return std::nullopt;
      const bool is_concept =
          mention.entity < article_.patterns.dictionary->size() &&
          article_.patterns.is_concept(mention.entity);
      if (is_concept || rejection.rule != RejectionRule::kUnspecified) continue;
      if (mention.range == place.range) {
        rejection.rule = RejectionRule::kOtherEntity;
      } else if (mention.range.contains(place.range)) {
        rejection.rule = RejectionRule::kInsideLongerName;
      } else {
        continue;
      }
      rejection.other = mention.entity;
    }
    if (rejection.rule == RejectionRule::kUnspecified) {
      rejection.rule = RuleAt(place);
    }
    return rejection;
  }

 private:
  RejectionRule RuleAt(const Place& place) const {
    RejectionRule rule = RejectionRule::kWriting;
    for (const Hit& hit : article_.evidence.aliases) {
      if (hit.place.field != place.field ||
          hit.place.range.end != place.range.end ||
          hit.place.positions.begin != place.positions.begin) {
        continue;
      }
      const NameFacts name = article_.patterns.name(hit.target);
      if (name.entity == entity_) rule = RuleOf(hit, name);
    }
    return rule;
  }

  RejectionRule RuleOf(const Hit& hit, const NameFacts& name) const {
    if (name.kind == AliasKind::kShort) return RejectionRule::kFullNameMissing;
    if (name.kind == AliasKind::kNominal) return RejectionRule::kNotNamedBefore;
    if (!article_.patterns.is_person(entity_) &&
        StandsAsPerson(article_.evidence.field(hit.place.field), hit.place)) {
      return RejectionRule::kPersonsName;
    }
    if (!article_.scorer.NeedIsMet(name)) return RejectionRule::kNeedMissing;
    if (article_.scorer.SpeaksAgainst(entity_, hit.place)) {
      return RejectionRule::kNegativeContext;
    }
    if (name.need_full) return RejectionRule::kFullNameMissing;
    return RejectionRule::kScoreBelowMin;
  }

  const RejectionCase& article_;
  const uint32_t entity_;
};

}  // namespace

std::vector<Rejection> FindRejections(const RejectionCase& article,
                                      uint32_t entity,
                                      const std::vector<std::string>& names) {
  std::vector<std::vector<std::string>> wordings;
  for (const std::string& name : names) wordings.push_back(WordsOf(name));
  std::sort(wordings.begin(), wordings.end(),
            [](const auto& a, const auto& b) { return a.size() > b.size(); });
  const Judge judge(article, entity);
  std::vector<Rejection> rejections;
  for (const Field field : {Field::kTitle, Field::kText}) {
    const Lattice& lattice = article.evidence.field(field);
    for (uint32_t p = 0; p < lattice.positions();) {
      const auto found = std::find_if(
          wordings.begin(), wordings.end(),
          [&](const auto& words) { return StandsAt(lattice, p, words); });
      if (found == wordings.end()) {
        ++p;
        continue;
      }
      std::vector<const analysis::Token*> path;
      for (size_t i = 0; i < found->size(); ++i) {
        path.push_back(&lattice.plain(p + static_cast<uint32_t>(i)));
      }
      const std::optional<Rejection> rejection =
          judge.Decide(PlaceOf(field, path));
      if (rejection.has_value()) rejections.push_back(*rejection);
      p += static_cast<uint32_t>(found->size());
    }
  }
  return rejections;
}

}  // namespace vigie::entities
