// What could be meant instead of a clause that finds nothing.
#ifndef VIGIE_MATCH_DOCTOR_REPAIRS_H_
#define VIGIE_MATCH_DOCTOR_REPAIRS_H_

#include <string>
#include <string_view>
#include <vector>

#include "match/corpus.h"
#include "match/suggestion.h"
#include "query/plan.h"
#include "vigie/search.h"

namespace vigie::match {

// One way to write a clause so that it might find something.
struct Repair {
  ClauseDiagnosis::Cause cause = ClauseDiagnosis::Cause::kUnspecified;
  ByteRange range;   // of the query: what is replaced
  std::string text;  // what stands there then
};

// The likeliest first; none was tried: `trials` gives near names. Throws what
// Xapian throws.
std::vector<Repair> ListRepairs(const Corpus& corpus, std::string_view query,
                                const query::PlanNode& clause, Trials* trials);

// Whether articles hold `text`, which is one word, in its form or of its stem.
// Throws what Xapian throws.
bool IsWordOfIndex(const Corpus& corpus, const std::string& text);

// The bytes of a clause with its field, its `=` and its quotation marks.
ByteRange WholeClause(std::string_view query, ByteRange range);

// "date:2026-01-05..2026-02-10", both days included.
std::string DateClause(int32_t first_day, int32_t last_day);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_DOCTOR_REPAIRS_H_
