#include <optional>
#include <string>
#include <string_view>

#include "vigie/article.h"
#include "vigie/mention.h"

namespace vigie {
namespace {

struct Beginning {
  std::string_view text;
  EntityType type;
};

constexpr Beginning kBeginnings[] = {
    {"person/", EntityType::kPerson},   {"org/", EntityType::kOrganization},
    {"agency/", EntityType::kAgency},   {"place/", EntityType::kPlace},
    {"product/", EntityType::kProduct}, {"event/", EntityType::kEvent},
    {"concept/", EntityType::kConcept}};

// Type of an entity id; kUnspecified when it is none.
EntityType TypeOfId(std::string_view id) {
  for (const Beginning& beginning : kBeginnings) {
    if (id.size() <= beginning.text.size() ||
        id.substr(0, beginning.text.size()) != beginning.text) {
      continue;
    }
    const std::string_view name = id.substr(beginning.text.size());
    const bool sound =
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-._+") ==
        std::string_view::npos;
    return sound && id.size() <= ArticleLimits::kIdBytes
               ? beginning.type
               : EntityType::kUnspecified;
  }
  return EntityType::kUnspecified;
}

bool IsInsideCharacter(std::string_view text, uint32_t at) {
  return at < text.size() && (static_cast<uint8_t>(text[at]) & 0xC0U) == 0x80U;
}

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool HoldsAWord(std::string_view surface) {
  for (const char c : surface) {
    const bool ascii = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       (c >= '0' && c <= '9');
    if (ascii || static_cast<uint8_t>(c) >= 0xC3) return true;
  }
  return false;
}

std::optional<MentionFault> FaultOf(const Article& article,
                                    const SuppliedMention& mention) {
  const std::string_view text =
      mention.field == Field::kTitle ? article.title : article.text;
  const auto fault = [](uint32_t byte, std::string message) {
    return MentionFault{0, byte, std::move(message)};
  };
  const auto [begin, end] = mention.range;
  if (begin >= end) return fault(begin, "the range is empty");
  if (end > text.size()) {
    return fault(end, "the field ends at byte " + std::to_string(text.size()));
  }
  if (IsInsideCharacter(text, begin)) {
    return fault(begin, "the range begins inside a character");
  }
  if (IsInsideCharacter(text, end)) {
    return fault(end, "the range ends inside a character");
  }
  const std::string_view surface = text.substr(begin, end - begin);
  if (IsSpace(surface.front())) {
    return fault(begin, "the range begins with a space");
  }
  if (IsSpace(surface.back())) {
    return fault(end, "the range ends with a space");
  }
  if (!HoldsAWord(surface)) return fault(begin, "the range holds no word");
  if (!mention.surface.empty() && mention.surface != surface) {
    return fault(begin, "the field holds \"" + std::string(surface) +
                            "\", not \"" + mention.surface + "\"");
  }
  if (mention.entity_id.empty()) {
    if (mention.type != EntityType::kUnspecified) return std::nullopt;
    return fault(begin, "neither an entity id nor a type");
  }
  const EntityType type = TypeOfId(mention.entity_id);
  if (type == EntityType::kUnspecified) {
    return fault(begin, "\"" + mention.entity_id + "\" is no entity id");
  }
  if (mention.type != EntityType::kUnspecified && mention.type != type) {
    return fault(begin, "the id " + mention.entity_id +
                            " is of another type than the one given");
  }
  if (mention.label.size() > ArticleLimits::kAttributeBytes) {
    return fault(begin, "the label is too long");
  }
  return std::nullopt;
}

}  // namespace

std::vector<MentionFault> FindMentionFaults(const Article& article) {
  std::vector<MentionFault> faults;
  for (uint32_t i = 0; i < article.mentions.size(); ++i) {
    std::optional<MentionFault> fault = FaultOf(article, article.mentions[i]);
    if (i >= ArticleLimits::kMentions) {
      fault =
          MentionFault{i, article.mentions[i].range.begin,
                       "at most " + std::to_string(ArticleLimits::kMentions) +
                           " mentions are taken"};
    }
    if (!fault.has_value()) continue;
    fault->mention = i;
    faults.push_back(*std::move(fault));
  }
  return faults;
}

}  // namespace vigie
