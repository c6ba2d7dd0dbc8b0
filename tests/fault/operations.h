// The writes of a fault campaign: a pure function of seed and number, so that
// the writer and whoever checks its index agree without talking.
#ifndef VIGIE_TESTS_FAULT_OPERATIONS_H_
#define VIGIE_TESTS_FAULT_OPERATIONS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "vigie/article.h"

namespace vigie::fault {

// A good hash of two numbers; the source of everything random here.
uint64_t Mix(uint64_t a, uint64_t b);

// A stream of random numbers.
class Random {
 public:
  explicit Random(uint64_t seed) : seed_(seed) {}
  uint64_t Next() { return Mix(seed_, ++count_); }
  // In [0, bound). REQUIRES bound > 0.
  uint64_t Below(uint64_t bound) { return Next() % bound; }
  bool Chance(double probability) {
    return static_cast<double>(Next() >> 11) < probability * 0x1p53;
  }

 private:
  uint64_t seed_;
  uint64_t count_ = 0;
};

// Articles that exist at once, at most.
inline constexpr uint32_t kKeys = 48;

struct Operation {
  uint64_t number = 0;
  uint32_t key = 0;  // below kKeys
  bool is_delete = false;
};
Operation OperationAt(uint64_t seed, uint64_t number);

// "a-7".
std::string ArticleId(uint32_t key);
// What the put of that number writes; it holds a word of its own.
Article MakeArticle(const Operation& operation);
// That word.
std::string MarkOf(uint64_t number);
// The number that an article was written by. REQUIRES MakeArticle made it.
uint64_t NumberOf(const Article& article);

// Operations [first, last) that are given to the writer in one call.
struct Group {
  uint64_t first = 0;
  uint64_t last = 0;
  enum class Then : uint8_t { kNothing, kPublish, kCompact } then{};
};
Group GroupAt(uint64_t seed, uint64_t first);

// Which put each live article is from, by key.
using State = std::map<uint32_t, uint64_t>;
void Apply(const Operation& operation, State* state);

// A dictionary of one entity, so that processes start fast.
std::string SmallDictionary();

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_OPERATIONS_H_
