// What the second stage of ranking looks at: the parts of a query.
#ifndef VIGIE_MATCH_RANK_PARTS_H_
#define VIGIE_MATCH_RANK_PARTS_H_

#include <string>
#include <vector>

#include "match/catalog.h"
#include "match/rank_postings.h"
#include "query/plan.h"

namespace vigie::match {

// One thing asked for. A part stands in an article where a reading does.
struct RankPart {
  // Terms of the index that stand for one word; of a phrase, its first word.
  // All of them may stand at one position.
  std::vector<std::vector<std::string>> readings;  // terms all of one reading
  std::vector<uint32_t> entities;  // numbers in the catalog, sorted
  // Of a word: other stems that begin as its own does, which may be of the
  // same family.
  std::vector<std::string> relatives;
  double relative_idf = 0;  // of all relatives together
  double weight = 1;        // of its words in the query
  double idf = 0;           // of its most frequent reading
  uint32_t order = 0;       // in the query
};

// The positive words, phrases and entities of `root`, in order of the query;
// the readings of `alternatives` make one part. At most `limit`: the others do
// not count. Prefixes, filters and operators of places are not parts: they are
// judged by the first stage alone. Throws what Xapian throws.
std::vector<RankPart> ListParts(const query::PlanNode& root,
                                const Catalog& catalog,
                                const PostingsPool::Handles& handles,
                                size_t limit);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_RANK_PARTS_H_
