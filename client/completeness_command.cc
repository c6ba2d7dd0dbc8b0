// vigie completeness.
#include <algorithm>
#include <iostream>
#include <string>

#include "client/answer_output.h"
#include "client/command.h"
#include "client/text_format.h"
#include "client/wording.h"

namespace vigie::client {
namespace {

Records CompletenessRecords(const v1::ReportCompletenessResponse& response) {
  Records records;
  for (const auto& variant : response.variants()) {
    records.push_back(Labelled("variant", ToJson(variant)));
  }
  for (const auto& rejected : response.rejected()) {
    records.push_back(Labelled("rejected", ToJson(rejected)));
  }
  for (const auto& related : response.related()) {
    records.push_back(Labelled("related", ToJson(related)));
  }
  nlohmann::ordered_json total = ToJson(response);
  for (const char* list : {"variants", "rejected", "related"}) {
    total.erase(list);
  }
  records.push_back(Labelled("total", total));
  return records;
}

const char* RuleText(v1::RejectionRule rule, Language language) {
  switch (rule) {
    case v1::REJECTION_RULE_WRITING:
      return Say(language, "écriture", "writing");
    case v1::REJECTION_RULE_NEED_MISSING:
      return Say(language, "contexte exigé absent", "needed context missing");
    case v1::REJECTION_RULE_FULL_NAME_MISSING:
      return Say(language, "nom complet absent", "full name missing");
    case v1::REJECTION_RULE_NEGATIVE_CONTEXT:
      return Say(language, "contexte contraire", "negative context");
    case v1::REJECTION_RULE_SCORE_BELOW_MIN:
      return Say(language, "contexte trop faible", "context too weak");
    case v1::REJECTION_RULE_OTHER_ENTITY:
      return Say(language, "autre entité", "other entity");
    case v1::REJECTION_RULE_INSIDE_LONGER_NAME:
      return Say(language, "dans un nom plus long", "inside a longer name");
    case v1::REJECTION_RULE_PERSONS_NAME:
      return Say(language, "nom de personne", "person's name");
    case v1::REJECTION_RULE_NOT_NAMED_BEFORE:
      return Say(language, "avant la première mention",
                 "before the first mention");
    default:
      return Say(language, "inconnue", "unknown");
  }
}

std::string SafeLine(const std::string& text) {
  return SafeForTerminal(OneLine(text));
}

void PrintReport(const v1::ReportCompletenessResponse& response,
                 Language language, std::ostream& out) {
  out << SafeLine(response.label()) << " (" << response.entity_id() << ") · "
      << Number(language, response.mentions(), "mention", "mentions") << " · "
      << Number(language, response.articles(), "article", "articles") << "\n";
  out << Say(language, "rejetés : ", "rejected: ")
      << (response.all_read() ? "" : Say(language, "au moins ", "at least "))
      << response.total_rejected() << " · "
      << Number(language, response.articles_read(),
                Say(language, "article relu", "article read"),
                Say(language, "articles relus", "articles read"))
      << "\n";
  for (const v1::RejectedCandidate& one : response.rejected()) {
    out << "  " << RuleText(one.rule(), language);
    if (!one.other_entity_id().empty()) out << " " << one.other_entity_id();
    out << " · " << SafeLine(one.article().id()) << " [" << one.range().begin()
        << "," << one.range().end() << ") " << SafeLine(one.surface())
        << "\n    " << SafeLine(one.sentence().text()) << "\n";
  }
  for (const v1::SpellingVariant& one : response.variants()) {
    out << Say(language, "graphie : ", "spelling: ") << SafeLine(one.word())
        << " ~ " << SafeLine(one.name()) << " · "
        << Number(language, one.articles(), "article", "articles") << "\n";
  }
  for (const v1::RelatedName& one : response.related()) {
    out << Say(language, "nom voisin : ", "like name: ")
        << SafeLine(one.label()) << " (" << one.entity_id() << ") · "
        << Number(language, one.mentions(), "mention", "mentions") << "\n";
  }
}

}  // namespace

int RunCompleteness(Connection* connection, const Options& options) {
  v1::ReportCompletenessRequest request;
  request.set_entity(options.entity);
  request.set_query(options.query);
  *request.mutable_options() = QueryOptionsOf(options);
  request.set_page_size(options.limit.value_or(0));
  v1::ReportCompletenessResponse response;
  const auto context = connection->NewContext();
  const grpc::Status status = connection->search().ReportCompleteness(
      context.get(), request, &response);
  if (!status.ok()) {
    return ReportError(status, connection->address(), options);
  }
  connection->Note(response.revision());
  if (options.format == Format::kText) {
    PrintReport(response, options.language, std::cout);
  } else {
    PrintAnswer(response, CompletenessRecords(response), options);
  }
  return EmptyCode(response.mentions(), options);
}

}  // namespace vigie::client
