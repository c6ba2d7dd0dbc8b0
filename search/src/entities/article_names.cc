#include "entities/article_names.h"

#include <algorithm>
#include <tuple>

#include "entities/unlisted.h"

namespace vigie::entities {

void SortMentions(std::vector<FoundMention>* mentions) {
  std::sort(mentions->begin(), mentions->end(),
            [](const FoundMention& a, const FoundMention& b) {
              return std::tie(a.field, a.range.begin, b.range.end, a.entity) <
                     std::tie(b.field, b.range.begin, a.range.end, b.entity);
            });
}

EntityType ArticleNames::TypeOf(const FoundMention& mention) const {
  return TypeIn(dictionary_, found_, mention.entity);
}

bool ArticleNames::IsName(const FoundMention& mention) const {
  return mention.entity != kDropped && TypeOf(mention) != EntityType::kConcept;
}

FoundMention ArticleNames::MakeMention(Field field, const Positions& at,
                                       uint32_t entity, MentionRule rule,
                                       float confidence) const {
  const analysis::Token& first = lattice(field).plain(at.begin);
  FoundMention mention;
  mention.entity = entity;
  mention.field = field;
  mention.range = {first.range.begin,
                   lattice(field).plain(at.end - 1).range.end};
  mention.position_begin = at.begin;
  mention.position_end = at.end;
  mention.sentence = first.sentence;
  mention.rule = rule;
  mention.confidence = confidence;
  return mention;
}

std::string_view ArticleNames::Surface(Field field, const Positions& at) const {
  return lattice(field).slice({lattice(field).plain(at.begin).range.begin,
                               lattice(field).plain(at.end - 1).range.end});
}

FoundMention* ArticleNames::NameAt(Field field, const Positions& at) {
  for (FoundMention& mention : found_.mentions) {
    if (mention.field == field && mention.position_begin == at.begin &&
        mention.position_end == at.end && IsName(mention)) {
      return &mention;
    }
  }
  return nullptr;
}

bool ArticleNames::CutsName(Field field, const Positions& at) const {
  return std::any_of(
      found_.mentions.begin(), found_.mentions.end(),
      [&](const FoundMention& mention) {
        return mention.field == field && mention.position_begin < at.end &&
               at.begin < mention.position_end &&
               !at.contains({mention.position_begin, mention.position_end}) &&
               IsName(mention);
      });
}

uint32_t ArticleNames::BeginOfNameBefore(Field field, uint32_t end) const {
  uint32_t begin = end;
  for (const FoundMention& mention : found_.mentions) {
    if (mention.field == field && mention.position_end == end &&
        IsName(mention)) {
      begin = std::min(begin, mention.position_begin);
    }
  }
  return begin;
}

void ArticleNames::Clear(Field field, const ByteRange& parent) {
  for (FoundMention& mention : found_.mentions) {
    if (mention.entity == kDropped || mention.field != field ||
        !parent.contains(mention.range)) {
      continue;
    }
    if (IsName(mention)) {
      mention.entity = kDropped;
    } else if (mention.range != parent) {
      mention.nested = true;
      mention.parent = parent;
    }
  }
}

void ArticleNames::Restore() {
  std::vector<FoundMention>& mentions = found_.mentions;
  mentions.erase(std::remove_if(mentions.begin(), mentions.end(),
                                [](const FoundMention& mention) {
                                  return mention.entity == kDropped;
                                }),
                 mentions.end());
  SortMentions(&mentions);
}

}  // namespace vigie::entities
