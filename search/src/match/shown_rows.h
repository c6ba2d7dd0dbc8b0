// What a page shows of the matches in its articles, kept for the next ones.
#ifndef VIGIE_MATCH_SHOWN_ROWS_H_
#define VIGIE_MATCH_SHOWN_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "match/kept_by_name.h"
#include "query/plan.h"
#include "vigie/article.h"

namespace vigie::match {

struct ShownMatches {
  uint32_t matches = 0;  // Hit::matches
  std::vector<ByteRange> title;
};

// Of some articles of one segment, by document.
struct ShownRows {
  std::map<uint32_t, ShownMatches> rows;

  size_t bytes() const;
};

using KeptShown = KeptByName<ShownRows>;
using ShownMemory = NamedKept<ShownRows>;

// Of the whole process, as SharedSums. 4 MiB.
const std::shared_ptr<KeptShown>& SharedShown();

// Plans with one name find the same matches in an article, whatever the
// snapshot. Empty: it has none, since prefixes stand for words of a snapshot.
std::string PlanName(const query::PlanNode& root);

// The rows of one page. Of one thread.
class ShownPage {
 public:
  // `memory` may be null, else it must outlive the page.
  ShownPage(const ShownMemory* memory, const query::PlanNode& root)
      : memory_(memory), name_(memory == nullptr ? "" : PlanName(root)) {}

  // Null when it is not kept. Valid as long as the page.
  const ShownMatches* Find(DocRef ref);
  void Add(DocRef ref, ShownMatches shown);
  // Keeps what was added, unless the plan is new.
  void Keep() const;

 private:
  struct OfSegment {
    ShownMemory::Pointer kept;
    ShownRows added;
  };

  const ShownMemory* const memory_;
  const std::string name_;
  std::map<uint32_t, OfSegment> segments_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SHOWN_ROWS_H_
