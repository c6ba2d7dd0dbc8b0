// vigie export and vigie replay.
#include <google/protobuf/util/json_util.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "client/answer_output.h"
#include "client/command.h"
#include "client/records.h"
#include "client/text_format.h"

namespace vigie::client {
namespace {

// Of a file; false after an explanation on stderr.
bool ReadReceipt(const Options& options, v1::Receipt* receipt) {
  std::ifstream file(options.receipt);
  std::ostringstream text;
  text << file.rdbuf();
  if (file &&
      google::protobuf::util::JsonStringToMessage(text.str(), receipt).ok()) {
    return true;
  }
  std::cerr << Say(options.language, "vigie : ce fichier n’est pas un reçu : ",
                   "vigie: this file is no receipt: ")
            << options.receipt << "\n";
  return false;
}

void PrintReplay(const v1::ReplayResponse& response, const Options& options) {
  if (options.format != Format::kText) {
    PrintAnswer(response, {ToJson(response)}, options);
    return;
  }
  std::cout
      << (response.identical()
              ? Say(options.language, "réponse identique", "identical answer")
              : Say(options.language, "réponse différente", "different answer"))
      << "\n";
  for (const std::string& difference : response.differences()) {
    std::cout << "  " << SafeForTerminal(difference) << "\n";
  }
  TextPrinter(std::cout, options).Hits(response.response());
}

}  // namespace

int RunExport(Connection* connection, const Options& options) {
  v1::StreamArticlesRequest request;
  request.set_query(options.query);
  *request.mutable_options() = QueryOptionsOf(options);
  request.set_sort(SortOf(options.sort));
  request.set_resume_token(options.resume_token);
  if (!FillSelections(options, request.mutable_selections())) {
    return kExitUsage;
  }
  const auto context = connection->NewContext();
  const auto reader =
      connection->search().StreamArticles(context.get(), request);
  v1::StreamArticlesResponse message;
  const auto records = MakeRecordWriter(options, std::cout);
  std::string resume_token;
  bool complete = false;
  bool partial = false;
  while (reader->Read(&message)) {
    if (message.has_article()) {
      records->Write(ToJson(message.article()));
      resume_token = message.resume_token();
      // Nobody reads any more (| head): stop the server's work too.
      if (!std::cout) {
        context->TryCancel();
        return kExitOk;
      }
    }
    complete = message.has_summary();
    if (!complete) continue;
    const v1::StreamArticlesSummary& summary = message.summary();
    connection->Note(summary.revision());
    partial = summary.partial() != v1::PARTIAL_REASON_UNSPECIFIED;
    if (partial) TellPartial(summary.understanding(), options);
  }
  records->End();
  const grpc::Status status = reader->Finish();
  if (status.ok() && complete) {
    if (partial) return kExitPartial;
    const bool none = resume_token.empty() && options.resume_token.empty();
    return none && options.fail_when_empty ? kExitNoHit : kExitOk;
  }
  const int code = status.ok()
                       ? static_cast<int>(kExitPartial)
                       : ReportError(status, connection->address(), options);
  if (resume_token.empty()) return code;
  std::cerr << Say(options.language, "vigie : pour reprendre : --resume ",
                   "vigie: to go on: --resume ")
            << resume_token << "\n";
  return kExitPartial;
}

int RunReplay(Connection* connection, const Options& options) {
  v1::ReplayRequest request;
  request.set_at_head(options.at_head);
  if (!ReadReceipt(options, request.mutable_receipt())) return kExitUsage;
  v1::ReplayResponse response;
  const auto context = connection->NewContext();
  const grpc::Status status =
      connection->search().Replay(context.get(), request, &response);
  if (!status.ok()) {
    return ReportError(status, connection->address(), options);
  }
  connection->Note(response.response().revision());
  PrintReplay(response, options);
  return response.identical() ? kExitOk : kExitPartial;
}

}  // namespace vigie::client
