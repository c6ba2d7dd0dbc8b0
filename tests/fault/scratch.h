// Private directories of a campaign, and copies of indexes.
#ifndef VIGIE_TESTS_FAULT_SCRATCH_H_
#define VIGIE_TESTS_FAULT_SCRATCH_H_

#include <string>

namespace vigie::fault {

// A new directory, removed with all that is in it. Where `base` is empty it
// lies in memory (/dev/shm) when there is such a place, else in TMPDIR or /tmp.
class Scratch {
 public:
  explicit Scratch(const std::string& base);
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::string path(const std::string& name) const { return root_ + "/" + name; }
  const std::string& root() const { return root_; }

 private:
  std::string root_;
};

void RemoveTree(const std::string& path);
void CopyTree(const std::string& from, const std::string& to);
// Writes SmallDictionary() to SCRATCH/dictionary.jsonl; its path.
std::string WriteDictionary(const Scratch& scratch);

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_SCRATCH_H_
