// What the second stage of ranking looks at: the parts of a query.
#ifndef VIGIE_MATCH_RANK_PARTS_H_
#define VIGIE_MATCH_RANK_PARTS_H_

#include <cstdint>
#include <vector>

#include "match/catalog.h"
#include "match/word_codes.h"
#include "query/plan.h"

namespace vigie::match {

// One thing asked for. A part stands in an article where a reading does.
struct RankPart {
  // Words that all stand where one reading does; of a phrase its first word
  // says where.
  struct Reading {
    std::vector<uint32_t> words;  // numbers in RankParts::words
    bool title = false;           // in titles alone
  };
  std::vector<Reading> readings;
  std::vector<uint32_t> entities;  // numbers in the catalog, sorted
  // Of a word: other stems that begin as its own does, which may be of the
  // same family.
  std::vector<uint32_t> relatives;  // numbers in RankParts::words
  double relative_idf = 0;          // of all relatives together
  double weight = 1;                // of its words in the query
  double idf = 0;                   // of its most frequent reading
  uint32_t order = 0;               // in the query
};

struct RankParts {
  std::vector<RankPart> parts;
  SoughtWords words;
};

// The positive words, phrases and entities of `root`, in order of the query;
// the readings of `alternatives` make one part. At most `limit`: the others do
// not count. Prefixes, filters and operators of places are not parts: they are
// judged by the first stage alone.
RankParts ListParts(const query::PlanNode& root, const Catalog& catalog,
                    size_t limit);

// False: `root` has no parts, whatever the catalog. O(nodes).
bool MayHaveParts(const query::PlanNode& root);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_RANK_PARTS_H_
