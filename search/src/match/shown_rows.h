// What a page shows of the matches in its articles, kept for the next ones.
#ifndef VIGIE_MATCH_SHOWN_ROWS_H_
#define VIGIE_MATCH_SHOWN_ROWS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "match/catalog.h"
#include "match/kept_by_doc.h"
#include "match/kept_by_name.h"
#include "match/prefix.h"
#include "match/segment_numbers.h"
#include "query/plan.h"
#include "vigie/article.h"
#include "vigie/search.h"

namespace vigie::match {

// Of one article; as Hit has them.
struct ShownRow {
  uint32_t mentions = 0;
  uint32_t matches = 0;
  std::vector<ByteRange> title;
  std::vector<Passage> passages;  // as many as are wanted

  size_t bytes() const;
};
using ShownRowPointer = std::shared_ptr<const ShownRow>;

// Plans with one name find the same matches in an article, whatever the
// snapshot, and so the same passages: nothing in them depends on other
// articles. `prefixes`: those of the plan; null: not all of their words may be
// known. Empty: it has no name, since a prefix stands for some words of a
// snapshot, not for all that begin so.
std::string PlanName(const query::PlanNode& root, const PrefixWords* prefixes);

// Bounded, and of segments that some ShownMemory holds. Thread-safe.
class KeptShown {
 public:
  // Of rows; names of plans take a sixth as much.
  explicit KeptShown(size_t most_bytes);
  // Of the whole process: 12 MiB.
  static const std::shared_ptr<KeptShown>& Shared();

  // As SegmentNumbers; what no one holds any longer is forgotten.
  uint32_t Hold(const std::string& content) { return segments_.Hold(content); }
  void Release(const std::string& content);

  // Of what is shown of a plan's matches; 0: it has none. Never given twice.
  uint64_t FindNumber(const std::string& name);
  // Gives it one unless the name is new. `scope`: as Sightings.
  uint64_t MakeNumber(uint32_t scope, const std::string& name);

  struct Name {
    uint64_t number = 0;
    uint32_t doc = 0;
    friend bool operator==(const Name& a, const Name& b) {
      return a.number == b.number && a.doc == b.doc;
    }
  };
  using Key = KeptOf<Name>;

  // All of one number. Null for what is not kept.
  std::vector<ShownRowPointer> Find(const std::vector<Key>& rows);
  void Keep(const Key& row, ShownRowPointer shown);
  // Of all rows.
  size_t bytes() const;

 private:
  struct Hash {
    size_t operator()(const Name& name) const {
      constexpr uint64_t kMix = 0x9e3779b97f4a7c15;  // 2^64 / golden ratio
      return (name.number * kMix ^ name.doc) * kMix >> 20;
    }
  };
  using Rows = KeptBySegment<Name, ShownRow, Hash>;
  static constexpr size_t kParts = 8;

  SegmentNumbers segments_;
  Sightings sightings_;
  KeptBySegment<std::string, uint64_t> numbers_;  // all of segment 0
  std::atomic<uint64_t> next_{1};
  // By number, each with a share of the bound, so that threads seldom wait for
  // one another.
  std::deque<Rows> parts_;
};

// What is kept of one snapshot's segments. Thread-safe.
class ShownMemory {
 public:
  // `catalog` must outlive it.
  ShownMemory(const Catalog& catalog, std::shared_ptr<KeptShown> kept);
  ~ShownMemory();
  ShownMemory(const ShownMemory&) = delete;
  ShownMemory& operator=(const ShownMemory&) = delete;

 private:
  friend class ShownPage;

  const std::shared_ptr<KeptShown> kept_;
  std::vector<std::string> contents_;  // by segment
  std::vector<uint32_t> numbers_;      // by segment
  uint32_t scope_ = 0;                 // tells views of some sources apart
};

// The rows of one page. Of one thread.
class ShownPage {
 public:
  // `memory` may be null, else it must outlive the page. `plan`: PlanName.
  ShownPage(const ShownMemory* memory, const std::string& plan,
            uint32_t passages);

  // Null for what is not kept.
  std::vector<ShownRowPointer> Find(const std::vector<DocRef>& refs) const;
  // Whether to Keep what is shown: not if the plan is new.
  bool WorthKeeping();
  // REQUIRES WorthKeeping().
  void Keep(DocRef ref, ShownRowPointer shown) const;

 private:
  KeptShown::Key KeyOf(DocRef ref) const {
    return {memory_->numbers_[ref.segment], {number_, ref.doc}};
  }

  const ShownMemory* const memory_;
  std::string name_;     // empty: nothing is kept
  uint64_t number_ = 0;  // KeptShown::FindNumber
  bool asked_ = false;   // whether the name is new
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SHOWN_ROWS_H_
