// Labelled sentences (tests/entities/labels/README.md) against recognition.
#ifndef VIGIE_BENCH_EVAL_LABELS_H_
#define VIGIE_BENCH_EVAL_LABELS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "entities/recognizer.h"
#include "vigie/status.h"

namespace vigie::eval {

// Data lines are counted from 1, comment lines aside: the even ones are for
// tuning, the odd ones are held out.
enum class Half : uint8_t { kTune, kHeldOut, kAll };

struct LabelCounts {
  uint64_t sentences = 0;
  uint64_t right = 0;        // found and labelled
  uint64_t wrong = 0;        // found, not labelled
  uint64_t missed = 0;       // labelled, not found
  uint64_t unjudged = 0;     // found in the open data, clear of every label
  double precision() const;  // 1 where nothing is found
  double recall() const;     // 1 where nothing is labelled
};

// What went wrong, one line each: "wrong: ..." and "missed: ...". Kept for the
// tuning half alone, whatever the half that is counted.
using LabelErrors = std::vector<std::string>;

// The id of the concept that a file of labelled sentences is about; `name` is
// the file's without folder and ending.
std::string ConceptOfLabels(const std::string& name);

// One article per sentence; a sentence is found if it holds a mention of the
// concept. NOT_FOUND without the file or the concept, INVALID_ARGUMENT with
// the line that is not in the format.
Result<LabelCounts> JudgeConcept(const entities::Recognizer& recognizer,
                                 const std::string& path, Half half,
                                 LabelErrors* errors);

// Mentions by bytes and id; nested ones and concepts are left out. The labels
// list the entities of the dictionary's lines: one of the open data is wrong
// where it overlaps a label and unjudged elsewhere.
Result<LabelCounts> JudgeDictionary(const entities::Recognizer& recognizer,
                                    const std::string& path, Half half,
                                    LabelErrors* errors);

}  // namespace vigie::eval

#endif  // VIGIE_BENCH_EVAL_LABELS_H_
