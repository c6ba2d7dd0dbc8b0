// What a request may ask. The messages of proto/vigie/v1 state these limits;
// page sizes are not here, since too large ones are cut, not refused.
// Thread-safe.
#ifndef SERVER_REQUEST_LIMITS_H_
#define SERVER_REQUEST_LIMITS_H_

#include <cstddef>
#include <vector>

#include "vigie/status.h"
#include "vigie/v1/article_service.pb.h"
#include "vigie/v1/entity_service.pb.h"
#include "vigie/v1/index_service.pb.h"
#include "vigie/v1/search_service.pb.h"
#include "wire/convert_status.h"

namespace vigie::server {

struct RequestLimits {
  static constexpr size_t kSearchBytes = 65'536;  // of the message
  static constexpr size_t kQueryBytes = 16'384;
  static constexpr size_t kAnalyzeBytes = 65'536;  // of the text
  static constexpr size_t kIdBytes = 200;
  static constexpr size_t kMatchingBytes = 200;
  static constexpr size_t kSuggestBytes = 200;
  static constexpr size_t kEntityTokenBytes = 300;
  static constexpr int kSeries = 20;      // of a timeline
  static constexpr int kCompareKeys = 8;  // of a comparison
  static constexpr int kBatchIds = 100;
  static constexpr int kListItems = 64;         // selections, facets, types
  static constexpr int kSelectionValues = 256;  // include and exclude, each
};

// INVALID_ARGUMENT with the fields at fault, or OK with none. Reasons:
// REQUEST_TOO_LARGE, QUERY_TOO_COMPLEX for the query's length, else
// FIELD_INVALID.
struct RequestCheck {
  Status status;
  std::vector<wire::FieldViolation> violations;
};

RequestCheck Check(const v1::SearchRequest& request);
RequestCheck Check(const v1::ListMentionsRequest& request);
RequestCheck Check(const v1::StreamMentionsRequest& request);
RequestCheck Check(const v1::StreamArticlesRequest& request);
RequestCheck Check(const v1::ReplayRequest& request);
RequestCheck Check(const v1::ListFacetsRequest& request);
RequestCheck Check(const v1::AnalyzeRequest& request);
RequestCheck Check(const v1::ExplainRequest& request);
RequestCheck Check(const v1::TimelineRequest& request);
RequestCheck Check(const v1::RelatedRequest& request);
RequestCheck Check(const v1::ReportCompletenessRequest& request);
RequestCheck Check(const v1::CompareRequest& request);
RequestCheck Check(const v1::SimilarRequest& request);
RequestCheck Check(const v1::SuggestRequest& request);
RequestCheck Check(const v1::GetArticleRequest& request);
RequestCheck Check(const v1::BatchGetArticlesRequest& request);
// Of the id of a deletion, and that there is exactly one write; an article's
// own limits are the library's to check.
RequestCheck Check(const v1::IngestRequest& request);
RequestCheck Check(const v1::DeleteArticleRequest& request);
RequestCheck Check(const v1::EraseArticleRequest& request);
RequestCheck Check(const v1::GetEntityRequest& request);
RequestCheck Check(const v1::SearchEntitiesRequest& request);
RequestCheck Check(const v1::ListEntitiesRequest& request);
RequestCheck Check(const v1::ListRelatedEntitiesRequest& request);
RequestCheck Check(const v1::GetStatusRequest& request);
RequestCheck Check(const v1::BackupIndexRequest& request);

}  // namespace vigie::server

#endif  // SERVER_REQUEST_LIMITS_H_
