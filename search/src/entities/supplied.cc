#include "entities/supplied.h"

#include <algorithm>
#include <optional>
#include <string>

#include "analysis/analyzer.h"
#include "entities/article_names.h"
#include "entities/lattice.h"
#include "entities/unlisted.h"

namespace vigie::entities {
namespace {

EntityType TypeOf(const SuppliedMention& given) {
  if (given.type != EntityType::kUnspecified) return given.type;
  const std::string_view id = given.entity_id;
  const std::string_view beginning = id.substr(0, id.find('/'));
  return beginning == "org" ? EntityType::kOrganization
                            : EntityTypeFromName(beginning);
}

// The first position whose token ends behind `byte`.
uint32_t PositionAfter(const Lattice& lattice, uint32_t byte) {
  uint32_t low = 0;
  uint32_t high = lattice.positions();
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (lattice.plain(middle).range.end <= byte) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

Positions PositionsOf(const Lattice& lattice, const ByteRange& range) {
  Positions at{PositionAfter(lattice, range.begin), 0};
  at.end = at.begin;
  while (at.end < lattice.positions() &&
         lattice.plain(at.end).range.begin < range.end) {
    ++at.end;
  }
  return at;
}

std::optional<uint32_t> EntityOf(const Dictionary& dictionary,
                                 const SuppliedMention& given,
                                 std::string_view surface, Recognition* found) {
  const EntityType type = TypeOf(given);
  const std::string_view label =
      given.label.empty() ? surface : std::string_view(given.label);
  std::string id = given.entity_id;
  if (id.empty()) {
    std::vector<uint32_t> same;
    for (const uint32_t one : dictionary.Resolve(surface)) {
      if (dictionary.type(one) == type) same.push_back(one);
    }
    if (same.size() == 1) return same.front();
    id = UnlistedId(type, analysis::FoldName(surface));
    if (id.empty()) return std::nullopt;
  }
  const std::optional<uint32_t> listed = dictionary.FindById(id);
  return listed.has_value()
             ? *listed
             : NumberUnlisted(dictionary, type, id, label, found);
}

class Placement {
 public:
  Placement(const std::array<FieldText, 2>& fields,
            const Dictionary& dictionary, Recognition* found)
      : fields_(fields), dictionary_(dictionary), found_(*found) {}

  void Place(const SuppliedMention& given) {
    const FieldText& field = fields_[static_cast<size_t>(given.field)];
    if (field.analyzed == nullptr) return;
    const Lattice lattice(field.text, *field.analyzed);
    const Positions at = PositionsOf(lattice, given.range);
    if (at.end <= at.begin || IsTaken(given)) return;
    const uint32_t sentence = lattice.plain(at.begin).sentence;
    if (!field.analyzed->sentences[sentence].range.contains(given.range)) {
      return;
    }
    const std::optional<uint32_t> entity =
        EntityOf(dictionary_, given, lattice.slice(given.range), &found_);
    if (!entity.has_value()) return;
    MakeRoom(given);
    FoundMention mention;
    mention.entity = *entity;
    mention.field = given.field;
    mention.range = given.range;
    mention.position_begin = at.begin;
    mention.position_end = at.end;
    mention.sentence = sentence;
    mention.rule = MentionRule::kSupplied;
    mention.link_confidence = 1.0F;
    found_.mentions.push_back(mention);
  }

 private:
  static bool Overlap(const ByteRange& a, const ByteRange& b) {
    return a.begin < b.end && b.begin < a.end;
  }

  bool IsTaken(const SuppliedMention& given) const {
    return std::any_of(found_.mentions.begin(), found_.mentions.end(),
                       [&](const FoundMention& mention) {
                         return mention.rule == MentionRule::kSupplied &&
                                mention.field == given.field &&
                                Overlap(mention.range, given.range);
                       });
  }

  void MakeRoom(const SuppliedMention& given) {
    const bool concept_given = TypeOf(given) == EntityType::kConcept;
    std::vector<FoundMention>& all = found_.mentions;
    for (FoundMention& mention : all) {
      if (mention.field != given.field) continue;
      // What lay in a name that goes lies in nothing.
      if (mention.nested && mention.parent != given.range &&
          Overlap(mention.parent, given.range)) {
        mention.nested = false;
        mention.parent = {};
      }
      if (mention.range != given.range && given.range.contains(mention.range)) {
        mention.nested = true;
        mention.parent = given.range;
      }
    }
    all.erase(std::remove_if(
                  all.begin(), all.end(),
                  [&](const FoundMention& mention) {
                    const bool is_concept =
                        TypeIn(dictionary_, found_, mention.entity) ==
                        EntityType::kConcept;
                    return mention.field == given.field &&
                           is_concept == concept_given &&
                           mention.rule != MentionRule::kSupplied &&
                           Overlap(mention.range, given.range) &&
                           !(mention.nested && mention.parent == given.range);
                  }),
              all.end());
  }

  const std::array<FieldText, 2>& fields_;
  const Dictionary& dictionary_;
  Recognition& found_;
};

}  // namespace

void AddSupplied(const std::array<FieldText, 2>& fields,
                 const std::vector<SuppliedMention>& supplied,
                 const Dictionary& dictionary, Recognition* found) {
  if (supplied.empty()) return;
  Placement placement(fields, dictionary, found);
  for (const SuppliedMention& given : supplied) placement.Place(given);
  SortMentions(&found->mentions);
}

}  // namespace vigie::entities
