#include "tests/query/plan_text.h"

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "query/parser.h"
#include "query/planner.h"
#include "query/printer.h"

namespace vigie::query {
namespace {

constexpr std::string_view kEntities =
    R"({"id":"org/broadcom","type":"organization.company","label":{"fr":"Broadcom"},"aliases":[{"t":"Broadcom Inc."}]}
{"id":"org/openai","type":"organization.company","label":{"fr":"OpenAI"},"aliases":[{"t":"Open AI"}]}
{"id":"org/microsoft","type":"organization.company","label":{"fr":"Microsoft"},"aliases":[{"t":"Microsoft Corp"}]}
{"id":"org/orange","type":"organization.company","label":{"fr":"Orange"},"aliases":[{"t":"Orange SA"}]}
{"id":"place/orange","type":"place","label":{"fr":"Orange"},"aliases":[{"t":"Orange"}]}
{"id":"org/le-monde","type":"organization.media","label":{"fr":"Le Monde"},"aliases":[{"t":"Le Monde"}]}
{"id":"org/l-oreal","type":"organization.company","label":{"fr":"L'Oréal"},"aliases":[{"t":"L'Oréal"}]}
{"id":"org/banque-de-france","type":"organization.institution","label":{"fr":"Banque de France"},"aliases":[{"t":"Banque de France"}]}
{"id":"place/france","type":"place","label":{"fr":"France"},"aliases":[{"t":"France"}]}
{"id":"product/mai-1-preview","type":"product","label":{"fr":"MAI-1-preview"},"aliases":[{"t":"MAI-1-preview"}]}
{"id":"concept/chip-ip","type":"concept","label":{"fr":"propriété intellectuelle sur les puces","en":"chip IP"},"aliases":[{"t":"chip IP","lang":"en"}]}
{"id":"org/onu","type":"organization","label":{"fr":"ONU","en":"UN"},"aliases":[{"t":"ONU"},{"t":"UN","case":"exact","lang":"en"}]}
{"id":"org/etre","type":"organization.party","label":{"fr":"ETRE"},"aliases":[{"t":"ETRE","case":"exact"}]}
{"id":"org/realise","type":"organization.company","label":{"fr":"Realise"},"aliases":[{"t":"Realise"}]}
{"id":"org/l-equipe","type":"organization.media","label":{"fr":"L'Équipe"},"aliases":[{"t":"L'Équipe"}]}
{"id":"concept/greve","type":"concept","label":{"fr":"grève"},"aliases":[{"t":"grève"},{"t":"débrayage"}]}
{"id":"concept/ia","type":"concept","label":{"fr":"intelligence artificielle","en":"artificial intelligence"},"aliases":[{"t":"IA","case":"exact"},{"t":"AI","case":"exact","lang":"en"}]}
)";

std::string TermText(const TermSpec& term, uint32_t expected_offset) {
  std::string text = term.exact ? "=" + term.accented : term.form;
  if (term.offset != expected_offset) {
    text += "+" + std::to_string(term.offset);
  }
  if (term.weight != 1) {
    char weight[16];
    std::snprintf(weight, sizeof(weight), "^%g", term.weight);
    text += weight;
  }
  return text;
}

std::string TermsText(const PlanNode& node) {
  std::string text;
  uint32_t offset = 0;
  for (const TermSpec& term : node.terms) {
    if (!text.empty()) text += ' ';
    text += TermText(term, offset);
    offset = term.offset + 1;
  }
  if (node.kind == NodeKind::kPhrase) text = '"' + text + '"';
  return text;
}

std::string Bracketed(std::string_view name, const std::string& value) {
  return std::string(name) + "[" + value + "]";
}

std::string Counted(std::string_view name, uint32_t count) {
  return std::string(name) + "/" + std::to_string(count);
}

std::string LeafText(const PlanNode& node) {
  switch (node.kind) {
    case NodeKind::kAll:
      return "all";
    case NodeKind::kNone:
      return "none";
    case NodeKind::kWord:
    case NodeKind::kPhrase:
      return TermsText(node);
    case NodeKind::kPrefix:
      return Bracketed("prefix", node.value);
    case NodeKind::kEntity: {
      std::string ids;
      for (const std::string& id : node.entity_ids) {
        ids += (ids.empty() ? "" : " ") + id;
      }
      return Bracketed("entity", ids);
    }
    case NodeKind::kEntityType:
      return Bracketed("type", std::string(EntityTypeName(node.entity_type)));
    case NodeKind::kSource:
      return Bracketed("source", node.value);
    case NodeKind::kDate:
      return Bracketed("date", std::to_string(node.day_begin) + "," +
                                   std::to_string(node.day_end));
    case NodeKind::kAnd:
      return "and";
    case NodeKind::kOr:
      return node.alternatives ? "or~" : "or";
    case NodeKind::kNot:
      return "not";
    case NodeKind::kAuthor:
      return Bracketed("author", node.value);
    case NodeKind::kMention:
      return Bracketed("mention", node.value);
    case NodeKind::kNear:
      return Counted(node.ordered ? "adj" : "near", node.distance);
    case NodeKind::kSameSentence:
      return "sentence";
    case NodeKind::kSameParagraph:
      return "paragraph";
    case NodeKind::kAtLeast:
      return Counted("atleast", node.count);
    case NodeKind::kFirst:
      return Counted("first", node.count);
  }
  return "?";
}

std::string ZoneText(Zone zone) {
  switch (zone) {
    case Zone::kAnywhere:
      return "";
    case Zone::kTitle:
      return "@title";
    case Zone::kText:
      return "@text";
    case Zone::kLead:
      return "@lead";
    case Zone::kBody:
      return "@body";
    case Zone::kQuote:
      return "@quote";
  }
  return "?";
}

std::string TreeText(const PlanNode& node, bool full) {
  std::string text = LeafText(node);
  text += ZoneText(node.zone);
  if (node.optional) text += "?";
  if (full) {
    text += "<" + std::to_string(node.range.begin) + "," +
            std::to_string(node.range.end) + ">";
    for (const TermSpec& term : node.terms) {
      text += "{" + term.form + "|" + term.stem + "|" + term.accented + "|" +
              std::to_string(term.offset) + "|" + std::to_string(term.length) +
              "}";
    }
  }
  if (node.children.empty()) return text;
  text += "(";
  for (const PlanNode& child : node.children) {
    if (text.back() != '(') text += ",";
    text += TreeText(child, full);
  }
  return text + ")";
}

}  // namespace

