// What the second stage of ranking found in articles.
#ifndef VIGIE_MATCH_RANK_ROWS_H_
#define VIGIE_MATCH_RANK_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "match/kept_by_name.h"
#include "match/rank_parts.h"

namespace vigie::match {

// Words that weigh less in the query are passed over by order.
inline constexpr double kOrderedWeight = 0.2;

// One part of a query in one article.
struct PartRow {
  double salience = 0;     // of its entities, in [0, 1]
  uint32_t relatives = 0;  // occurrences of its relatives
  uint32_t pairs = 0;      // places that the next part follows in order
  bool any = false;        // the part stands there
  bool in_lead = false;
};

// Of some articles of one segment.
struct RankRows {
  std::vector<uint32_t> docs;  // rising
  std::vector<PartRow> rows;   // for each of them one of each part

  // The rows of a document; null when they are not there.
  const PartRow* Find(uint32_t doc) const;
  size_t bytes() const {
    return sizeof(*this) + docs.capacity() * sizeof(uint32_t) +
           rows.capacity() * sizeof(PartRow);
  }
};

// Both, each document once. REQUIRES rows of as many parts.
RankRows Merge(const RankRows& a, const RankRows& b);

// Parts with one name have the same rows in every snapshot.
std::string RowsName(const RankParts& list, const Catalog& catalog);

using KeptRows = KeptByName<RankRows>;
using RankMemory = NamedKept<RankRows>;

// Of the whole process, as SharedSums. 16 MiB.
const std::shared_ptr<KeptRows>& SharedRows();

}  // namespace vigie::match

#endif  // VIGIE_MATCH_RANK_ROWS_H_
