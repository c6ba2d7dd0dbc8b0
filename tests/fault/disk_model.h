// A file system that forgets: what recorded operations leave on a disk when
// the power goes.
#ifndef VIGIE_TESTS_FAULT_DISK_MODEL_H_
#define VIGIE_TESTS_FAULT_DISK_MODEL_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fault/operations.h"
#include "tests/fault/preload/record.h"

namespace vigie::fault {

struct Record {
  RecordKind kind{};
  uint32_t handle = 0;
  uint64_t offset = 0;
  std::string_view path;
  std::string_view data;
};
// Views into `log`. A record that is cut off ends the log.
std::vector<Record> ParseLog(std::string_view log);

// Contents by relative path; nothing for a directory.
using Tree = std::map<std::string, std::optional<std::string>>;
Tree ReadTree(const std::string& directory);
void WriteTree(const Tree& tree, const std::string& directory);

enum class DiskKind : uint8_t {
  // An fsync makes a file's bytes durable, or a directory's names. Each
  // directory's other changes survive up to a random one of them.
  kStrictPosix,
  // Changes of names are in one journal, in order; a sync of a directory, or
  // of a file with unsynced bytes, makes all of them durable.
  kExt4Like,
};

// Not thread-safe.
class DiskModel {
 public:
  // `durable` is what the disk holds at the beginning.
  DiskModel(DiskKind kind, const Tree& durable);

  void Apply(const Record& record);

  // As a program sees it.
  Tree Visible() const;
  // After a power cut now: every unsynced page of 4,096 bytes survives with
  // the given probability, as it was after one of the writes to it.
  Tree AfterCut(double page_probability, Random* random) const;

 private:
  using Id = uint32_t;
  struct Change {  // of a file's bytes
    uint64_t offset = 0;
    std::string bytes;
    bool truncates = false;  // to `offset`
  };
  struct Node {
    bool is_directory = false;
    std::string bytes;
    std::string durable_bytes;
    std::vector<Change> unsynced;
    std::map<std::string, Id> names;
    std::map<std::string, Id> durable_names;
  };
  struct NameChange {
    Id directory = 0;
    std::string removed;  // empty: none
    std::string added;    // empty: none
    Id node = 0;
  };
  struct Place {
    Id directory = 0;
    std::string name;
  };

  Id AddNode(bool is_directory);
  Place Find(std::string_view path) const;
  Id Lookup(std::string_view path) const;  // 0: none; the root is 1
  void Open(const Record& record);
  void ChangeBytes(Id id, Change change);
  void ChangeName(NameChange change);
  void Rename(const Record& record);
  void Sync(Id id);
  void MakeDurable(const NameChange& change);
  std::map<Id, std::map<std::string, Id>> NamesAfterCut(Random* random) const;
  static std::string BytesAfterCut(const Node& node, double page_probability,
                                   Random* random);

  DiskKind kind_;
  std::vector<Node> nodes_;  // by id; 0 is not used
  std::map<uint32_t, Id> handles_;
  std::vector<NameChange> unsynced_names_;  // in order
};

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_DISK_MODEL_H_
