// A compiled dictionary, read in place: entities, their names and the trie that
// finds them.
#ifndef VIGIE_ENTITIES_GAZETTEER_H_
#define VIGIE_ENTITIES_GAZETTEER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "entities/edge_filter.h"
#include "entities/gazetteer_format.h"
#include "entities/rules.h"
#include "vigie/mention.h"
#include "vigie/status.h"

namespace vigie::entities {

// A read-only table of `count` elements.
template <typename T>
struct TableView {
  const T* data = nullptr;
  uint64_t count = 0;

  const T& operator[](uint64_t index) const { return data[index]; }
  const T* begin() const { return data; }
  const T* end() const { return data + count; }
};

// Views of bytes that must outlive it. Thread-safe once nothing is suppressed
// any more.
class Gazetteer {
 public:
  // Whether `bytes` begin as a compiled dictionary does.
  static bool IsCompiled(std::string_view bytes);

  // Checks everything that reading relies on, and the checksum. `bytes` begin
  // at a multiple of 8. DATA_LOSS when damaged, FAILED_PRECONDITION when
  // another version of the format or of the analyser wrote them. O(bytes).
  static Result<Gazetteer> Open(std::string_view bytes,
                                const std::string& source_name);

  // What the build laid into the library: REQUIRES bytes that the compiler of
  // this build wrote. Reads the header alone.
  static Gazetteer OpenTrusted(std::string_view bytes);

  // Without entities.
  Gazetteer() = default;

  uint64_t content() const { return content_; }
  uint32_t size() const { return size_; }
  // REQUIRES in all below: index < size(), alias < aliases().
  Entity entity(uint32_t index) const;
  std::string_view id(uint32_t index) const {
    return string(entities_[index].id);
  }
  std::string_view label(uint32_t index) const {
    return string(entities_[index].label);
  }
  std::string_view label_en(uint32_t index) const {
    return string(entities_[index].label_en);
  }
  EntityType type(uint32_t index) const {
    return static_cast<EntityType>(entities_[index].type);
  }
  const GazetteerEntity& record(uint32_t index) const {
    return entities_[index];
  }
  // O(log of the entities); O(bytes of the id) once IndexIds was called.
  std::optional<uint32_t> FindById(std::string_view id) const;
  // For whoever is about to find thousands. O(entities) the first time, 24
  // bytes for each from then on.
  void IndexIds() const;

  // A suppressed entity keeps its number; none of its names is found.
  void Suppress(uint32_t index) { suppressed_.insert(index); }
  bool suppressed(uint32_t index) const {
    return !suppressed_.empty() && suppressed_.count(index) > 0;
  }

  uint32_t aliases() const { return static_cast<uint32_t>(aliases_.count); }
  const GazetteerAlias& alias(uint32_t index) const { return aliases_[index]; }
  // One past the last alias of an entity; record(index).first_alias begins it.
  uint32_t end_alias(uint32_t index) const {
    return entities_[index + uint64_t{1}].first_alias;
  }
  static GazetteerPolicy policy(const GazetteerAlias& alias) {
    return GazetteerPolicy::Decode(alias.policy);
  }
  std::string_view text(uint32_t alias) const {
    return string(aliases_[alias].text);
  }
  std::string_view string(uint32_t offset) const {
    return strings_.data + offset;
  }

  uint32_t lists() const {
    return list_begins_.count == 0
               ? 0
               : static_cast<uint32_t>(list_begins_.count - 1);
  }
  std::vector<std::string> list(uint32_t index) const;

  // The node that `word` (WordHash of a form) leads to. O(1).
  std::optional<uint32_t> Child(uint32_t node, uint64_t word) const {
    return ChildOf(GazetteerKey(node, word));
  }
  std::optional<uint32_t> ChildOf(uint64_t key) const {
    if (keys_.count == 0) return std::nullopt;
    uint64_t slot = GazetteerSlot(key, keys_.count);
    while (keys_[slot] != 0) {
      if (keys_[slot] == key) return children_[slot];
      slot = slot + 1 == keys_.count ? 0 : slot + 1;
    }
    return std::nullopt;
  }
  // The keys of all edges, for whom it asks about. O(edges).
  EdgeFilter FilterOfEdges() const;
  static uint64_t WordHash(std::string_view form);
  // Aliases that end at `node`, with kAnyGaps.
  TableView<uint32_t> outputs(uint32_t node) const {
    const uint32_t begin = output_begins_[node];
    return {outputs_.data + begin, output_begins_[node + uint64_t{1}] - begin};
  }

 private:
  struct Ids;

  // False when a table of `header` does not lie within `bytes`.
  bool Bind(std::string_view bytes, const GazetteerHeader& header);
  bool IsConsistent() const;

  uint64_t content_ = 0;
  uint32_t size_ = 0;
  TableView<GazetteerEntity> entities_;
  TableView<GazetteerAlias> aliases_;
  TableView<uint64_t> keys_;
  TableView<uint32_t> children_;
  TableView<uint32_t> output_begins_;
  TableView<uint32_t> outputs_;
  TableView<uint32_t> list_begins_;
  TableView<uint32_t> items_;
  TableView<char> strings_;
  std::shared_ptr<Ids> ids_;
  std::unordered_set<uint32_t> suppressed_;
};

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_GAZETTEER_H_
