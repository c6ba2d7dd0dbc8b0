// Names that stand in one list: « Vannes, Lorient et Redon », « Bleu, d'Orange
// et de Capgemini », « Redon (Ille-et-Vilaine) ».
#ifndef VIGIE_ENTITIES_NEIGHBOURS_H_
#define VIGIE_ENTITIES_NEIGHBOURS_H_

#include <cstdint>
#include <unordered_map>

#include "entities/evidence.h"
#include "vigie/mention.h"

namespace vigie::entities {

// What is known of an article's names, to judge the doubtful ones beside them.
// Views `evidence`, which must outlive it. Thread-compatible.
class Neighbours {
 public:
  explicit Neighbours(const Evidence& evidence) : evidence_(evidence) {}

  // A name of `type` stands at `place`.
  void Add(const Place& place, EntityType type);

  // Whether a known name of the kind of `type` is in one list with the name at
  // `place`: commas, « et », « ou », « ni » between them, prepositions and
  // articles aside; between places « à » and « vers » too, or what follows in
  // brackets or after « , dans la ». O(1).
  bool ShareAList(const Place& place, EntityType type) const;

 private:
  bool StandsAfter(const Place& place, EntityType type) const;
  bool StandsBefore(const Place& place, EntityType type) const;

  using Types = std::unordered_map<uint64_t, EntityType>;
  const Evidence& evidence_;
  Types begins_;  // by field and position
  Types ends_;
};

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_NEIGHBOURS_H_
