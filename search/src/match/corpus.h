// What every request on a snapshot reads.
#ifndef VIGIE_MATCH_CORPUS_H_
#define VIGIE_MATCH_CORPUS_H_

#include <cstdint>
#include <memory>
#include <string>

#include "entities/dictionary.h"
#include "match/background.h"
#include "match/catalog.h"
#include "match/executor.h"
#include "match/hit_cards.h"
#include "match/kept_sums.h"
#include "match/rank_rows.h"
#include "match/row_counts.h"
#include "match/shown_rows.h"
#include "match/vocabulary.h"

namespace vigie::match {

class AnswerMemory;

// Immutable once filled, but for its caches; thread-safe.
struct Corpus {
  uint64_t revision = 0;
  std::string analyzer_version;
  std::string scope_key;  // of the sources that it is restricted to, if any
  std::string dictionary_version;    // the oldest in use
  bool unlisted_names = false;       // IndexOptions::unlisted_names
  uint64_t list_bytes = kListBytes;  // CheckLists
  std::shared_ptr<const entities::Dictionary> dictionary;
  std::shared_ptr<const Catalog> catalog;
  std::unique_ptr<const Executor> executor;
  std::unique_ptr<RowCounts> row_counts;        // never null
  std::unique_ptr<HitCards> cards;              // never null
  std::unique_ptr<FacetSums> sums;              // null: none is kept
  std::unique_ptr<CarriedMemory> carried_sums;  // null: none is carried on
  std::unique_ptr<RankMemory> rank_memory;      // null: nothing is kept
  std::unique_ptr<ShownMemory> shown_memory;    // null: nothing is kept
  std::shared_ptr<const AnswerMemory> answers;  // null: none is kept
  std::unique_ptr<LazyVocabulary> vocabulary;   // never null
  std::unique_ptr<LazyBackground> background;   // never null
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_CORPUS_H_
