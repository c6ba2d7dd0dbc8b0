// Changes inputs at random, the same way for the same seed.
#ifndef TESTS_FUZZ_MUTATOR_H_
#define TESTS_FUZZ_MUTATOR_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace vigie::fuzz {

// Not thread-safe.
class Mutator {
 public:
  // REQUIRES seeds; `pieces` may be empty. Inputs are cut to `most_bytes`.
  Mutator(std::vector<std::string> seeds, std::vector<std::string> pieces,
          uint64_t seed, size_t most_bytes);

  // The next input: a seed or an earlier input, changed once to 16 times.
  std::string Next();

 private:
  size_t Below(size_t bound);
  const std::string& Any(const std::vector<std::string>& from);
  void Change(std::string* input);
  void ChangeBytes(std::string* input);
  void ChangeParts(std::string* input);

  const std::vector<std::string> seeds_;
  const std::vector<std::string> pieces_;
  const size_t most_bytes_;
  std::mt19937_64 random_;
  std::vector<std::string> earlier_;  // a sample of what was made
};

}  // namespace vigie::fuzz

#endif  // TESTS_FUZZ_MUTATOR_H_
