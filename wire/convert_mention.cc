#include "wire/convert_mention.h"

#include "wire/convert_article.h"

namespace vigie::wire {

static_assert(static_cast<int>(MentionRole::kSpeaker) ==
              v1::MENTION_ROLE_SPEAKER);
static_assert(static_cast<int>(MentionSection::kQuotation) ==
              v1::MENTION_SECTION_QUOTATION);
static_assert(v1::MentionSection_MAX == v1::MENTION_SECTION_QUOTATION);

// These enums have the same values on both sides, by contract.
static_assert(static_cast<int>(EntityType::kPerson) == v1::ENTITY_TYPE_PERSON);
static_assert(static_cast<int>(EntityType::kConcept) ==
              v1::ENTITY_TYPE_CONCEPT);
static_assert(v1::EntityType_MAX == v1::ENTITY_TYPE_CONCEPT);
static_assert(static_cast<int>(MentionRule::kDictionary) ==
              v1::MENTION_RULE_DICTIONARY);
static_assert(static_cast<int>(MentionRule::kText) == v1::MENTION_RULE_TEXT);
static_assert(v1::MentionRule_MAX == v1::MENTION_RULE_TEXT);

v1::Field ToProto(Field from) {
  return from == Field::kTitle ? v1::FIELD_TITLE : v1::FIELD_TEXT;
}

v1::EntityType ToProto(EntityType from) {
  return static_cast<v1::EntityType>(from);
}

v1::MentionRole ToProto(MentionRole from) {
  return static_cast<v1::MentionRole>(from);
}

v1::MentionRule ToProto(MentionRule from) {
  return static_cast<v1::MentionRule>(from);
}

void ToProto(const ByteRange& from, v1::TextRange* to) {
  to->set_begin(from.begin);
  to->set_end(from.end);
}

void ToProto(const Sentence& from, v1::Sentence* to) {
  ToProto(from.range, to->mutable_range());
  to->set_text(from.text);
}

void ToProto(const Mention& from, v1::Mention* to) {
  to->set_entity_id(from.entity_id);
  to->set_type(ToProto(from.type));
  to->set_label(from.label);
  to->set_unlisted(from.unlisted);
  to->set_field(ToProto(from.field));
  ToProto(from.range, to->mutable_range());
  to->set_surface(from.surface);
  ToProto(from.sentence, to->mutable_sentence());
  to->set_rule(ToProto(from.rule));
  to->set_confidence(from.confidence);
  to->set_link_confidence(from.link_confidence);
  to->set_wikidata_id(from.wikidata_id);
  to->set_nested(from.nested);
  if (from.nested) ToProto(from.parent, to->mutable_parent());
  to->set_role(ToProto(from.role));
  if (from.role == MentionRole::kSpeaker) {
    ToProto(from.quotation, to->mutable_quotation());
  }
}

void ToProto(const MentionRow& from, v1::MentionRow* to) {
  ToProto(from.article, to->mutable_article());
  ToProto(from.mention, to->mutable_mention());
  if (from.window.range.end > 0) {
    ToProto(from.window.range, to->mutable_window()->mutable_range());
    to->mutable_window()->set_left(from.window.left);
    to->mutable_window()->set_right(from.window.right);
  }
}

EntityType FromProto(v1::EntityType from) {
  return v1::EntityType_IsValid(from) ? static_cast<EntityType>(from)
                                      : EntityType::kUnspecified;
}

}  // namespace vigie::wire
