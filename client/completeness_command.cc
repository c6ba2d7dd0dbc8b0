// vigie completeness.
#include <algorithm>
#include <iostream>
#include <string>

#include "client/command.h"
#include "client/json_format.h"
#include "client/text_format.h"
#include "client/wording.h"

namespace vigie::client {
namespace {

// Of NDJSON: `line` says what follows.
void PrintLine(const char* what, const nlohmann::ordered_json& content) {
  nlohmann::ordered_json line;
  line["line"] = what;
  line.update(content);
  std::cout << Dump(line, false) << "\n";
}

void PrintLines(const v1::ReportCompletenessResponse& response) {
  for (const auto& variant : response.variants()) {
    PrintLine("variant", ToJson(variant));
  }
  for (const auto& rejected : response.rejected()) {
    PrintLine("rejected", ToJson(rejected));
  }
  for (const auto& related : response.related()) {
    PrintLine("related", ToJson(related));
  }
  nlohmann::ordered_json total = ToJson(response);
  total.erase("variants");
  total.erase("rejected");
  total.erase("related");
  PrintLine("total", total);
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

std::string OneLine(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return SafeForTerminal(text);
}

void PrintReport(const v1::ReportCompletenessResponse& response,
                 Language language, std::ostream& out) {
  out << OneLine(response.label()) << " (" << response.entity_id() << ") · "
      << Number(language, response.mentions(), "mention", "mentions") << " · "
      << Number(language, response.articles(), "article", "articles") << "\n";
  out << Say(language, "rejetés : ", "rejected: ")
      << (response.all_read() ? "" : Say(language, "au moins ", "at least "))
      << response.total_rejected() << " · "
      << Number(language, response.articles_read(),
                Say(language, "article relu", "article read"),
                Say(language, "articles relus", "articles read"))
      << "\n";
  for (const v1::RejectedCandidate& one : response.rejected()) {
    out << "  " << RuleText(one.rule(), language);
    if (!one.other_entity_id().empty()) out << " " << one.other_entity_id();
    out << " · " << OneLine(one.article().id()) << " [" << one.range().begin()
        << "," << one.range().end() << ") " << OneLine(one.surface())
        << "\n    " << OneLine(one.sentence().text()) << "\n";
  }
  for (const v1::SpellingVariant& one : response.variants()) {
    out << Say(language, "graphie : ", "spelling: ") << OneLine(one.word())
        << " ~ " << OneLine(one.name()) << " · "
        << Number(language, one.articles(), "article", "articles") << "\n";
  }
  for (const v1::RelatedName& one : response.related()) {
    out << Say(language, "nom voisin : ", "like name: ") << OneLine(one.label())
        << " (" << one.entity_id() << ") · "
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
    return ReportError(status, connection->address(), options.language);
  }
  if (options.format == Format::kText) {
    PrintReport(response, options.language, std::cout);
  } else if (options.format == Format::kJson) {
    std::cout << Dump(ToJson(response), true) << "\n";
  } else {
    PrintLines(response);
  }
  return response.mentions() == 0 && options.fail_when_empty ? kExitNoHit
                                                             : kExitOk;
}

}  // namespace vigie::client
