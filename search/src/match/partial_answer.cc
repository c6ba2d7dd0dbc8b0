#include "match/partial_answer.h"

#include "match/call_poll.h"

namespace vigie::match {
namespace {

// Of the time to the deadline, what matching may take, and what is gathered of
// it when that was too little.
constexpr double kMatching = .75;
constexpr double kGathering = .9;

}  // namespace

MatchTimes::MatchTimes(const CallControl& control, bool require_complete,
                       Start start)
    : matching(require_complete || start == Start::kLater
                   ? control
                   : Part(control, kMatching)),
      gathered(require_complete ? control : Part(control, kGathering)),
      gathering(require_complete || start == Start::kLater ? nullptr
                                                           : &gathered) {}

QueryWarning CutWarning(PartialReason reason, uint64_t searched,
                        const std::string& query) {
  const std::string articles = std::to_string(searched);
  const bool time = reason == PartialReason::kTime;
  return {time ? "PARTIAL_TIME" : "PARTIAL_COST",
          {0, static_cast<uint32_t>(query.size())},
          std::string("réponse partielle, ") +
              (time ? "le temps a manqué" : "la requête coûte trop") + " : " +
              articles +
              " articles ont été cherchés, les nombres sont des minimums et "
              "des résultats peuvent manquer",
          std::string("partial answer, ") +
              (time ? "time ran out" : "the query costs too much") + ": " +
              articles +
              " articles were searched, counts are minimums and results may "
              "be missing"};
}

}  // namespace vigie::match
