// The log of a recorded run: what a process did to the files of a directory.
#ifndef VIGIE_TESTS_FAULT_PRELOAD_RECORD_H_
#define VIGIE_TESTS_FAULT_PRELOAD_RECORD_H_

#include <cstdint>

namespace vigie::fault {

enum class RecordKind : uint32_t {
  kOpen = 1,      // handle, flags in `offset`; path
  kWrite = 2,     // handle, offset; data
  kTruncate = 3,  // handle, new size in `offset`
  kSync = 4,      // handle: fsync or fdatasync, of a file or a directory
  kRename = 5,    // path; data: new path
  kUnlink = 6,    // path: of a file
  kRmdir = 7,     // path
  kLink = 8,      // path; data: new path
  kMkdir = 9,     // path
  kMark = 10,     // data: what was written to the marks' descriptor
};

// Followed by `path_bytes` and then `data_bytes` bytes. A handle names one
// opening of a file; paths are relative to the recorded directory.
struct RecordHeader {
  RecordKind kind{};
  uint32_t handle = 0;
  uint64_t offset = 0;
  uint32_t path_bytes = 0;
  uint32_t data_bytes = 0;
};

// What the environment of a process under the shim may say.
inline constexpr char kRootVariable[] = "VIGIE_FAULT_ROOT";
// File that takes the log.
inline constexpr char kLogVariable[] = "VIGIE_FAULT_LOG";
// Descriptor whose writes are marks in the log.
inline constexpr char kMarkVariable[] = "VIGIE_FAULT_MARK";
// 8-byte file that holds the number of operations that could have failed.
inline constexpr char kCounterVariable[] = "VIGIE_FAULT_COUNTER";
// The operation that fails, from 1, and how: "eio" (a write is torn), "enospc",
// "short" (a write is short and succeeds; other operations succeed).
inline constexpr char kAtVariable[] = "VIGIE_FAULT_AT";
inline constexpr char kKindVariable[] = "VIGIE_FAULT_KIND";
// How many operations in a row fail.
inline constexpr char kSpanVariable[] = "VIGIE_FAULT_SPAN";
// Seed of a wall clock that jumps.
inline constexpr char kClockVariable[] = "VIGIE_FAULT_CLOCK";

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_PRELOAD_RECORD_H_