const entities::Dictionary& TestDictionary() {
  static const auto* const dictionary = [] {
    auto parsed = entities::Dictionary::Parse(kEntities, "test");
    if (!parsed.ok()) std::abort();
    return new std::shared_ptr<const entities::Dictionary>(*parsed);
  }();
  return **dictionary;
}

QueryOptions AndOptions() { return {}; }

QueryOptions OrOptions() {
  QueryOptions options;
  options.default_operator = QueryOptions::Operator::kOr;
  return options;
}

QueryOptions StrictOptions() {
  QueryOptions options;
  options.strict = true;
  return options;
}

std::string PlanText(const PlanNode& node) { return TreeText(node, false); }

std::string FullPlanText(const PlanNode& node) { return TreeText(node, true); }

std::string PlanTextOf(std::string_view query, const QueryOptions& options) {
  const Result<Plan> plan = MakePlan(query, options, TestDictionary());
  return plan.ok() ? PlanText(plan->root) : plan.status().ToString();
}

std::vector<std::string> WarningsOf(std::string_view query) {
  std::vector<std::string> codes;
  const Result<Plan> plan = MakePlan(query, {}, TestDictionary());
  if (!plan.ok()) return {plan.status().ToString()};
  for (const QueryWarning& warning : plan->understanding.warnings) {
    codes.push_back(warning.code);
  }
  return codes;
}

std::string Normalized(std::string_view query, QueryOptions::Operator joiner) {
  Diagnostics diagnostics;
  const Result<AstNode> ast = Parse(query, joiner, kToday, diagnostics);
  return ast.ok() ? Print(*ast) : ast.status().ToString();
}

}  // namespace vigie::query
