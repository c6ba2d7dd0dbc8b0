// Bytes to read once, from a file, memory or a member of an archive.
#ifndef VIGIE_INDEXER_BYTE_INPUT_H_
#define VIGIE_INDEXER_BYTE_INPUT_H_

#include <cstdint>
#include <memory>
#include <string>

#include "vigie/status.h"

namespace vigie::indexer {

// Not thread-safe.
class ByteInput {
 public:
  virtual ~ByteInput() = default;
  // Reads up to `size` bytes; 0 at the end and after an error, which
  // status() tells.
  virtual size_t Read(char* buffer, size_t size) = 0;
  virtual const Status& status() const = 0;
  // Goes to byte `offset` of the input. False: this input cannot.
  virtual bool SeekTo(uint64_t offset);
  // Its size; 0 when it cannot seek.
  virtual uint64_t size() const;
  // Bytes of the file on disk that were consumed.
  virtual uint64_t consumed() const = 0;
};

// A regular file, or standard input when `path` is "-". Errors (reason
// UNREADABLE) are in status() of what is returned.
std::unique_ptr<ByteInput> OpenFile(const std::string& path);

std::unique_ptr<ByteInput> OpenMemory(std::string bytes);

// `*head` is filled with the first bytes, at most `size`; what is returned
// gives them again, and then the rest.
std::unique_ptr<ByteInput> PeekHead(std::unique_ptr<ByteInput> input,
                                    size_t size, std::string* head);

// All of it. INVALID_ARGUMENT (reason TOO_LARGE) when there are more than
// `limit` bytes; else the error of the input.
Result<std::string> ReadAll(ByteInput* input, uint64_t limit);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_BYTE_INPUT_H_
