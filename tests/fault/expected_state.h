// What an index may hold after a crash, and whether it does.
#ifndef VIGIE_TESTS_FAULT_EXPECTED_STATE_H_
#define VIGIE_TESTS_FAULT_EXPECTED_STATE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "tests/fault/engine.h"
#include "tests/fault/operations.h"
#include "vigie/snapshot.h"

namespace vigie::fault {

// Follows a writer's reports (writer_child.h). Not thread-safe.
class ExpectedState {
 public:
  // `before` is the state that operation `first` meets.
  ExpectedState(uint64_t seed, uint64_t first, State before);

  // One line, without its end.
  void Read(std::string_view line);

  uint64_t acknowledged() const { return acknowledged_; }
  uint64_t refused() const { return refused_; }
  uint64_t failures() const { return failures_; }  // "X"
  bool ended() const { return ended_; }
  uint64_t next() const { return begun_; }  // the first not yet begun

  // Empty when `found` is what every acknowledged operation and perhaps some
  // of the others make; else what is wrong. Each key holds what its last
  // acknowledged operation wrote, or a later one that was begun. Without
  // refusals the operations found are also the first so many of all.
  std::string Check(const State& found) const;
  // The same when the last acknowledged group may be lost after all.
  std::string CheckAllButLastGroup(const State& found) const;

 private:
  std::string CheckPrefix(uint64_t least, const State& found) const;
  std::string CheckKey(uint32_t key, const State& found) const;

  uint64_t seed_;
  uint64_t first_;
  State before_;
  std::map<uint32_t, uint64_t> last_acknowledged_;  // by key: number
  uint64_t begun_;
  uint64_t last_group_;          // begun: its first operation
  uint64_t written_group_;       // of the last acknowledgement: the same
  uint64_t acknowledged_up_to_;  // the highest acknowledged number, and one
  uint64_t acknowledged_ = 0;
  uint64_t refused_ = 0;
  uint64_t failures_ = 0;
  bool ended_ = false;
};

// The articles of a snapshot, each compared whole with what its put wrote, and
// the answers of a few queries compared with them. Errors: something differs.
Result<State> ReadState(const Snapshot& snapshot);

// Opens the index as a reader, lets a writer recover and publish, and reads
// the state again.
Result<State> RecoverState(EngineKind kind, const std::string& directory,
                           const std::string& dictionary_path);

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_EXPECTED_STATE_H_
