// Light French stemming: plurals, feminines and frequent derivations.
#ifndef VIGIE_ANALYSIS_LIGHT_STEM_H_
#define VIGIE_ANALYSIS_LIGHT_STEM_H_

#include <string>

namespace vigie::analysis {

// Reduces `word` in place. REQUIRES a folded word (lower case, no accents).
// The algorithm is that of J. Savoy, "A stemming procedure and stopword list
// for general French corpora", JASIS 50(10), 1999, in its light form, on
// folded words. Words of fewer than 4 letters stay as they are.
void LightStem(std::string* word);

}  // namespace vigie::analysis

#endif  // VIGIE_ANALYSIS_LIGHT_STEM_H_
