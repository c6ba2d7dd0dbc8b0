// Requests as command lines of vigie.
#ifndef TESTS_CONFORMANCE_COMMAND_LINES_H_
#define TESTS_CONFORMANCE_COMMAND_LINES_H_

#include <string>
#include <vector>

#include "vigie/v1/search_service.pb.h"

namespace vigie::conformance {

using Words = std::vector<std::string>;

// The line, without the program's name, that sends the request. What a line
// cannot say (limits per facet, both ends of a timeline, ...) is taken out of
// the request beforehand.
Words CommandLineOf(v1::SearchRequest* request);
Words CommandLineOf(v1::StreamMentionsRequest* request);
Words CommandLineOf(v1::ListFacetsRequest* request);
Words CommandLineOf(v1::TimelineRequest* request);
Words CommandLineOf(v1::RelatedRequest* request);
Words CommandLineOf(v1::CompareRequest* request);
Words CommandLineOf(v1::SimilarRequest* request);
Words CommandLineOf(v1::SuggestRequest* request);
Words CommandLineOf(v1::ExplainRequest* request);
Words CommandLineOf(v1::ReportCompletenessRequest* request);

}  // namespace vigie::conformance

#endif  // TESTS_CONFORMANCE_COMMAND_LINES_H_
