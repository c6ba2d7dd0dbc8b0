// Articles that all change together: whoever sees some of one generation and
// some of another has seen a torn index.
#ifndef VIGIE_TESTS_FAULT_GENERATIONS_H_
#define VIGIE_TESTS_FAULT_GENERATIONS_H_

#include <cstdint>
#include <string>

#include "vigie/article.h"

namespace vigie::fault {

inline constexpr uint32_t kMembers = 24;

// Article `member` (below kMembers) as generation `number` has it; it mentions
// Broadcom once.
Article MakeMember(uint64_t number, uint32_t member);
std::string GenerationWord(uint64_t number);

// Commits generation after generation until it is killed, the first one
// announced by a line on standard output. Returns an exit code.
int RunGenerations(const std::string& index, const std::string& dictionary);

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_GENERATIONS_H_
