// Imported entities on their way into a dictionary file: checked like a line
// of it, or rejected with the place that they come from.
#ifndef VIGIE_TOOLS_DICTIONARY_ENTITY_OUTPUT_H_
#define VIGIE_TOOLS_DICTIONARY_ENTITY_OUTPUT_H_

#include <cstdint>
#include <ostream>
#include <string>
#include <unordered_map>
#include <vector>

#include "vigie/mention.h"

namespace vigie::tools {

struct ImportedName {
  std::string text;
  std::string language;  // "fr", "en" or empty
};

struct ImportedEntity {
  std::string id;  // empty: made of type and label
  EntityType type = EntityType::kUnspecified;
  std::string subtype;
  std::string label;  // French, else English
  std::string label_en;
  std::string wikidata_id;
  std::vector<ImportedName> names;  // the label need not be among them
};

// "organization.company" -> type and subtype; false when it is neither.
bool ReadTypeName(const std::string& name, ImportedEntity* entity);

// Writes JSON Lines to `out` and "SOURCE:LINE: field: what to do" to
// `rejects`. Memory grows with the ids alone. Not thread-safe.
class EntityOutput {
 public:
  EntityOutput(std::ostream& out, std::ostream& rejects, std::string source)
      : out_(out), rejects_(rejects), source_(std::move(source)) {}

  void Write(uint64_t line, const ImportedEntity& entity);
  void Reject(uint64_t line, const std::string& fault);

  uint64_t written() const { return written_; }
  uint64_t rejected() const { return rejected_; }

 private:
  std::ostream& out_;
  std::ostream& rejects_;
  std::string source_;
  std::unordered_map<std::string, uint64_t> line_of_id_;
  uint64_t written_ = 0;
  uint64_t rejected_ = 0;
};

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_DICTIONARY_ENTITY_OUTPUT_H_
