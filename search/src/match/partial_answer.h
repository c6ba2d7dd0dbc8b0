// Answers that time or cost may cut.
#ifndef VIGIE_MATCH_PARTIAL_ANSWER_H_
#define VIGIE_MATCH_PARTIAL_ANSWER_H_

#include <cstdint>
#include <string>

#include "match/query_run.h"
#include "vigie/search.h"

namespace vigie::match {

// How long an answer may be matched. Ranking, counting and reading have the
// rest of the time to the deadline.
struct MatchTimes {
  // Where the rows of an answer start. After another one's last row nothing may
  // be left out: such answers are matched whole, as with `require_complete`.
  enum class Start : uint8_t { kFirst, kLater };

  MatchTimes(const CallControl& control, bool require_complete,
             Start start = Start::kFirst);
  MatchTimes(const MatchTimes&) = delete;
  MatchTimes& operator=(const MatchTimes&) = delete;

  const CallControl matching;  // QueryInput::control
  // What is complete by then is the answer.
  const CallControl gathered;
  // QueryInput::partial: null unless matching may be cut.
  const CallControl* const gathering;
};

// What tells a reader that an answer was cut.
QueryWarning CutWarning(PartialReason reason, uint64_t searched,
                        const std::string& query);

// Says in an answer what cut the run, or what was found, that it was made from.
template <typename Found, typename Answer>
void TellCut(const Found& found, Answer* answer) {
  answer->partial = found.partial;
  answer->articles_searched = found.articles_searched;
}

}  // namespace vigie::match

#endif  // VIGIE_MATCH_PARTIAL_ANSWER_H_
