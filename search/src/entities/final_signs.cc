#include "entities/final_signs.h"

#include <algorithm>

namespace vigie::entities {
namespace {

// Whether the last of several words is written with a full stop.
bool IsAbbreviated(std::string_view name) {
  const size_t space = name.rfind(' ');
  if (space == std::string_view::npos) return false;
  const std::string_view last = name.substr(space + 1);
  if (last.size() == 1) return last[0] >= 'A' && last[0] <= 'Z';
  return last == "Jr" || last == "jr" || last == "Sr" || last == "sr";
}

// `name` stands before `sign`. Of a name that the model found only its form
// tells.
bool EndsInSign(std::string_view name, char sign, MentionRule rule,
                const EntityView& entity) {
  const bool listed = !entity.label.empty() && entity.label.back() == sign;
  if (sign != '.') return listed;
  return entity.type == EntityType::kPerson && IsAbbreviated(name) &&
         (listed || rule == MentionRule::kModel);
}

struct Lengthened {
  Field field;
  uint32_t end;  // before it took the sign
};

}  // namespace

void TakeFinalSigns(std::string_view title, std::string_view text,
                    const std::function<EntityView(uint32_t)>& view,
                    std::vector<FoundMention>* mentions) {
  std::vector<Lengthened> signs;
  for (const FoundMention& mention : *mentions) {
    const std::string_view field =
        mention.field == Field::kTitle ? title : text;
    const ByteRange& range = mention.range;
    if (range.end >= field.size()) continue;
    const char sign = field[range.end];
    if (sign != '+' && sign != '!' && sign != '.') continue;
    if (EndsInSign(field.substr(range.begin, range.size()), sign, mention.rule,
                   view(mention.entity))) {
      signs.push_back({mention.field, range.end});
    }
  }
  for (const Lengthened& sign : signs) {
    for (FoundMention& mention : *mentions) {
      if (mention.field != sign.field) continue;
      if (mention.range.end == sign.end) ++mention.range.end;
      if (mention.parent.end == sign.end) ++mention.parent.end;
    }
  }
}

}  // namespace vigie::entities
