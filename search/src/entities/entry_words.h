// Limits that hold for every text and number of a dictionary entry.
#ifndef VIGIE_ENTITIES_ENTRY_WORDS_H_
#define VIGIE_ENTITIES_ENTRY_WORDS_H_

#include <cstdint>
#include <string>

#include "entities/json_reader.h"

namespace vigie::entities {

inline constexpr int kHighestScore = 9;
// Longest alias, context item, set item or phrase. Bounds the trie's depth.
inline constexpr uint32_t kLongestItemWords = 16;

// Adds a fault of `field` unless `text` has 1 to kLongestItemWords words.
void CheckWords(const std::string& text, const std::string& field,
                JsonFaults* faults);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_ENTRY_WORDS_H_
