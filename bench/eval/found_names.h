// The names that the whole product finds, as labelled articles count them.
#ifndef VIGIE_BENCH_EVAL_FOUND_NAMES_H_
#define VIGIE_BENCH_EVAL_FOUND_NAMES_H_

#include <string_view>
#include <vector>

#include "bench/eval/gold_names.h"
#include "entities/recognizer.h"

namespace vigie::eval {

// Outermost names; concepts and descriptions are no names.
std::vector<GoldName> FoundNames(const entities::Recognition& found,
                                 const entities::Dictionary& dictionary,
                                 std::string_view text);

}  // namespace vigie::eval

#endif  // VIGIE_BENCH_EVAL_FOUND_NAMES_H_
