// Which words occur in open lists of people, places, organisations...
#ifndef VIGIE_BENCH_TRAIN_NAME_LISTS_H_
#define VIGIE_BENCH_TRAIN_NAME_LISTS_H_

#include <string>

#include "bench/train/model_writer.h"
#include "vigie/status.h"

namespace vigie::train {

// Adds what the tab-separated files `paths` (columns alias, canonical_fr, id,
// type, ...; a header line) and the first names and surnames of `hunspell`
// (fr.dic; empty: none) say of words.
Status AddNameLists(const std::vector<std::string>& paths,
                    const std::string& hunspell, WordLists* lists);

// Adds clusters: lines "word<TAB>cluster", after lines "#<TAB>cluster<TAB>
// coarse..." that give the coarser ones.
Status AddClusters(const std::string& path, WordLists* lists);

}  // namespace vigie::train

#endif  // VIGIE_BENCH_TRAIN_NAME_LISTS_H_
