#include "entities/model_names.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "entities/road_numbers.h"
#include "entities/rules.h"
#include "entities/surface.h"
#include "entities/unlisted.h"
#include "text/character.h"

namespace vigie::entities {
namespace {

constexpr std::array<EntityType, kModelTypes> kTypes = {
    EntityType::kPerson, EntityType::kOrganization, EntityType::kPlace,
    EntityType::kProduct, EntityType::kEvent};
// Below it a name of the model is as often wrong as right
// (docs/recogniser.md, measured on articles that it had not seen).
constexpr float kLeastConfidence = 0.6F;

size_t ModelTypeOf(EntityType type) {
  // Agencies are organisations that the model does not tell apart.
  if (type == EntityType::kAgency) type = EntityType::kOrganization;
  return static_cast<size_t>(std::find(kTypes.begin(), kTypes.end(), type) -
                             kTypes.begin());
}

struct Named {
  FoundMention mention;
  size_t type = 0;
  std::string folded;  // as analysis::FoldName gives it
  std::string surface;
};

// What the dictionary found in a field.
struct Listed {
  std::vector<ByteRange> names;     // the outermost, disjoint, in order
  std::vector<ByteRange> concepts;  // in order
};

Listed ListedIn(const Dictionary& dictionary,
                const std::vector<FoundMention>& mentions, Field field) {
  Listed listed;
  for (const FoundMention& mention : mentions) {
    if (mention.field != field) continue;
    if (dictionary.type(mention.entity) == EntityType::kConcept) {
      listed.concepts.push_back(mention.range);
    } else if (listed.names.empty() ||
               listed.names.back().end <= mention.range.begin) {
      listed.names.push_back(mention.range);
    }
  }
  return listed;
}

// The first of `ranges` that ends after the byte `at`.
std::vector<ByteRange>::const_iterator FirstAfter(
    const std::vector<ByteRange>& ranges, uint32_t at) {
  return std::partition_point(
      ranges.begin(), ranges.end(),
      [at](const ByteRange& range) { return range.end <= at; });
}

// Whether a listed name or concept takes the place of `name`: one that equals
// it, or a name that cuts or holds it.
bool IsTaken(const Listed& listed, const ByteRange& name) {
  for (auto next = FirstAfter(listed.names, name.begin);
       next != listed.names.end() && next->begin < name.end; ++next) {
    if (*next == name || !name.contains(*next)) return true;
  }
  return std::find(listed.concepts.begin(), listed.concepts.end(), name) !=
         listed.concepts.end();
}

// Words that make no other name of a name: legal forms and titles.
bool AddsNothing(std::string_view form) {
  static const std::set<std::string_view> kWords = {
      "ag",   "corp", "dr",  "gmbh", "inc", "llc", "ltd",  "m",   "me",
      "mlle", "mm",   "mme", "plc",  "pr",  "sa",  "sarl", "sas", "se"};
  std::string letters;
  for (const char c : form) {
    if (c != '.') letters += c;
  }
  return kWords.count(letters) > 0;
}

// Whether the model is sure enough of `name`. A listed name inside it makes up
// for its doubts, if it adds anything to that.
bool IsSure(const Listed& listed, const TaggedName& name,
            const std::vector<const analysis::Token*>& words) {
  const analysis::Token& first = *words[name.positions.begin];
  auto next = FirstAfter(listed.names, first.range.begin);
  const uint32_t end = words[name.positions.end - 1]->range.end;
  if (next == listed.names.end() || next->begin >= end) {
    return name.confidence >= kLeastConfidence;
  }
  for (uint32_t i = name.positions.begin; i < name.positions.end; ++i) {
    while (next != listed.names.end() && next->end <= words[i]->range.begin) {
      ++next;
    }
    const bool inside =
        next != listed.names.end() && next->begin <= words[i]->range.begin;
    const bool small =
        (words[i]->flags & (analysis::kStopWord | analysis::kCapitalized)) ==
        analysis::kStopWord;
    if (!inside && !small && !AddsNothing(words[i]->form)) return true;
  }
  return false;
}

// The names of the model that leave the listed ones whole.
std::vector<Named> NamesIn(const FieldText& given, Field field,
                           const std::vector<TaggedName>& tagged,
                           const Listed& listed) {
  const auto tokens = PlainTokens(*given.analyzed);
  std::vector<Named> names;
  for (const TaggedName& name : tagged) {
    Named one;
    FoundMention& mention = one.mention;
    const analysis::Token& first = *tokens[name.positions.begin];
    mention.field = field;
    mention.range = {first.range.begin,
                     tokens[name.positions.end - 1]->range.end};
    if (IsTaken(listed, mention.range) || !IsSure(listed, name, tokens)) {
      continue;
    }
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

// What a dictionary answered to a thread lately: articles name the same people.
class Answers {
 public:
  static Answers& OfThread(const Dictionary& dictionary) {
    // An answer takes about 150 bytes.
    constexpr size_t kMostAnswers = 16'384;
    thread_local Answers answers;
    // Dictionaries of one version give the same answers.
    if (answers.version_ != dictionary.version() ||
        answers.resolved_.size() + answers.by_id_.size() > kMostAnswers) {
      answers.version_ = dictionary.version();
      answers.resolved_.clear();
      answers.by_id_.clear();
    }
    return answers;
  }

  const std::vector<uint32_t>& Resolve(const Dictionary& dictionary,
                                       const std::string& name) {
    const auto [known, is_new] = resolved_.try_emplace(name);
    if (is_new) known->second = dictionary.Resolve(name);
    return known->second;
  }
  std::optional<uint32_t> FindById(const Dictionary& dictionary,
                                   const std::string& id) {
    const auto [known, is_new] = by_id_.try_emplace(id);
    if (is_new) known->second = dictionary.FindById(id);
    return known->second;
  }

 private:
  std::string version_;
  std::unordered_map<std::string, std::vector<uint32_t>> resolved_;
  std::unordered_map<std::string, std::optional<uint32_t>> by_id_;
};

// Numbers entities: the dictionary's, then new ones.
class Linker {
 public:
  Linker(const Dictionary& dictionary, Recognition* out)
      : dictionary_(dictionary),
        answers_(Answers::OfThread(dictionary)),
        out_(*out) {}

  // False when the name leaves no id.
  bool Link(const std::string& folded, const Named& name, uint32_t* entity) {
    std::vector<uint32_t> same;
    for (const uint32_t candidate : answers_.Resolve(dictionary_, folded)) {
      if (ModelTypeOf(dictionary_.type(candidate)) == name.type) {
        same.push_back(candidate);
      }
    }
    if (same.size() == 1) {
      *entity = same[0];
      return true;
    }
    const std::string id = UnlistedId(kTypes[name.type], folded);
    if (id.empty()) return false;
    if (const auto known = answers_.FindById(dictionary_, id);
        known.has_value()) {
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
  Answers& answers_;
  Recognition& out_;
  std::map<std::string, uint32_t> numbers_;
};

// Whether one of the first `count` of `mentions` lies in `outer` and is of the
// same entity: Nvidia H100 around H100.
bool HoldsItself(const std::vector<FoundMention>& mentions, size_t count,
                 const FoundMention& outer) {
  const auto end = mentions.begin() + static_cast<ptrdiff_t>(count);
  return std::any_of(mentions.begin(), end, [&](const FoundMention& inner) {
    return inner.entity == outer.entity && inner.field == outer.field &&
           outer.range.contains(inner.range);
  });
}

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

bool IsDescription(const FoundMention& mention, std::string_view text) {
  if (mention.rule != MentionRule::kCoreference) return false;
  const std::string_view surface =
      text.substr(mention.range.begin, mention.range.size());
  text::CharInfo scratch;
  for (size_t at = 0; at < surface.size();) {
    const text::CharKind kind =
        text::DescribeChar(text::DecodeNext(surface, &at), &scratch).kind;
    if (kind == text::CharKind::kUpper || kind == text::CharKind::kDigit) {
      return false;
    }
  }
  return true;
}

std::vector<ListedSpan> ListedSpans(const Dictionary& dictionary,
                                    const std::vector<FoundMention>& mentions,
                                    Field field, const FieldText& given) {
  std::vector<ListedSpan> spans;
  for (const FoundMention& mention : mentions) {
    if (mention.field != field || mention.nested ||
        IsDescription(mention, given.text)) {
      continue;
    }
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
  for (const uint32_t road : FindRoadNumbers(given.text, *given.analyzed)) {
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

std::vector<std::vector<TaggedName>> TagNames(
    const NameTagger& tagger, const Dictionary& dictionary,
    const std::vector<FieldText>& fields,
    const std::vector<FoundMention>& listed) {
  std::vector<TaggedField> given;
  for (size_t i = 0; i < fields.size(); ++i) {
    given.push_back(
        {fields[i].text, fields[i].analyzed,
         ListedSpans(dictionary, listed, static_cast<Field>(i), fields[i])});
  }
  return tagger.Tag(given);
}

Recognition AddModelNames(const std::vector<std::vector<TaggedName>>& tagged,
                          const Dictionary& dictionary,
                          const std::vector<FieldText>& fields,
                          std::vector<FoundMention> listed) {
  std::vector<Named> names;
  for (size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].analyzed == nullptr) continue;
    const auto field = static_cast<Field>(i);
    for (Named& name : NamesIn(fields[i], field, tagged[i],
                               ListedIn(dictionary, listed, field))) {
      names.push_back(std::move(name));
    }
  }
  Recognition out;
  out.mentions = std::move(listed);
  const size_t listed_mentions = out.mentions.size();
  Linker linker(dictionary, &out);
  const Owners owners(names);
  for (size_t i = 0; i < names.size(); ++i) {
    FoundMention mention = names[i].mention;
    if (linker.Link(owners.Of(names, i), names[i], &mention.entity) &&
        !HoldsItself(out.mentions, listed_mentions, mention)) {
      out.mentions.push_back(mention);
    }
  }
  Sort(&out.mentions);
  SetParents(&out.mentions);
  return out;
}

}  // namespace vigie::entities
