// Where sentences begin in a paragraph.
#ifndef VIGIE_MATCH_SENTENCE_STARTS_H_
#define VIGIE_MATCH_SENTENCE_STARTS_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace vigie::match {

// What analysis::FindSentenceStarts gives, in a third of the time: most
// sentences end with a sign and a space before a capital, of which its rules
// leave no doubt, and only what stands between two such places is asked about.
void FindSentenceStarts(std::string_view paragraph, uint32_t base,
                        std::vector<uint32_t>* starts);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SENTENCE_STARTS_H_
