// The calls of vigie.v1.SearchService that look at many articles at once.
#include "server/page_ranges.h"
#include "server/read_after.h"
#include "server/search_service.h"
#include "wire/convert_completeness.h"
#include "wire/convert_exploration.h"
#include "wire/range_unit.h"

namespace vigie::server {
namespace {

void ConvertQueryRanges(const std::string& query, v1::RangeUnit unit,
                        v1::QueryUnderstanding* understanding) {
  if (wire::CountsBytes(unit)) return;
  wire::ConvertRanges(query, unit, understanding);
}

}  // namespace

grpc::Status SearchService::Timeline(grpc::ServerContext* context,
                                     const v1::TimelineRequest* request,
                                     v1::TimelineResponse* response) {
  return runner_->RunUnary(
      {"SearchService/Timeline", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot = SnapshotFor(*snapshots_, *request, call);
        if (!snapshot.ok()) return {snapshot.status()};
        TimelineRequest asked = wire::FromProto(*request);
        asked.control = call.control;
        const Result<TimelineResult> result = (*snapshot)->Timeline(asked);
        if (!result.ok()) return {result.status()};
        wire::ToProto(*result, response);
        ConvertQueryRanges(request->query(), request->range_unit(),
                           response->mutable_understanding());
        return {OkStatus(), result->buckets.size()};
      });
}

grpc::Status SearchService::Related(grpc::ServerContext* context,
                                    const v1::RelatedRequest* request,
                                    v1::RelatedResponse* response) {
  return runner_->RunUnary(
      {"SearchService/Related", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot = SnapshotFor(*snapshots_, *request, call);
        if (!snapshot.ok()) return {snapshot.status()};
        RelatedRequest asked = wire::FromProto(*request);
        asked.control = call.control;
        const Result<RelatedResult> result = (*snapshot)->Related(asked);
        if (!result.ok()) return {result.status()};
        wire::ToProto(*result, response);
        ConvertQueryRanges(request->query(), request->range_unit(),
                           response->mutable_understanding());
        PageRanges ranges(**snapshot, request->range_unit());
        return {ranges.Convert(response->mutable_entities()),
                result->entities.size()};
      });
}

grpc::Status SearchService::Compare(grpc::ServerContext* context,
                                    const v1::CompareRequest* request,
                                    v1::CompareResponse* response) {
  return runner_->RunUnary(
      {"SearchService/Compare", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot = SnapshotFor(*snapshots_, *request, call);
        if (!snapshot.ok()) return {snapshot.status()};
        CompareRequest asked = wire::FromProto(*request);
        asked.control = call.control;
        const Result<CompareResult> result = (*snapshot)->Compare(asked);
        if (!result.ok()) return {result.status()};
        wire::ToProto(*result, response);
        ConvertQueryRanges(request->first().query(), request->range_unit(),
                           response->mutable_first_understanding());
        ConvertQueryRanges(request->second().query(), request->range_unit(),
                           response->mutable_second_understanding());
        return {OkStatus(), result->both};
      });
}

grpc::Status SearchService::Similar(grpc::ServerContext* context,
                                    const v1::SimilarRequest* request,
                                    v1::SimilarResponse* response) {
  return runner_->RunUnary(
      {"SearchService/Similar", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot = SnapshotFor(*snapshots_, *request, call);
        if (!snapshot.ok()) return {snapshot.status()};
        SimilarRequest asked = wire::FromProto(*request);
        asked.control = call.control;
        const Result<SimilarResult> result = (*snapshot)->Similar(asked);
        if (!result.ok()) return {result.status()};
        wire::ToProto(*result, response);
        return {OkStatus(), result->articles.size()};
      });
}

grpc::Status SearchService::Suggest(grpc::ServerContext* context,
                                    const v1::SuggestRequest* request,
                                    v1::SuggestResponse* response) {
  return runner_->RunUnary(
      {"SearchService/Suggest", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot = SnapshotFor(*snapshots_, *request, call);
        if (!snapshot.ok()) return {snapshot.status()};
        SuggestRequest asked = wire::FromProto(*request);
        asked.control = call.control;
        const Result<SuggestResult> result = (*snapshot)->Suggest(asked);
        if (!result.ok()) return {result.status()};
        wire::ToProto(*result, response);
        return {OkStatus(), result->suggestions.size()};
      });
}

grpc::Status SearchService::ReportCompleteness(
    grpc::ServerContext* context, const v1::ReportCompletenessRequest* request,
    v1::ReportCompletenessResponse* response) {
  return runner_->RunUnary(
      {"SearchService/ReportCompleteness", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot = SnapshotFor(*snapshots_, *request, call);
        if (!snapshot.ok()) return {snapshot.status()};
        CompletenessRequest asked = wire::FromProto(*request);
        asked.control = call.control;
        const Result<CompletenessReport> report =
            (*snapshot)->ReportCompleteness(asked);
        if (!report.ok()) return {report.status()};
        wire::ToProto(*report, response);
        ConvertQueryRanges(request->query(), request->range_unit(),
                           response->mutable_understanding());
        PageRanges ranges(**snapshot, request->range_unit());
        for (v1::RejectedCandidate& one : *response->mutable_rejected()) {
          Status converted = ranges.Convert(&one);
          if (!converted.ok()) return {converted};
        }
        return {OkStatus(), report->rejected.size()};
      });
}

}  // namespace vigie::server
