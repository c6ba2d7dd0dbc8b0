// Fields that requests and answers have in common.
#ifndef WIRE_ANSWER_FIELDS_H_
#define WIRE_ANSWER_FIELDS_H_

#include <google/protobuf/duration.pb.h>

#include <chrono>

#include "wire/convert_facet.h"
#include "wire/convert_query.h"

namespace vigie::wire {

// Query, options and selections of a request.
template <typename From, typename To>
void FillQuery(const From& from, To* to) {
  to->query = from.query();
  to->options = FromProto(from.options());
  for (const v1::FacetSelection& selection : from.selections()) {
    to->selections.push_back(FromProto(selection));
  }
}

inline void FillElapsed(std::chrono::microseconds from,
                        google::protobuf::Duration* to) {
  constexpr int64_t kMicrosPerSecond = 1'000'000;
  to->set_seconds(from.count() / kMicrosPerSecond);
  to->set_nanos(static_cast<int32_t>(from.count() % kMicrosPerSecond * 1000));
}

// Revision and versions of an answer, and what it took.
template <typename From, typename To>
void FillOrigin(const From& from, To* to) {
  to->set_revision(from.revision);
  to->set_analyzer_version(from.analyzer_version);
  to->set_dictionary_version(from.dictionary_version);
  FillElapsed(from.elapsed, to->mutable_elapsed());
}

// What cut an answer.
template <typename From, typename To>
void FillPartial(const From& from, To* to) {
  to->set_partial(static_cast<v1::PartialReason>(from.partial));
  to->set_articles_searched(from.articles_searched);
}

}  // namespace vigie::wire

#endif  // WIRE_ANSWER_FIELDS_H_
