// The entity dictionary: JSON Lines in, names to entities out.
#ifndef VIGIE_ENTITIES_DICTIONARY_H_
#define VIGIE_ENTITIES_DICTIONARY_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vigie/mention.h"
#include "vigie/status.h"

namespace vigie::entities {

struct Rules;  // alias policies, contexts and concept rules (rules.h)

// Immutable after Parse; thread-safe.
class Dictionary {
 public:
  // Parses and checks a whole file. INVALID_ARGUMENT names `source_name`,
  // line and field of the first fault. O(bytes).
  static Result<std::shared_ptr<const Dictionary>> Parse(
      std::string_view json_lines, const std::string& source_name);

  // The dictionary that ships inside the library.
  static std::string_view ShippedJsonLines();

  ~Dictionary();

  // Hash of the content, e.g. "dict-9f3c2a1b04d5e6f7".
  const std::string& version() const { return version_; }
  uint32_t size() const { return static_cast<uint32_t>(entities_.size()); }
  // REQUIRES: index < size().
  const Entity& entity(uint32_t index) const { return entities_[index]; }

  std::optional<uint32_t> FindById(std::string_view id) const;

  // Entities one of whose id, labels or full or short aliases, in any
  // language, equals `name` after folding (case, accents, typography). In
  // order of the file; empty when unknown.
  std::vector<uint32_t> Resolve(std::string_view name) const;

  const Rules& rules() const { return *rules_; }

 private:
  Dictionary();
  std::string version_;
  std::vector<Entity> entities_;
  std::unique_ptr<Rules> rules_;
  struct NameIndex;
  std::unique_ptr<NameIndex> names_;
};

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_DICTIONARY_H_
