// The two ways of writing an index, behind one face.
#ifndef VIGIE_TESTS_FAULT_ENGINE_H_
#define VIGIE_TESTS_FAULT_ENGINE_H_

#include <memory>
#include <string>
#include <vector>

#include "tests/fault/operations.h"
#include "vigie/status.h"

namespace vigie::fault {

enum class EngineKind : uint8_t {
  kBatch,  // IndexWriter: a commit acknowledges
  kLive,   // LiveWriter: an outcome acknowledges
};
Result<EngineKind> EngineFromName(const std::string& name);

// Not thread-safe.
class Engine {
 public:
  virtual ~Engine() = default;

  // Writes the operations; one status for each, OK when it is acknowledged.
  virtual std::vector<Status> Write(
      const std::vector<Operation>& operations) = 0;
  // Makes what is acknowledged visible.
  virtual Status Publish() = 0;
  virtual Status Compact() = 0;
};

struct EngineOptions {
  std::string dictionary;
  uint32_t publish_ms = 15;  // live: longest time to visibility
};

// Creates the index when there is none.
Result<std::unique_ptr<Engine>> OpenEngine(EngineKind kind,
                                           const std::string& directory,
                                           const EngineOptions& options);

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_ENGINE_H_
