// vigie mentions: a stream of everything, or pages up to --limit.
#include <algorithm>
#include <iostream>

#include "client/answer_output.h"
#include "client/command.h"
#include "client/records.h"
#include "client/text_format.h"

namespace vigie::client {
namespace {

constexpr uint32_t kPageRows = 1'000;
constexpr uint32_t kKwicWindow = 40;

// Characters on each side.
uint32_t WindowOf(const Options& options) {
  return options.kwic && options.window == 0 ? kKwicWindow : options.window;
}

// Prints rows as they come; JSON gathers them into one document.
class MentionPrinter {
 public:
  explicit MentionPrinter(const Options& options)
      : options_(options),
        text_(std::cout, options),
        records_(MakeRecordWriter(options, std::cout)) {}

  void Row(const v1::MentionRow& row) {
    if (options_.format == Format::kText) {
      options_.kwic ? text_.Kwic(row, WindowOf(options_)) : text_.Mention(row);
    } else if (options_.format == Format::kJson) {
      rows_.push_back(MentionLine(row));
    } else {
      records_->Write(MentionLine(row));
    }
  }

  void End(const v1::StreamMentionsSummary& summary) {
    if (options_.format == Format::kText) {
      text_.MentionTotals(summary);
    } else if (options_.format == Format::kJson) {
      nlohmann::ordered_json document = ToJson(summary);
      document["mentions"] = std::move(rows_);
      std::cout << Dump(document, true) << "\n";
    } else {
      records_->End();
    }
  }

 private:
  const Options& options_;
  TextPrinter text_;
  const std::unique_ptr<RecordWriter> records_;
  nlohmann::ordered_json rows_ = nlohmann::ordered_json::array();
};

void FillFilter(const Options& options, v1::MentionFilter* filter) {
  for (const std::string& role : options.roles) {
    filter->add_roles(role == "credit"    ? v1::MENTION_ROLE_CREDIT
                      : role == "speaker" ? v1::MENTION_ROLE_SPEAKER
                                          : v1::MENTION_ROLE_UNSPECIFIED);
  }
  for (const std::string& section : options.sections) {
    filter->add_sections(section == "title"  ? v1::MENTION_SECTION_TITLE
                         : section == "lead" ? v1::MENTION_SECTION_LEAD
                         : section == "body" ? v1::MENTION_SECTION_BODY
                                             : v1::MENTION_SECTION_QUOTATION);
  }
  for (const std::string& speaker : options.speakers) {
    filter->add_speakers(speaker);
  }
  filter->set_least_confidence(static_cast<float>(options.least_confidence));
}

// So that somebody can go on where the rows ended.
void TellResumeToken(const std::string& token, const Options& options) {
  if (token.empty()) return;
  std::cerr << Say(options.language, "vigie : pour reprendre : --resume ",
                   "vigie: to go on: --resume ")
            << token << "\n";
}

template <typename Request>
bool FillRequest(const Options& options, Request* request) {
  request->set_query(options.query);
  *request->mutable_options() = QueryOptionsOf(options);
  request->set_scope(options.entities_in_hits
                         ? v1::MENTION_SCOPE_ENTITIES_IN_HITS
                         : v1::MENTION_SCOPE_MATCHES);
  FillFilter(options, request->mutable_filter());
  request->set_window(WindowOf(options));
  return FillTypes(options, request->mutable_types()) &&
         FillSelections(options, request->mutable_selections());
}

int Finish(const v1::StreamMentionsSummary& summary, const Options& options,
           MentionPrinter* printer) {
  printer->End(summary);
  return CodeOf(summary, summary.understanding(), summary.total_mentions(),
                options);
}

int StreamAll(Connection* connection, const Options& options) {
  v1::StreamMentionsRequest request;
  if (!FillRequest(options, &request)) return kExitUsage;
  request.set_resume_token(options.resume_token);
  const auto context = connection->NewContext();
  const auto reader =
      connection->search().StreamMentions(context.get(), request);
  MentionPrinter printer(options);
  v1::StreamMentionsResponse message;
  v1::StreamMentionsSummary summary;
  bool complete = false;
  uint64_t rows = 0;
  std::string resume_token;
  while (reader->Read(&message)) {
    if (!message.resume_token().empty()) resume_token = message.resume_token();
    if (message.has_row()) {
      printer.Row(message.row());
      ++rows;
      // Nobody reads any more (| head): stop the server's work too.
      if (!std::cout) {
        context->TryCancel();
        return kExitOk;
      }
    } else if (message.has_summary()) {
      summary = message.summary();
      complete = true;
    }
  }
  const grpc::Status status = reader->Finish();
  if (!status.ok()) {
    const int code = ReportError(status, connection->address(), options);
    TellResumeToken(resume_token, options);
    return rows > 0 ? kExitPartial : code;
  }
  if (!complete) return kExitPartial;
  connection->Note(summary.revision());
  return Finish(summary, options, &printer);
}

int ListSome(Connection* connection, const Options& options) {
  v1::ListMentionsRequest request;
  if (!FillRequest(options, &request)) return kExitUsage;
  uint32_t wanted = *options.limit;
  request.set_page_size(std::min(wanted, kPageRows));
  MentionPrinter printer(options);
  v1::ListMentionsResponse page;
  while (true) {
    const auto context = connection->NewContext();
    const grpc::Status status =
        connection->search().ListMentions(context.get(), request, &page);
    if (!status.ok()) {
      return ReportError(status, connection->address(), options);
    }
    for (const v1::MentionRow& row : page.rows()) {
      if (wanted == 0) break;
      printer.Row(row);
      --wanted;
    }
    if (wanted == 0 || page.next_page_token().empty()) break;
    request.set_page_token(page.next_page_token());
  }
  v1::StreamMentionsSummary summary;
  connection->Note(page.revision());
  summary.set_revision(page.revision());
  summary.set_total_mentions(page.total_mentions());
  summary.set_total_articles(page.total_articles());
  *summary.mutable_understanding() = page.understanding();
  summary.set_analyzer_version(page.analyzer_version());
  summary.set_dictionary_version(page.dictionary_version());
  *summary.mutable_elapsed() = page.elapsed();
  summary.set_partial(page.partial());
  summary.set_articles_searched(page.articles_searched());
  return Finish(summary, options, &printer);
}

}  // namespace

int RunMentions(Connection* connection, const Options& options) {
  return options.limit ? ListSome(connection, options)
                       : StreamAll(connection, options);
}

}  // namespace vigie::client
