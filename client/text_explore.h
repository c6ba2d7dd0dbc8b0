// Explorations for people: timelines, related entities, comparisons, similar
// articles, suggestions. In the user's language.
#ifndef VIGIE_CLIENT_TEXT_EXPLORE_H_
#define VIGIE_CLIENT_TEXT_EXPLORE_H_

#include <ostream>

#include "client/options.h"
#include "vigie/v1/search_service.pb.h"

namespace vigie::client {

void PrintTimeline(const v1::TimelineResponse& response, const Options& options,
                   std::ostream& out);
void PrintRelated(const v1::RelatedResponse& response, const Options& options,
                  std::ostream& out);
void PrintComparison(const v1::CompareResponse& response,
                     const Options& options, std::ostream& out);
void PrintSimilar(const v1::SimilarResponse& response, const Options& options,
                  std::ostream& out);
void PrintSuggestions(const v1::SuggestResponse& response,
                      const Options& options, std::ostream& out);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_TEXT_EXPLORE_H_
