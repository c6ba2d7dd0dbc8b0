// Which words occur in open lists of people, places, organisations...
#ifndef VIGIE_BENCH_TRAIN_NAME_LISTS_H_
#define VIGIE_BENCH_TRAIN_NAME_LISTS_H_

#include <string>

#include "bench/train/model_writer.h"
#include "vigie/status.h"

namespace vigie::train {

struct NameListFiles {
  // Tab-separated, with a header line: alias, canonical_fr, id, type, ...
  std::vector<std::string> paths;
  std::string skip;      // lines that hold this are left out; empty: none
  std::string hunspell;  // fr.dic, for first names and surnames; empty: none
};

// Adds what the files say of words: those of people, places, products and
// events.
Status AddNameLists(const NameListFiles& files, WordLists* lists);

// Adds clusters: lines "word<TAB>cluster", after lines "#<TAB>cluster<TAB>
// coarse..." that give the coarser ones.
Status AddClusters(const std::string& path, WordLists* lists);

}  // namespace vigie::train

#endif  // VIGIE_BENCH_TRAIN_NAME_LISTS_H_
