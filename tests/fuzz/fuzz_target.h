// The inputs that come from outside, each as a function of bytes.
#ifndef TESTS_FUZZ_FUZZ_TARGET_H_
#define TESTS_FUZZ_FUZZ_TARGET_H_

#include <memory>
#include <string>
#include <vector>

namespace vigie::fuzz {

// One parser of untrusted bytes. Not thread-safe.
class FuzzTarget {
 public:
  virtual ~FuzzTarget() = default;
  // Inputs to start from, valid ones first.
  virtual std::vector<std::string> Seeds() const = 0;
  // Pieces that its inputs are made of.
  virtual std::vector<std::string> Pieces() const { return {}; }
  // Makes checksums hold again, so that what is behind them is reached.
  virtual std::string Repair(const std::string& input) const { return input; }
  // Reads `input`. A broken property ends the program (see Require).
  virtual void Run(const std::string& input) = 0;
};

// Ends the program with abort() unless `holds`, saying what was broken.
void Require(bool holds, const char* property);

std::unique_ptr<FuzzTarget> MakeQueryTarget();
std::unique_ptr<FuzzTarget> MakeRequestTarget();
std::unique_ptr<FuzzTarget> MakeJournalTarget();
std::unique_ptr<FuzzTarget> MakeManifestTarget();
std::unique_ptr<FuzzTarget> MakeJsonLinesTarget();
std::unique_ptr<FuzzTarget> MakeCursorTarget();
std::unique_ptr<FuzzTarget> MakeDictionaryTarget();

}  // namespace vigie::fuzz

#endif  // TESTS_FUZZ_FUZZ_TARGET_H_
