// The entries of a dictionary while it is read, and what changes do to them.
#ifndef VIGIE_ENTITIES_ENTRY_TABLE_H_
#define VIGIE_ENTITIES_ENTRY_TABLE_H_

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "entities/change.h"
#include "entities/entry_parser.h"
#include "entities/gazetteer.h"

namespace vigie::entities {

// Not thread-safe.
class EntryTable {
 public:
  // An entity of `compiled` that a change touches becomes an entry, and
  // `compiled` suppresses it. `compiled` must outlive the table.
  explicit EntryTable(Gazetteer* compiled) : compiled_(compiled) {}

  // REQUIRES an id that no entry has.
  void Add(Entry entry);

  // Returns "" or the fault as "field: what to do"; then nothing has changed.
  // O(names of the entities concerned).
  std::string Apply(Change change);

  // What stands, in the order added; the table is empty afterwards.
  std::vector<Entry> TakeEntries();
  // Ids of merged entities and former ids -> ids that stand. A former id that
  // an entry has is that entry's.
  std::unordered_map<std::string, std::string> TakeRedirects();

 private:
  struct Row {
    Entry entry;
    bool stands = true;
  };

  // Null when no entity that stands has the id.
  Entry* Find(const std::string& id);
  void Remove(const std::string& id);
  std::string Merge(const Change& change);
  std::string Split(Change change);
  std::string Hide(const Change& change);

  Gazetteer* compiled_;
  std::vector<Row> rows_;
  std::unordered_map<std::string, size_t> row_of_;  // of those that stand
  std::unordered_map<std::string, std::string> redirects_;
};

// An entity of a compiled dictionary as the line that it was compiled from.
Entry EntryOf(const Gazetteer& compiled, uint32_t entity);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_ENTRY_TABLE_H_
