// vigie timeline, related, compare, similar and suggest.
#include <array>
#include <iostream>
#include <utility>

#include "client/answer_output.h"
#include "client/call.h"
#include "client/command.h"
#include "client/json_format.h"
#include "client/text_explore.h"

namespace vigie::client {
namespace {

constexpr char kDefaultKeys[] = "entity";

v1::TimelineStep StepOf(const std::string& name) {
  if (name == "hour") return v1::TIMELINE_STEP_HOUR;
  if (name == "week") return v1::TIMELINE_STEP_WEEK;
  if (name == "month") return v1::TIMELINE_STEP_MONTH;
  return name == "year" ? v1::TIMELINE_STEP_YEAR : v1::TIMELINE_STEP_DAY;
}

// "ENTITY" or "ENTITY=SURFACE".
void FillSeries(const Options& options, v1::TimelineRequest* request) {
  for (const std::string& argument : options.series) {
    const size_t equals = argument.find('=');
    v1::TimelineSeriesRequest* series = request->add_series();
    series->set_entity_id(argument.substr(0, equals));
    if (equals != std::string::npos) {
      series->set_surface(argument.substr(equals + 1));
    }
  }
}

// Buckets; with what each series has in them where series were asked for.
Records TimelineRecords(const v1::TimelineResponse& response) {
  Records records = RecordsOf(response.buckets());
  for (const v1::TimelineSeries& series : response.series()) {
    for (size_t i = 0; i < records.size(); ++i) {
      nlohmann::ordered_json point = {{"entity_id", series.entity_id()},
                                      {"surface", series.surface()}};
      point.update(ToJson(series.points(static_cast<int>(i))));
      records[i]["series"].push_back(std::move(point));
    }
  }
  return records;
}

void AddSide(
    const v1::Comparison& comparison, const char* side,
    const google::protobuf::RepeatedPtrField<v1::ComparedValue>& values,
    Records* records) {
  for (const v1::ComparedValue& value : values) {
    nlohmann::ordered_json record;
    record["key"] = ToJson(comparison.key());
    record["side"] = side;
    record.update(ToJson(value));
    records->push_back(std::move(record));
  }
}

// NDJSON has a line for each key, tables one for each value.
Records ComparisonRecords(const v1::CompareResponse& response,
                          const Options& options) {
  if (options.format == Format::kNdjson) {
    return RecordsOf(response.comparisons());
  }
  Records records;
  for (const v1::Comparison& comparison : response.comparisons()) {
    AddSide(comparison, "first", comparison.first(), &records);
    AddSide(comparison, "second", comparison.second(), &records);
  }
  return records;
}

// A condition on days, which the server reads in Europe/Paris: the client
// knows no time zones.
std::string WithDays(const Options& options) {
  if (options.since.empty() && options.until.empty()) return options.query;
  const std::string days = "date:" + options.since + ".." + options.until;
  return options.query.empty() ? days : "(" + options.query + ") " + days;
}

}  // namespace

int RunTimeline(Connection* connection, const Options& options) {
  v1::TimelineRequest request;
  request.set_query(WithDays(options));
  *request.mutable_options() = QueryOptionsOf(options);
  request.set_step(StepOf(options.step));
  request.set_mentions(options.count_mentions);
  FillSeries(options, &request);
  if (!FillSelections(options, request.mutable_selections())) {
    return kExitUsage;
  }
  v1::TimelineResponse response;
  const int code = Ask(connection, options, &v1::SearchService::Stub::Timeline,
                       request, &response);
  if (code != kExitOk) return code;
  if (options.format == Format::kText) {
    PrintTimeline(response, options, std::cout);
  } else {
    PrintAnswer(response, TimelineRecords(response), options);
  }
  return CodeOf(response, response.understanding(), response.total_hits(),
                options);
}

int RunRelated(Connection* connection, const Options& options) {
  v1::RelatedRequest request;
  request.set_query(options.query);
  *request.mutable_options() = QueryOptionsOf(options);
  request.set_measure(options.npmi ? v1::ASSOCIATION_NPMI
                                   : v1::ASSOCIATION_LOG_LIKELIHOOD);
  request.set_limit(options.limit.value_or(0));
  request.set_evidence(options.evidence);
  if (!FillSelections(options, request.mutable_selections()) ||
      !FillTypes(options, request.mutable_types())) {
    return kExitUsage;
  }
  v1::RelatedResponse response;
  const int code = Ask(connection, options, &v1::SearchService::Stub::Related,
                       request, &response);
  if (code != kExitOk) return code;
  if (options.format == Format::kText) {
    PrintRelated(response, options, std::cout);
  } else {
    PrintAnswer(response, RecordsOf(response.entities()), options);
  }
  return CodeOf(response, response.understanding(), response.entities().size(),
                options);
}

int RunCompare(Connection* connection, const Options& options) {
  v1::CompareRequest request;
  request.set_limit(options.limit.value_or(0));
  const std::array<std::pair<v1::QuerySide*, const std::string*>, 2> sides = {
      {{request.mutable_first(), &options.query},
       {request.mutable_second(), &options.second_query}}};
  for (const auto& [side, query] : sides) {
    side->set_query(*query);
    *side->mutable_options() = QueryOptionsOf(options);
    if (!FillSelections(options, side->mutable_selections())) {
      return kExitUsage;
    }
  }
  google::protobuf::RepeatedPtrField<v1::FacetRequest> facets;
  if (!FillFacets(options.by.empty() ? kDefaultKeys : options.by, options,
                  &facets)) {
    return kExitUsage;
  }
  for (const v1::FacetRequest& facet : facets) *request.add_by() = facet.key();
  v1::CompareResponse response;
  const int code = Ask(connection, options, &v1::SearchService::Stub::Compare,
                       request, &response);
  if (code != kExitOk) return code;
  if (options.format == Format::kText) {
    PrintComparison(response, options, std::cout);
  } else {
    PrintAnswer(response, ComparisonRecords(response, options), options);
  }
  v1::QueryUnderstanding both = response.first_understanding();
  both.MergeFrom(response.second_understanding());
  return CodeOf(response, both, response.first_hits() + response.second_hits(),
                options);
}

int RunSimilar(Connection* connection, const Options& options) {
  v1::SimilarRequest request;
  request.set_article_id(options.article_id);
  request.set_limit(options.limit.value_or(0));
  request.set_require_complete(QueryOptionsOf(options).require_complete());
  if (!FillSelections(options, request.mutable_selections())) {
    return kExitUsage;
  }
  v1::SimilarResponse response;
  const int code = Ask(connection, options, &v1::SearchService::Stub::Similar,
                       request, &response);
  if (code != kExitOk) return code;
  if (options.format == Format::kText) {
    PrintSimilar(response, options, std::cout);
  } else {
    PrintAnswer(response, RecordsOf(response.articles()), options);
  }
  if (response.partial() != v1::PARTIAL_REASON_UNSPECIFIED) {
    TellPartial(response.partial(), response.articles_searched(), options);
    return kExitPartial;
  }
  return EmptyCode(response.articles().size(), options);
}

int RunSuggest(Connection* connection, const Options& options) {
  v1::SuggestRequest request;
  request.set_text(options.query);
  request.set_limit(options.limit.value_or(0));
  if (!FillTypes(options, request.mutable_types())) return kExitUsage;
  v1::SuggestResponse response;
  const int code = Ask(connection, options, &v1::SearchService::Stub::Suggest,
                       request, &response);
  if (code != kExitOk) return code;
  if (options.format == Format::kText) {
    PrintSuggestions(response, options, std::cout);
  } else {
    PrintAnswer(response, RecordsOf(response.suggestions()), options);
  }
  return EmptyCode(response.suggestions().size(), options);
}

}  // namespace vigie::client
