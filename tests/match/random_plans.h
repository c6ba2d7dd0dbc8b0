// Plans of all kinds over a given vocabulary.
#ifndef VIGIE_TESTS_MATCH_RANDOM_PLANS_H_
#define VIGIE_TESTS_MATCH_RANDOM_PLANS_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "query/plan.h"

namespace vigie::match {

// What articles may have: none of the lists is empty.
struct PlanMaterial {
  std::vector<std::string> words;
  std::vector<std::string> entities;  // ids
  std::vector<std::string> prefixes;
  std::string source;
  std::string author;
  int32_t first_day = 0;  // of the five that plans name
};

// The same plans from the same state of `random`.
class RandomPlans {
 public:
  // Both must outlive it.
  RandomPlans(const PlanMaterial& material, std::mt19937* random)
      : material_(material), random_(*random) {}

  query::PlanNode Plan(uint32_t depth);

 private:
  uint32_t Below(uint32_t n) { return static_cast<uint32_t>(random_() % n); }
  template <typename Value>
  const Value& Any(const std::vector<Value>& values) {
    return values[Below(static_cast<uint32_t>(values.size()))];
  }
  query::PlanNode Leaf();
  // What a positional operator takes.
  query::PlanNode Operand(uint32_t depth);
  query::PlanNode Positional(uint32_t depth);

  const PlanMaterial& material_;
  std::mt19937& random_;
};

// For the message of a failure.
std::string Describe(const query::PlanNode& plan);

}  // namespace vigie::match

#endif  // VIGIE_TESTS_MATCH_RANDOM_PLANS_H_
