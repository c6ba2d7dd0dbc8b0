// The mentions of one article while they are reconsidered.
#ifndef VIGIE_ENTITIES_ARTICLE_NAMES_H_
#define VIGIE_ENTITIES_ARTICLE_NAMES_H_

#include <array>
#include <cstdint>
#include <string_view>

#include "entities/lattice.h"
#include "entities/recognizer.h"

namespace vigie::entities {

// Text order: field, begin, longer first, then entity.
void SortMentions(std::vector<FoundMention>* mentions);

// Views, which must outlive it. Each search is O(mentions).
class ArticleNames {
 public:
  // The entity of a mention that no longer stands.
  static constexpr uint32_t kDropped = 0xFFFFFFFF;

  ArticleNames(const std::array<Lattice, 2>& fields,
               const Dictionary& dictionary, Recognition* found)
      : fields_(fields), dictionary_(dictionary), found_(*found) {}

  const Lattice& lattice(Field field) const {
    return fields_[static_cast<size_t>(field)];
  }
  EntityType TypeOf(const FoundMention& mention) const;
  // It stands and is of no concept.
  bool IsName(const FoundMention& mention) const;
  bool IsListed(const FoundMention& mention) const {
    return mention.entity < dictionary_.size();
  }

  // REQUIRES at least one position.
  FoundMention MakeMention(Field field, const Positions& at, uint32_t entity,
                           MentionRule rule, float confidence) const;
  std::string_view Surface(Field field, const Positions& at) const;

  // The name at exactly `at`, or null.
  FoundMention* NameAt(Field field, const Positions& at);
  // Whether a name overlaps `at` and does not lie in it.
  bool CutsName(Field field, const Positions& at) const;
  // The first position of the longest name that ends before `end`, or `end`.
  uint32_t BeginOfNameBefore(Field field, uint32_t end) const;

  // Drops the names inside `parent`; concepts there are nested in it.
  void Clear(Field field, const ByteRange& parent);
  // Takes dropped mentions out and sorts the others.
  void Restore();

 private:
  const std::array<Lattice, 2>& fields_;
  const Dictionary& dictionary_;
  Recognition& found_;
};

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_ARTICLE_NAMES_H_
