// Requests of SearchService to the library, and its answers to the wire.
// CallControl stays empty: it belongs to the call, not to the message.
// Thread-safe.
#ifndef WIRE_CONVERT_SEARCH_H_
#define WIRE_CONVERT_SEARCH_H_

#include "vigie/search.h"
#include "vigie/v1/search_service.pb.h"

namespace vigie::wire {

SearchRequest FromProto(const v1::SearchRequest& from);
MentionRequest FromProto(const v1::ListMentionsRequest& from);
MentionRequest FromProto(const v1::StreamMentionsRequest& from);
ArticlesRequest FromProto(const v1::StreamArticlesRequest& from);
ReplayRequest FromProto(const v1::ReplayRequest& from);
FacetsRequest FromProto(const v1::ListFacetsRequest& from);

void ToProto(const SearchResult& from, v1::SearchResponse* to);
void ToProto(const MentionResult& from, v1::ListMentionsResponse* to);
void ToProto(const MentionResult& from, v1::StreamMentionsSummary* to);
void ToProto(const ArticlesResult& from, v1::StreamArticlesSummary* to);
void ToProto(const ReplayResult& from, v1::ReplayResponse* to);
void ToProto(const FacetsResult& from, v1::ListFacetsResponse* to);
void ToProto(const AnalyzeResult& from, v1::AnalyzeResponse* to);

}  // namespace vigie::wire

#endif  // WIRE_CONVERT_SEARCH_H_
