#include "wire/convert_completeness.h"

#include "wire/convert_article.h"
#include "wire/convert_mention.h"
#include "wire/convert_query.h"

namespace vigie::wire {
namespace {

// The enums have the same values on both sides, by contract.
static_assert(static_cast<int>(RejectionRule::kNotNamedBefore) ==
              v1::REJECTION_RULE_NOT_NAMED_BEFORE);
static_assert(v1::RejectionRule_MAX == v1::REJECTION_RULE_NOT_NAMED_BEFORE);

void ToProto(const RejectedCandidate& from, v1::RejectedCandidate* to) {
  wire::ToProto(from.article, to->mutable_article());
  to->set_field(wire::ToProto(from.field));
  wire::ToProto(from.range, to->mutable_range());
  to->set_surface(from.surface);
  wire::ToProto(from.sentence, to->mutable_sentence());
  to->set_rule(static_cast<v1::RejectionRule>(from.rule));
  to->set_other_entity_id(from.other_entity_id);
}

void ToProto(const SpellingVariant& from, v1::SpellingVariant* to) {
  to->set_word(from.word);
  to->set_name(from.name);
  to->set_distance(from.distance);
  to->set_articles(from.articles);
}

void ToProto(const RelatedName& from, v1::RelatedName* to) {
  to->set_entity_id(from.entity_id);
  to->set_label(from.label);
  to->set_type(wire::ToProto(from.type));
  to->set_mentions(from.mentions);
  to->set_articles(from.articles);
}

}  // namespace

CompletenessRequest FromProto(const v1::ReportCompletenessRequest& from) {
  CompletenessRequest to;
  to.entity = from.entity();
  to.query = from.query();
  to.options = FromProto(from.options());
  to.page_size = from.page_size();
  to.most_articles = from.most_articles();
  return to;
}

void ToProto(const CompletenessReport& from,
             v1::ReportCompletenessResponse* to) {
  to->set_revision(from.revision);
  to->set_entity_id(from.entity_id);
  to->set_label(from.label);
  to->set_type(ToProto(from.type));
  to->set_mentions(from.mentions);
  to->set_articles(from.articles);
  for (const SpellingVariant& variant : from.variants) {
    ToProto(variant, to->add_variants());
  }
  for (const RejectedCandidate& candidate : from.rejected) {
    ToProto(candidate, to->add_rejected());
  }
  to->set_total_rejected(from.total_rejected);
  to->set_articles_read(from.articles_read);
  to->set_all_read(from.all_read);
  for (const RelatedName& name : from.related) ToProto(name, to->add_related());
  ToProto(from.understanding, to->mutable_understanding());
  to->set_analyzer_version(from.analyzer_version);
  to->set_dictionary_version(from.dictionary_version);
}

}  // namespace vigie::wire
