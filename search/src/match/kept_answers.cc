#include "match/kept_answers.h"

#include <utility>

namespace vigie::match {
namespace {

// Of maps, lists and blocks of memory, beside what is in them.
constexpr size_t kOverhead = 256;
constexpr size_t kOfMapNode = 48;

size_t BytesOf(const std::string& text) {
  constexpr size_t kInPlace = 15;
  return sizeof(std::string) +
         (text.size() > kInPlace ? text.capacity() + 1 : 0);
}

size_t BytesOf(const std::vector<std::string>& texts) {
  size_t bytes = sizeof(std::vector<std::string>);
  for (const std::string& text : texts) bytes += BytesOf(text);
  return bytes;
}

size_t BytesOf(const query::PlanNode& node) {
  size_t bytes = sizeof(node) + BytesOf(node.value) + BytesOf(node.entity_ids);
  for (const query::TermSpec& term : node.terms) {
    bytes += sizeof(term) + BytesOf(term.form) + BytesOf(term.stem) +
             BytesOf(term.accented);
  }
  for (const query::PlanNode& child : node.children) bytes += BytesOf(child);
  return bytes;
}

size_t BytesOf(const QueryUnderstanding& understanding) {
  size_t bytes = sizeof(understanding) + BytesOf(understanding.normalized);
  for (const QueryWarning& warning : understanding.warnings) {
    bytes += sizeof(warning) + BytesOf(warning.code) +
             BytesOf(warning.message) + BytesOf(warning.message_en);
  }
  for (const QueryExpansion& expansion : understanding.expansions) {
    bytes += sizeof(expansion) + BytesOf(expansion.source) +
             BytesOf(expansion.targets);
  }
  return bytes;
}

size_t BytesOf(const Facet& facet) {
  size_t bytes = sizeof(facet) + BytesOf(facet.key.attribute);
  for (const FacetValue& value : facet.values) {
    bytes += sizeof(value) + BytesOf(value.value) + BytesOf(value.label) +
             BytesOf(value.alias);
    for (const FacetSurface& surface : value.surfaces) {
      bytes += sizeof(surface) + BytesOf(surface.surface);
    }
  }
  return bytes;
}

// Diagnosis and suggestions, of the few answers that have them.
size_t HelpBytes(const FoundHits& found) {
  size_t bytes = 0;
  for (const QuerySuggestion& suggestion : found.suggestions) {
    bytes += sizeof(suggestion) + BytesOf(suggestion.query);
  }
  for (const ClauseDiagnosis& clause : found.diagnosis) {
    bytes += sizeof(clause) + BytesOf(clause.clause) +
             BytesOf(clause.repaired_query) + BytesOf(clause.message) +
             BytesOf(clause.message_en);
  }
  return bytes;
}

}  // namespace

size_t BytesOf(const FoundHits& found) {
  size_t bytes = sizeof(found) + BytesOf(found.plan.root) +
                 BytesOf(found.plan.understanding) + HelpBytes(found) +
                 found.rows.capacity() * sizeof(FoundHits::Row);
  for (const auto& [prefix, words] : found.prefix_words) {
    bytes += kOfMapNode + BytesOf(prefix.first) + BytesOf(words);
  }
  for (const HitGroup& group : found.groups) {
    bytes += sizeof(group) + BytesOf(group.value);
  }
  for (const FoundHits::ShownHit& shown : found.shown.hits) {
    bytes += sizeof(shown) + BytesOf(*shown.card) + shown.row->bytes();
  }
  return bytes;
}

size_t BytesOf(const CountedFacets& counted) {
  size_t bytes = sizeof(counted) + BytesOf(counted.understanding);
  for (const Facet& facet : counted.facets) bytes += BytesOf(facet);
  return bytes;
}

KeptAnswers::KeptAnswers(size_t most_bytes_of_hits,
                         size_t most_bytes_of_facets) {
  for (size_t i = 0; i < kParts; ++i) {
    parts_.emplace_back(most_bytes_of_hits / kParts,
                        most_bytes_of_facets / kParts);
  }
}

void KeptAnswers::Forget(uint32_t snapshot) {
  for (Part& part : parts_) {
    part.hits.Forget(snapshot);
    part.facets.Forget(snapshot);
  }
}

const std::shared_ptr<KeptAnswers>& KeptAnswers::Shared() {
  constexpr size_t kHits = size_t{32} << 20;
  constexpr size_t kFacets = size_t{4} << 20;
  // Lives until the end: snapshots in static storage may outlive it else.
  static const auto* const kept = new std::shared_ptr<KeptAnswers>(
      std::make_shared<KeptAnswers>(kHits, kFacets));
  return *kept;
}

std::shared_ptr<const FoundHits> AnswerMemory::Keep(const std::string& name,
                                                    FoundHits found) const {
  found.rows.shrink_to_fit();
  const size_t bytes = kOverhead + 2 * name.size() + BytesOf(found);
  return kept_->PartOf(name).hits.Keep({number_, name}, std::move(found),
                                       bytes);
}

std::shared_ptr<const CountedFacets> AnswerMemory::Keep(
    const std::string& name, CountedFacets counted) const {
  const size_t bytes = kOverhead + 2 * name.size() + BytesOf(counted);
  return kept_->PartOf(name).facets.Keep({number_, name}, std::move(counted),
                                         bytes);
}

}  // namespace vigie::match
