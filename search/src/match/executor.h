// Running a plan over the segments of a snapshot.
#ifndef VIGIE_MATCH_EXECUTOR_H_
#define VIGIE_MATCH_EXECUTOR_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "index/segment.h"
#include "query/plan.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// A document of the snapshot: which segment, which document in it.
struct DocRef {
  uint32_t segment = 0;
  uint32_t doc = 0;
};

struct ScoredDoc {
  DocRef doc;
  double score = 0;
};

// Prefixes expanded to words, per kPrefix leaf in plan order.
struct PrefixExpansion {
  ByteRange range;
  std::vector<std::string> words;
  bool cut = false;  // more words than the limit
};

struct HitSet {
  // Every live matching document, in no particular order.
  std::vector<ScoredDoc> docs;
  std::vector<PrefixExpansion> expansions;
};

// Thread-safe.
class Executor {
 public:
  virtual ~Executor() = default;
  // The complete hit set. DEADLINE_EXCEEDED, CANCELLED, DATA_LOSS.
  virtual Result<HitSet> Run(const query::PlanNode& root,
                             const CallControl& control) const = 0;
};

using Segments = std::vector<std::shared_ptr<const index::Segment>>;

// Translates plans to Xapian::Query and runs them with Enquire over all
// segments as one database, so that statistics are global (ADR 0005).
std::unique_ptr<Executor> MakeXapianExecutor(Segments segments);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_EXECUTOR_H_
