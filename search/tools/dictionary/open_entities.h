// Open lists -> entries of a dictionary: one entity for one thing, one owner
// for one name.
#ifndef VIGIE_TOOLS_DICTIONARY_OPEN_ENTITIES_H_
#define VIGIE_TOOLS_DICTIONARY_OPEN_ENTITIES_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "tools/dictionary/name_judge.h"
#include "tools/dictionary/open_sources.h"

namespace vigie::tools {

struct OpenName {
  std::string text;
  Verdict verdict = Verdict::kPlain;
};

struct OpenEntity {
  std::string id;  // "place/orleans"; empty when left out
  std::string label;
  std::string wikidata_id;
  std::string source_id;  // of a list, or empty
  OpenKind kind;
  std::vector<OpenName> names;
};

// What another dictionary has: its names and ids are its own.
struct OwnNames {
  std::unordered_set<std::string> folded;
  std::unordered_set<std::string> ids;
  std::unordered_set<std::string> wikidata_ids;
};

// Not thread-safe.
class OpenEntities {
 public:
  OpenEntities(OwnNames own, const NameJudge& judge)
      : own_(std::move(own)), judge_(judge) {}

  // Rows of one list in its order; lists in the order of OpenFiles.
  void Add(std::string_view file, const OpenRow& row);

  // Gives every name to one owner and every entity its id. By rising id.
  std::vector<OpenEntity> Finish();

 private:
  uint32_t EntityFor(const OpenRow& row, const OpenKind& kind);
  void ShareOut();
  void NameAll();

  OwnNames own_;
  const NameJudge& judge_;
  std::vector<OpenEntity> entities_;
  std::unordered_map<std::string, uint32_t> by_key_;
};

// One line of JSON in the format of docs/entities.md, without its end.
std::string EncodeEntry(const OpenEntity& entity);

// The line that comes before all others.
std::string EncodeHeader();

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_DICTIONARY_OPEN_ENTITIES_H_
