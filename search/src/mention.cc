#include "vigie/mention.h"

#include "vigie/completeness.h"

#include <array>

namespace vigie {
namespace {

struct TypeNames {
  EntityType type;
  std::string_view english;
  std::string_view french;  // without accents
};

constexpr std::array<TypeNames, 7> kTypes = {{
    {EntityType::kPerson, "person", "personne"},
    {EntityType::kOrganization, "organization", "organisation"},
    {EntityType::kAgency, "agency", "agence"},
    {EntityType::kPlace, "place", "lieu"},
    {EntityType::kProduct, "product", "produit"},
    {EntityType::kEvent, "event", "evenement"},
    {EntityType::kConcept, "concept", "concept"},
}};

}  // namespace

std::string_view EntityTypeName(EntityType type) {
  for (const TypeNames& names : kTypes) {
    if (names.type == type) return names.english;
  }
  return "unspecified";
}

EntityType EntityTypeFromName(std::string_view name) {
  for (const TypeNames& names : kTypes) {
    if (name == names.english || name == names.french) return names.type;
  }
  return EntityType::kUnspecified;
}

std::string_view MentionRoleName(MentionRole role) {
  switch (role) {
    case MentionRole::kContent:
      return "content";
    case MentionRole::kCredit:
      return "credit";
    case MentionRole::kSpeaker:
      return "speaker";
  }
  return "content";
}

std::string_view MentionRuleName(MentionRule rule) {
  switch (rule) {
    case MentionRule::kUnspecified:
      return "unspecified";
    case MentionRule::kDictionary:
      return "dictionary";
    case MentionRule::kModel:
      return "model";
    case MentionRule::kCoreference:
      return "coreference";
    case MentionRule::kConcept:
      return "concept";
    case MentionRule::kSupplied:
      return "supplied";
    case MentionRule::kText:
      return "text";
  }
  return "unspecified";
}

std::string_view RejectionRuleName(RejectionRule rule) {
  switch (rule) {
    case RejectionRule::kWriting:
      return "writing";
    case RejectionRule::kNeedMissing:
      return "need_missing";
    case RejectionRule::kFullNameMissing:
      return "full_name_missing";
    case RejectionRule::kNegativeContext:
      return "negative_context";
    case RejectionRule::kScoreBelowMin:
      return "score_below_min";
    case RejectionRule::kOtherEntity:
      return "other_entity";
    case RejectionRule::kInsideLongerName:
      return "inside_longer_name";
    case RejectionRule::kPersonsName:
      return "persons_name";
    case RejectionRule::kNotNamedBefore:
      return "not_named_before";
    case RejectionRule::kUnspecified:
      break;
  }
  return "unspecified";
}

}  // namespace vigie
