// vigie explain.
#include <iostream>

#include "client/command.h"
#include "client/json_format.h"
#include "client/text_format.h"

namespace vigie::client {
namespace {

// Of NDJSON: `line` says what follows, "clause", "part" or "total".
void PrintLine(const char* what, const nlohmann::ordered_json& content) {
  nlohmann::ordered_json line;
  line["line"] = what;
  line.update(content);
  std::cout << Dump(line, false) << "\n";
}

// The clauses, the parts, then one line with all the rest.
void PrintLines(const v1::ExplainResponse& response) {
  for (const v1::ExplainClause& clause : response.clauses()) {
    PrintLine("clause", ToJson(clause));
  }
  for (const v1::ExplainPart& part : response.parts()) {
    PrintLine("part", ToJson(part));
  }
  nlohmann::ordered_json total = ToJson(response);
  total.erase("clauses");
  total.erase("parts");
  PrintLine("total", total);
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
    return ReportError(status, connection->address(), options.language);
  }
  switch (options.format) {
    case Format::kText:
      TextPrinter(std::cout, options).Explanation(options.article_id, response);
      break;
    case Format::kJson:
      std::cout << Dump(ToJson(response), true) << "\n";
      break;
    case Format::kNdjson:
      PrintLines(response);
      break;
  }
  return !response.matches() && options.fail_when_empty ? kExitNoHit : kExitOk;
}

}  // namespace vigie::client
