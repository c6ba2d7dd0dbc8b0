#include "server/search_service.h"

#include <chrono>
#include <utility>

#include "server/page_ranges.h"
#include "server/read_after.h"
#include "server/stream_alarm.h"
#include "wire/convert_explanation.h"
#include "wire/convert_mention.h"
#include "wire/convert_search.h"
#include "wire/range_unit.h"

namespace vigie::server {
namespace {

// `answer` is whatever holds ranges of the request's query.
template <typename Request, typename Answer>
void ConvertQueryRanges(const Request& request, Answer* answer) {
  if (wire::CountsBytes(request.range_unit())) return;
  wire::ConvertRanges(request.query(), request.range_unit(), answer);
}

void ConvertRanges(const v1::AnalyzeRequest& request,
                   v1::AnalyzeResponse* response) {
  if (wire::CountsBytes(request.range_unit())) return;
  const wire::UnitCounter counter(request.text(), request.range_unit());
  for (v1::AnalyzedToken& token : *response->mutable_tokens()) {
    counter.Convert(token.mutable_range());
  }
  for (v1::TextRange& sentence : *response->mutable_sentences()) {
    counter.Convert(&sentence);
  }
  const wire::ArticleRanges mentions({}, request.text(), request.range_unit());
  for (v1::Mention& mention : *response->mutable_mentions()) {
    mentions.Convert(&mention);
  }
}

// Runs the stream of one snapshot into `writer`, then its summary.
CallOutcome Stream(const Snapshot& snapshot,
                   const v1::StreamMentionsRequest& request,
                   const CallControl& control,
                   grpc::ServerWriter<v1::StreamMentionsResponse>* writer) {
  MentionRequest asked = wire::FromProto(request);
  asked.control = control;
  PageRanges ranges(snapshot, request.range_unit());
  v1::StreamMentionsResponse message;
  Status failure;  // of a row, when the sink stops for another reason
  uint64_t rows = 0;
  const auto send = [&](MentionRow&& row) {
    wire::ToProto(row, message.mutable_row());
    message.set_resume_token(row.resume_token);
    failure = ranges.Convert(message.mutable_row());
    if (!failure.ok() || !writer->Write(message)) return false;
    message.Clear();
    ++rows;
    return true;
  };
  Result<MentionResult> result = snapshot.StreamMentions(asked, send);
  if (!failure.ok()) return {failure, rows};
  if (!result.ok()) return {result.status(), rows};
  message.Clear();
  wire::ToProto(*result, message.mutable_summary());
  ConvertQueryRanges(request,
                     message.mutable_summary()->mutable_understanding());
  if (!writer->Write(message)) {
    return {Status(StatusCode::kCancelled, "the reader left"), rows};
  }
  return {OkStatus(), rows};
}

CallOutcome FindHits(const SnapshotHolder& snapshots,
                     const v1::SearchRequest& request, const Call& call,
                     v1::SearchResponse* response) {
  const auto snapshot =
      SnapshotFor(snapshots, request, request.page_token(), call);
  if (!snapshot.ok()) {
    return NotServed(snapshot.status(), request.page_token());
  }
  SearchRequest asked = wire::FromProto(request);
  asked.control = call.control;
  const Result<SearchResult> result = (*snapshot)->Search(asked);
  if (!result.ok()) return {result.status()};
  wire::ToProto(*result, response);
  ConvertQueryRanges(request, response);
  PageRanges ranges(**snapshot, request.range_unit());
  for (v1::Hit& hit : *response->mutable_hits()) {
    Status converted = ranges.Convert(&hit);
    if (!converted.ok()) return {converted};
  }
  return {OkStatus(), result->hits.size()};
}

CallOutcome CountFacets(const SnapshotHolder& snapshots,
                        const v1::ListFacetsRequest& request, const Call& call,
                        v1::ListFacetsResponse* response) {
  const auto snapshot = SnapshotFor(snapshots, request, call);
  if (!snapshot.ok()) return {snapshot.status()};
  FacetsRequest asked = wire::FromProto(request);
  asked.control = call.control;
  const Result<FacetsResult> result = (*snapshot)->ListFacets(asked);
  if (!result.ok()) return {result.status()};
  wire::ToProto(*result, response);
  ConvertQueryRanges(request, response->mutable_understanding());
  return {OkStatus(), result->total_hits};
}

}  // namespace

grpc::ServerUnaryReactor* SearchService::Search(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return callbacks_->Start(
      "SearchService/Search", context, request, response,
      [this](const grpc::ByteBuffer& bytes, const Call& call) {
        return AnswerBytes<v1::SearchRequest, v1::SearchResponse>(
            bytes,
            [&](const v1::SearchRequest& asked, v1::SearchResponse* answer) {
              return FindHits(*snapshots_, asked, call, answer);
            });
      });
}

grpc::ServerUnaryReactor* SearchService::ListFacets(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return callbacks_->Start(
      "SearchService/ListFacets", context, request, response,
      [this](const grpc::ByteBuffer& bytes, const Call& call) {
        return AnswerBytes<v1::ListFacetsRequest, v1::ListFacetsResponse>(
            bytes, [&](const v1::ListFacetsRequest& asked,
                       v1::ListFacetsResponse* answer) {
              return CountFacets(*snapshots_, asked, call, answer);
            });
      });
}

grpc::Status SearchService::ListMentions(grpc::ServerContext* context,
                                         const v1::ListMentionsRequest* request,
                                         v1::ListMentionsResponse* response) {
  return runner_->RunUnary(
      {"SearchService/ListMentions", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot =
            SnapshotFor(*snapshots_, *request, request->page_token(), call);
        if (!snapshot.ok()) {
          return NotServed(snapshot.status(), request->page_token());
        }
        MentionRequest asked = wire::FromProto(*request);
        asked.control = call.control;
        const Result<MentionResult> result = (*snapshot)->ListMentions(asked);
        if (!result.ok()) return {result.status()};
        wire::ToProto(*result, response);
        ConvertQueryRanges(*request, response->mutable_understanding());
        PageRanges ranges(**snapshot, request->range_unit());
        for (v1::MentionRow& row : *response->mutable_rows()) {
          Status converted = ranges.Convert(&row);
          if (!converted.ok()) return {converted};
        }
        return {OkStatus(), result->rows.size()};
      });
}

grpc::Status SearchService::StreamMentions(
    grpc::ServerContext* context, const v1::StreamMentionsRequest* request,
    grpc::ServerWriter<v1::StreamMentionsResponse>* writer) {
  return runner_->RunStream(
      {"SearchService/StreamMentions", context, Check(*request)},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot =
            SnapshotFor(*snapshots_, *request, request->resume_token(), call);
        if (!snapshot.ok()) {
          return NotServed(snapshot.status(), request->resume_token());
        }
        return UnderAlarm(context, call.control, [&] {
          return Stream(**snapshot, *request, call.control, writer);
        });
      });
}

