// Entries of a dictionary -> the bytes that Gazetteer reads.
#ifndef VIGIE_ENTITIES_GAZETTEER_BUILDER_H_
#define VIGIE_ENTITIES_GAZETTEER_BUILDER_H_

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "entities/entry_parser.h"
#include "entities/gazetteer_format.h"
#include "entities/item_paths.h"

namespace vigie::entities {

// Not thread-safe.
class GazetteerBuilder {
 public:
  GazetteerBuilder();

  // Takes one entity of names. Ids may come in any order, each once. Returns
  // "" or the fault as "field: what to do": concept rules and names compared
  // by lemma stay in JSON Lines.
  std::string Add(Entry entry);

  // Ends the building; the same entries give the same bytes whatever their
  // order. O(bytes of all names).
  std::string Finish();

 private:
  void AddEntity(const Entry& entry);
  void AddAlias(const Alias& alias);
  void AddPath(const Lattice& lattice, const TokenPath& path, uint32_t alias);
  uint32_t Node(const std::vector<std::string>& words);
  uint32_t String(const std::string& text);
  void NumberLists();
  std::string Encode();

  std::vector<Entry> entries_;
  std::vector<GazetteerEntity> entities_;
  std::vector<GazetteerAlias> aliases_;
  std::unordered_map<uint64_t, uint32_t> edges_;        // key -> node
  std::vector<std::pair<uint32_t, uint32_t>> outputs_;  // node, output
  std::map<std::vector<std::string>, uint16_t> lists_;  // -> number
  std::vector<uint32_t> list_begins_;
  std::vector<uint32_t> items_;
  std::unordered_map<std::string, uint32_t> string_at_;
  std::string strings_;
};

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_GAZETTEER_BUILDER_H_
