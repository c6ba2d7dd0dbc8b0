#include "match/list_budget.h"

#include <string>

namespace vigie::match {

Status CheckLists(uint64_t limit, uint64_t hits, uint64_t bytes_each) {
  if (hits <= limit / bytes_each) return OkStatus();
  return Status(StatusCode::kResourceExhausted,
                "the answer needs a list of more than " +
                    std::to_string(limit / bytes_each) +
                    " articles; narrow the query, for instance by a date or a "
                    "source, or ask for hits by relevance alone",
                "QUERY_MEMORY");
}

}  // namespace vigie::match
