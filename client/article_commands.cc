// vigie show, vigie analyze and vigie status.
#include <iostream>

#include "client/answer_output.h"
#include "client/call.h"
#include "client/command.h"
#include "client/records.h"
#include "client/text_format.h"

namespace vigie::client {
int RunShow(Connection* connection, const Options& options) {
  TextPrinter printer(std::cout, options);
  const auto records = MakeRecordWriter(options, std::cout);
  size_t shown = 0;
  int failure = kExitOk;
  for (const std::string& id : options.ids) {
    v1::GetArticleRequest request;
    request.set_id(id);
    request.set_include_mentions(options.with_mentions);
    v1::GetArticleResponse response;
    const auto context = connection->NewContext();
    const grpc::Status status =
        connection->articles().GetArticle(context.get(), request, &response);
    if (!status.ok()) {
      failure = ReportError(status, connection->address(), options);
      continue;
    }
    if (options.format == Format::kText) {
      if (shown > 0) std::cout << "\n";
      printer.Article(response);
    } else if (options.format == Format::kJson) {
      PrintAnswer(response, {}, options);
    } else {
      records->Write(ToJson(response));
    }
    connection->Note(response.revision());
    ++shown;
  }
  if (options.format > Format::kJson && shown > 0) records->End();
  return failure != kExitOk && shown > 0 ? kExitPartial : failure;
}

int RunAnalyze(Connection* connection, const Options& options) {
  v1::AnalyzeRequest request;
  request.set_text(options.query);
  v1::AnalyzeResponse response;
  const int code =
      Call(connection, connection->search(), &v1::SearchService::Stub::Analyze,
           request, options, &response);
  if (code != kExitOk) return code;
  if (options.format == Format::kText) {
    TextPrinter(std::cout, options).Analysis(response);
  } else {
    PrintAnswer(response, RecordsOf(response.tokens()), options);
  }
  return kExitOk;
}

int RunStatus(Connection* connection, const Options& options) {
  v1::GetStatusResponse response;
  const int code =
      Call(connection, connection->index(), &v1::IndexService::Stub::GetStatus,
           v1::GetStatusRequest(), options, &response);
  if (code != kExitOk) return code;
  if (options.format == Format::kText) {
    TextPrinter(std::cout, options).Status(response);
  } else {
    PrintAnswer(response, {ToJson(response)}, options);
  }
  return kExitOk;
}

}  // namespace vigie::client
