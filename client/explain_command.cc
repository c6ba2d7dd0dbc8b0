// vigie explain.
#include <iostream>

#include "client/answer_output.h"
#include "client/command.h"
#include "client/text_format.h"

namespace vigie::client {
namespace {

// The clauses, the parts, then one record with all the rest.
Records ExplanationRecords(const v1::ExplainResponse& response) {
  Records records;
  for (const v1::ExplainClause& clause : response.clauses()) {
    records.push_back(Labelled("clause", ToJson(clause)));
  }
  for (const v1::ExplainPart& part : response.parts()) {
    records.push_back(Labelled("part", ToJson(part)));
  }
  nlohmann::ordered_json total = ToJson(response);
  total.erase("clauses");
  total.erase("parts");
  records.push_back(Labelled("total", total));
  return records;
}

}  // namespace

int RunExplain(Connection* connection, const Options& options) {
  v1::ExplainRequest request;
  request.set_query(options.query);
  *request.mutable_options() = QueryOptionsOf(options);
  request.set_article_id(options.article_id);
  request.set_freshness_half_life_days(options.freshness_days);
  v1::ExplainResponse response;
  const auto context = connection->NewContext();
  const grpc::Status status =
      connection->search().Explain(context.get(), request, &response);
  if (!status.ok()) {
    return ReportError(status, connection->address(), options);
  }
  connection->Note(response.revision());
  if (options.format == Format::kText) {
    TextPrinter(std::cout, options).Explanation(options.article_id, response);
  } else {
    PrintAnswer(response, ExplanationRecords(response), options);
  }
  return EmptyCode(response.matches() ? 1 : 0, options);
}

}  // namespace vigie::client
