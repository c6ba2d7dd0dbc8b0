// Numbers of French roads: the A7, the N118, the D910. They name places, and
// no list holds them all.
#ifndef VIGIE_ENTITIES_ROAD_NUMBERS_H_
#define VIGIE_ENTITIES_ROAD_NUMBERS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/token.h"

namespace vigie::entities {

// Positions of road numbers, in order, if the text speaks of roads at all. A
// letter and a number after another capitalised word is a model (Audi A4), and
// A318 to A400 are aircraft. O(words).
std::vector<uint32_t> FindRoadNumbers(std::string_view text,
                                      const analysis::AnalyzedText& analyzed);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_ROAD_NUMBERS_H_