grpc::Status SearchService::Analyze(grpc::ServerContext* context,
                                    const v1::AnalyzeRequest* request,
                                    v1::AnalyzeResponse* response) {
  return runner_->RunUnary(
      {"SearchService/Analyze", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot = snapshots_->Current(call.caller);
        if (!snapshot.ok()) return {snapshot.status()};
        const Result<AnalyzeResult> result =
            (*snapshot)->Analyze(request->text());
        if (!result.ok()) return {result.status()};
        wire::ToProto(*result, response);
        ConvertRanges(*request, response);
        return {OkStatus(), result->tokens.size()};
      });
}

grpc::Status SearchService::Explain(grpc::ServerContext* context,
                                    const v1::ExplainRequest* request,
                                    v1::ExplainResponse* response) {
  return runner_->RunUnary(
      {"SearchService/Explain", context, Check(*request), response},
      [&](const Call& call) -> CallOutcome {
        const auto snapshot = SnapshotFor(*snapshots_, *request, call);
        if (!snapshot.ok()) return {snapshot.status()};
        ExplainRequest asked = wire::FromProto(*request);
        asked.control = call.control;
        const Result<ExplainResult> result = (*snapshot)->Explain(asked);
        if (!result.ok()) return {result.status()};
        wire::ToProto(*result, response);
        ConvertQueryRanges(*request, response);
        PageRanges ranges(**snapshot, request->range_unit());
        return {ranges.Convert(request->article_id(), response),
                result->clauses.size()};
      });
}

}  // namespace vigie::server
