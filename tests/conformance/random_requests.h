// Articles and requests drawn from a seed: the same on every machine.
#ifndef TESTS_CONFORMANCE_RANDOM_REQUESTS_H_
#define TESTS_CONFORMANCE_RANDOM_REQUESTS_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "vigie/article.h"
#include "vigie/v1/search_service.pb.h"

namespace vigie::conformance {

// `count` articles of a few sentences about companies, people and strikes.
std::vector<Article> RandomArticles(int count);

// Requests that hit those articles, or miss, or do not parse. Within the
// limits of the server, which the library does not know.
class RandomRequests {
 public:
  explicit RandomRequests(uint32_t seed) : random_(seed) {}

  v1::SearchRequest Search();
  v1::ListMentionsRequest Mentions();
  v1::StreamMentionsRequest Stream();
  v1::StreamArticlesRequest Articles();
  v1::ListFacetsRequest Facets();
  v1::TimelineRequest Timeline();
  v1::RelatedRequest Related();
  v1::CompareRequest Compare();
  v1::ReportCompletenessRequest Completeness();
  v1::SuggestRequest Suggest();
  // The two below: of one of RandomArticles(articles), or of none.
  v1::SimilarRequest Similar(uint32_t articles);
  v1::ExplainRequest Explain(uint32_t articles);

 private:
  // From 0 to `below` - 1.
  uint32_t Draw(uint32_t below) {
    return static_cast<uint32_t>(random_() % below);
  }
  std::string Query();
  void FillKey(v1::FacetKey* key);
  template <typename Request>
  void FillReading(Request* request);
  template <typename Request>
  void FillQuery(Request* request);
  template <typename Request>
  void FillFacets(Request* request, uint32_t least);
  template <typename Request>
  void FillMentions(Request* request);

  std::mt19937 random_;
};

}  // namespace vigie::conformance

#endif  // TESTS_CONFORMANCE_RANDOM_REQUESTS_H_
