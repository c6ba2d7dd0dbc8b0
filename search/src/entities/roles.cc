#include "entities/roles.h"

#include <string_view>

#include "entities/credits.h"
#include "entities/speakers.h"

namespace vigie::entities {
namespace {

// « l’Agence France-Presse (AFP) »: the bracket explains the name before it.
bool ExplainsNameBefore(const Lattice& lattice,
                        const std::vector<FoundMention>& mentions, size_t i) {
  if (i == 0) return false;
  const FoundMention& before = mentions[i - 1];
  const FoundMention& own = mentions[i];
  if (before.field != own.field || before.entity != own.entity ||
      before.range.end > own.range.begin) {
    return false;
  }
  const std::string_view gap =
      lattice.slice({before.range.end, own.range.begin});
  return gap.size() <= 3 && gap.find('(') != std::string_view::npos;
}

void AssignCredits(const std::array<Lattice, 2>& fields,
                   const std::function<EntityType(uint32_t)>& type_of,
                   std::vector<FoundMention>* mentions) {
  for (size_t i = 0; i < mentions->size(); ++i) {
    FoundMention& mention = (*mentions)[i];
    if (mention.nested || type_of(mention.entity) != EntityType::kAgency) {
      continue;
    }
    const Lattice& lattice = fields[static_cast<size_t>(mention.field)];
    Place place;
    place.field = mention.field;
    place.positions = {mention.position_begin, mention.position_end};
    place.range = mention.range;
    place.sentence = mention.sentence;
    if (StandsAsCredit(lattice, place) &&
        !ExplainsNameBefore(lattice, *mentions, i)) {
      mention.role = MentionRole::kCredit;
    }
  }
}

bool MaySpeak(EntityType type) {
  return type == EntityType::kPerson || type == EntityType::kOrganization ||
         type == EntityType::kAgency;
}

void AssignSpeakers(const Lattice& lattice, Field field,
                    const std::function<EntityType(uint32_t)>& type_of,
                    std::vector<FoundMention>* mentions) {
  std::vector<SpeakerCandidate> candidates;
  std::vector<FoundMention*> owners;
  for (FoundMention& mention : *mentions) {
    const EntityType type = type_of(mention.entity);
    if (mention.field != field || mention.nested || !MaySpeak(type) ||
        mention.role == MentionRole::kCredit) {
      continue;
    }
    candidates.push_back({{mention.position_begin, mention.position_end},
                          mention.range,
                          mention.sentence,
                          type});
    owners.push_back(&mention);
  }
  for (const Speech& speech : FindSpeeches(lattice, candidates)) {
    FoundMention& speaker = *owners[speech.speaker];
    if (speaker.role == MentionRole::kSpeaker) continue;
    speaker.role = MentionRole::kSpeaker;
    speaker.quotation = speech.quotation;
  }
}

}  // namespace

void AssignRoles(const std::array<Lattice, 2>& fields,
                 const std::function<EntityType(uint32_t)>& type_of,
                 std::vector<FoundMention>* mentions) {
  AssignCredits(fields, type_of, mentions);
  for (Field field : {Field::kTitle, Field::kText}) {
    AssignSpeakers(fields[static_cast<size_t>(field)], field, type_of,
                   mentions);
  }
}

}  // namespace vigie::entities
