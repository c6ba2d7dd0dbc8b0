#include "entities/model_names.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "entities/road_numbers.h"
#include "entities/rules.h"
#include "entities/surface.h"

namespace vigie::entities {
namespace {

constexpr std::array<EntityType, kModelTypes> kTypes = {
    EntityType::kPerson, EntityType::kOrganization, EntityType::kPlace,
    EntityType::kProduct, EntityType::kEvent};
constexpr std::array<std::string_view, kModelTypes> kIdBeginnings = {
    "person/", "org/", "place/", "product/", "event/"};

size_t ModelTypeOf(EntityType type) {
  // Agencies are organisations that the model does not tell apart.
  if (type == EntityType::kAgency) type = EntityType::kOrganization;
  return static_cast<size_t>(std::find(kTypes.begin(), kTypes.end(), type) -
                             kTypes.begin());
}

// "person/satya-nadella"; empty when nothing is left of the name.
std::string EntityIdOf(size_t type, const std::string& folded) {
  std::string name;
  for (const char c : folded) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '.' || c == '_' || c == '+';
    if (kept) name += c;
    if (c == ' ' && !name.empty()) name += '-';
  }
  return name.empty() ? name : std::string(kIdBeginnings[type]) + name;
}

struct Named {
  FoundMention mention;
  size_t type = 0;
  std::string folded;  // as analysis::FoldName gives it
  std::string surface;
};

// The names among `listed`, the outermost, disjoint, in order.
std::vector<ByteRange> OuterNames(const Dictionary& dictionary,
                                  const std::vector<FoundMention>& listed,
                                  Field field) {
  std::vector<ByteRange> outer;
  for (const FoundMention& mention : listed) {
    if (mention.field != field ||
        dictionary.type(mention.entity) == EntityType::kConcept) {
      continue;
    }
    if (outer.empty() || outer.back().end <= mention.range.begin) {
      outer.push_back(mention.range);
    }
  }
  return outer;
}

// Whether `name` equals, cuts or lies in one of `outer`.
bool Crosses(const std::vector<ByteRange>& outer, const ByteRange& name) {
  auto next = std::upper_bound(
      outer.begin(), outer.end(), name.begin,
      [](uint32_t at, const ByteRange& range) { return at < range.end; });
  for (; next != outer.end() && next->begin < name.end; ++next) {
    if (*next == name || !name.contains(*next)) return true;
  }
  return false;
}

// The names of the model that leave the listed ones whole.
std::vector<Named> NamesIn(const FieldText& given, Field field,
                           const std::vector<TaggedName>& tagged,
                           const std::vector<ByteRange>& outer) {
  const auto tokens = PlainTokens(*given.analyzed);
  std::vector<Named> names;
  for (const TaggedName& name : tagged) {
    Named one;
    FoundMention& mention = one.mention;
    const analysis::Token& first = *tokens[name.positions.begin];
    mention.field = field;
    mention.range = {first.range.begin,
                     tokens[name.positions.end - 1]->range.end};
    if (Crosses(outer, mention.range)) continue;
    mention.position_begin = name.positions.begin;
    mention.position_end = name.positions.end;
    mention.sentence = first.sentence;
    mention.rule = MentionRule::kModel;
    mention.confidence = name.confidence;
    one.type = static_cast<size_t>(name.type);
    one.surface = std::string(
        given.text.substr(mention.range.begin, mention.range.size()));
    for (uint32_t i = name.positions.begin; i < name.positions.end; ++i) {
      if (i > name.positions.begin) one.folded += ' ';
      one.folded += tokens[i]->form;
    }
    names.push_back(std::move(one));
  }
  return names;
}

// Whole names of people by their last word.
class Owners {
 public:
  explicit Owners(const std::vector<Named>& names) {
    for (size_t i = 0; i < names.size(); ++i) {
      const size_t space = names[i].folded.rfind(' ');
      if (!IsPerson(names[i]) || space == std::string::npos) continue;
      by_surname_[names[i].folded.substr(space + 1)].emplace_back(
          i, &names[i].folded);
    }
  }

  // The folded name that the one at `at` stands for: its own, unless it is a
  // surname alone.
  const std::string& Of(const std::vector<Named>& names, size_t at) const {
    const auto found = by_surname_.find(names[at].folded);
    if (!IsPerson(names[at]) || found == by_surname_.end()) {
      return names[at].folded;
    }
    const auto after = std::lower_bound(
        found->second.begin(), found->second.end(), at,
        [](const auto& owner, size_t i) { return owner.first < i; });
    return *(after == found->second.begin() ? after : after - 1)->second;
  }

 private:
  static bool IsPerson(const Named& name) {
    return name.type == static_cast<size_t>(ModelType::kPerson);
  }
  // In text order.
  std::map<std::string, std::vector<std::pair<size_t, const std::string*>>>
      by_surname_;
};

// Numbers entities: the dictionary's, then new ones.
class Linker {
 public:
  Linker(const Dictionary& dictionary, Recognition* out)
      : dictionary_(dictionary), out_(*out) {}

