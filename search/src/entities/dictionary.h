// The entity dictionary: JSON Lines in, names to entities out.
#ifndef VIGIE_ENTITIES_DICTIONARY_H_
#define VIGIE_ENTITIES_DICTIONARY_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entities/gazetteer.h"
#include "vigie/mention.h"
#include "vigie/status.h"

namespace vigie::entities {

struct Entry;
struct Rules;  // alias policies, contexts and concept rules (rules.h)

// Entities of its lines, then those of its compiled part: the open data that a
// header line asks for (docs/entities.md), or a whole compiled file. An entity
// that both have counts under the number that its line gives it. Immutable
// after Parse; thread-safe.
class Dictionary {
 public:
  // Parses and checks a whole file, JSON Lines or compiled. INVALID_ARGUMENT
  // names `source_name`, line and field of the first fault; of a compiled file
  // as Gazetteer::Open. O(bytes).
  static Result<std::shared_ptr<const Dictionary>> Parse(
      std::string_view json_lines, const std::string& source_name);

  // JSON Lines with the changes of an overlay file behind them; faults in the
  // overlay are told under `overlay_name`.
  static std::string WithOverlay(std::string_view json_lines,
                                 std::string_view overlay,
                                 const std::string& overlay_name);

  // The dictionary that ships inside the library.
  static std::string_view ShippedJsonLines();
  // The open data that ships inside the library, compiled.
  static std::string_view ShippedGazetteer();

  ~Dictionary();

  // Hash of the content, e.g. "dict-9f3c2a1b04d5e6f7".
  const std::string& version() const { return version_; }
  uint32_t size() const { return listed() + gazetteer_.size(); }
  // Entities of its lines: those below it. The others are compiled.
  uint32_t listed() const { return static_cast<uint32_t>(entities_.size()); }
  // REQUIRES in all below: index < size(). Views live as long as the
  // dictionary.
  Entity entity(uint32_t index) const;
  std::string_view id(uint32_t index) const;
  std::string_view label(uint32_t index) const;
  EntityType type(uint32_t index) const;
  std::string wikidata_id(uint32_t index) const;  // empty: not known

  // An id that was merged into another finds that one.
  std::optional<uint32_t> FindById(std::string_view id) const;

  // The entity whose id is `name`, then those one of whose labels or full or
  // short aliases, in any language, equals it after folding (case, accents,
  // typography): in order of the file, then compiled ones. Empty when unknown.
  std::vector<uint32_t> Resolve(std::string_view name) const;

  // Of the listed entities.
  const Rules& rules() const { return *rules_; }

  const Gazetteer& gazetteer() const { return gazetteer_; }
  // The number here of an entity of the compiled part.
  uint32_t OfGazetteer(uint32_t index) const {
    const auto listed_too = listed_of_.find(index);
    return listed_too == listed_of_.end() ? listed() + index
                                          : listed_too->second;
  }

 private:
  Dictionary();
  Status ReadLines(std::string_view json_lines, const std::string& source_name);
  void Take(Entry entry);
  Status ReadCompiled(std::string_view bytes, const std::string& source_name);
  void JoinGazetteer();

  std::string version_;
  std::vector<Entity> entities_;
  std::unique_ptr<Rules> rules_;
  struct NameIndex;
  std::unique_ptr<NameIndex> names_;
  std::vector<uint64_t> owned_;  // the bytes of a compiled file
  Gazetteer gazetteer_;
  std::unordered_map<uint32_t, uint32_t> listed_of_;  // compiled -> listed
};

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_DICTIONARY_H_
