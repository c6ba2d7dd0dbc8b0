// Names that are common words nearly wherever they stand: « l’Intérieur ».
#ifndef VIGIE_MATCH_RARE_NAMES_H_
#define VIGIE_MATCH_RARE_NAMES_H_

#include <cstdint>

#include "match/corpus.h"
#include "query/plan.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// Places where a name stands, in the case and with the accents of mention:,
// outside longer names.
struct NamePlaces {
  uint32_t recognised = 0;  // as one of its entities
  uint32_t others = 0;
  // Recognised in fewer than one place of five, and eight others.
  bool rarely_named() const {
    return others >= 8 && uint64_t{5} * recognised < recognised + others;
  }
};

// A kMention of `plan` whose name is made of common words, and that is rarely
// recognised where it stands, is read as its entities alone, and the warning
// RARELY_A_NAME says so. Counted over all articles of the snapshot, once; not
// for a name without entities in an index without a recogniser, nor for more
// than the first 16 of a query. Errors as Executor::Run.
Status SettleRareNames(const Corpus& corpus, const CallControl& control,
                       query::Plan* plan);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_RARE_NAMES_H_