  // False when the name leaves no id.
  bool Link(const std::string& folded, const Named& name, uint32_t* entity) {
    std::vector<uint32_t> same;
    for (const uint32_t candidate : dictionary_.Resolve(folded)) {
      if (ModelTypeOf(dictionary_.type(candidate)) == name.type) {
        same.push_back(candidate);
      }
    }
    if (same.size() == 1) {
      *entity = same[0];
      return true;
    }
    const std::string id = EntityIdOf(name.type, folded);
    if (id.empty()) return false;
    if (const auto known = dictionary_.FindById(id); known.has_value()) {
      *entity = *known;
      return true;
    }
    const auto [found, added] = numbers_.try_emplace(
        id, dictionary_.size() + static_cast<uint32_t>(out_.unlisted.size()));
    if (added) {
      Entity made;
      made.id = id;
      made.type = kTypes[name.type];
      made.label = PlainTypography(name.surface);
      out_.unlisted.push_back(std::move(made));
    }
    *entity = found->second;
    return true;
  }

 private:
  const Dictionary& dictionary_;
  Recognition& out_;
  std::map<std::string, uint32_t> numbers_;
};

void Sort(std::vector<FoundMention>* mentions) {
  std::sort(mentions->begin(), mentions->end(),
            [](const FoundMention& a, const FoundMention& b) {
              return std::tie(a.field, a.range.begin, b.range.end, a.entity) <
                     std::tie(b.field, b.range.begin, a.range.end, b.entity);
            });
}

// `mentions` are sorted.
void SetParents(std::vector<FoundMention>* mentions) {
  for (size_t i = 0; i < mentions->size(); ++i) {
    const FoundMention outer = (*mentions)[i];
    if (outer.rule != MentionRule::kModel) continue;
    for (size_t j = i + 1; j < mentions->size(); ++j) {
      FoundMention& inner = (*mentions)[j];
      if (inner.field != outer.field || inner.range.begin >= outer.range.end) {
        break;
      }
      if (inner.range == outer.range || !outer.range.contains(inner.range)) {
        continue;
      }
      inner.nested = true;
      inner.parent = outer.range;
    }
  }
}

}  // namespace

std::vector<ListedSpan> ListedSpans(const Dictionary& dictionary,
                                    const std::vector<FoundMention>& mentions,
                                    Field field, const FieldText& given) {
  std::vector<ListedSpan> spans;
  for (const FoundMention& mention : mentions) {
    if (mention.field != field || mention.nested) continue;
    const size_t type = ModelTypeOf(dictionary.type(mention.entity));
    if (type == kModelTypes &&
        !dictionary.rules().entities[mention.entity].ner_block) {
      continue;
    }
    const Positions at{mention.position_begin, mention.position_end};
    if (spans.empty() || spans.back().positions.end <= at.begin) {
      spans.push_back({at, type});
    }
  }
  if (given.analyzed == nullptr) return spans;
  for (const uint32_t road :
       FindRoadNumbers(given.text, PlainTokens(*given.analyzed))) {
    const auto next = std::lower_bound(spans.begin(), spans.end(), road,
                                       [](const ListedSpan& span, uint32_t at) {
                                         return span.positions.end <= at;
                                       });
    if (next != spans.end() && next->positions.begin <= road) continue;
    spans.insert(next,
                 {{road, road + 1}, static_cast<size_t>(ModelType::kPlace)});
  }
  return spans;
}

Recognition AddModelNames(const NameTagger& tagger,
                          const Dictionary& dictionary,
                          const std::vector<FieldText>& fields,
                          std::vector<FoundMention> listed) {
  std::vector<TaggedField> tagged;
  for (size_t i = 0; i < fields.size(); ++i) {
    tagged.push_back(
        {fields[i].text, fields[i].analyzed,
         ListedSpans(dictionary, listed, static_cast<Field>(i), fields[i])});
  }
  const auto found = tagger.Tag(tagged);
  std::vector<Named> names;
  for (size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].analyzed == nullptr) continue;
    const std::vector<ByteRange> outer =
        OuterNames(dictionary, listed, static_cast<Field>(i));
    for (Named& name :
         NamesIn(fields[i], static_cast<Field>(i), found[i], outer)) {
      names.push_back(std::move(name));
    }
  }
  Recognition out;
  out.mentions = std::move(listed);
  Linker linker(dictionary, &out);
  const Owners owners(names);
  for (size_t i = 0; i < names.size(); ++i) {
    FoundMention mention = names[i].mention;
    if (linker.Link(owners.Of(names, i), names[i], &mention.entity)) {
      out.mentions.push_back(mention);
    }
  }
  Sort(&out.mentions);
  SetParents(&out.mentions);
  return out;
}

}  // namespace vigie::entities
