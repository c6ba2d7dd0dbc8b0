#include "match/explain_words.h"

#include <algorithm>
#include <cstdio>

#include "analysis/analyzer.h"

namespace vigie::match {
namespace {

using query::NodeKind;
using query::PlanNode;

constexpr size_t kSurfacesShown = 4;

std::string Terms(const PlanNode& node) {
  std::string words;
  for (const query::TermSpec& term : node.terms) {
    if (!words.empty()) words += ' ';
    words += term.exact ? "=" + term.accented : term.stem;
  }
  return words;
}

std::string Ids(const PlanNode& node) {
  std::string ids;
  for (const std::string& id : node.entity_ids) {
    if (!ids.empty()) ids += ", ";
    ids += id;
  }
  return ids;
}

std::string Joined(const PlanNode& node, std::string_view between,
                   std::string_view query) {
  std::string all;
  for (const PlanNode& child : node.children) {
    if (!all.empty()) all += between;
    all += DescribeReading(child, query);
  }
  return "(" + all + ")";
}

std::string Word(const query::TermSpec& term) {
  if (term.exact) return "exact " + term.accented;
  return term.stem == term.form ? "form " + term.form : "stem " + term.stem;
}

const char* ZoneName(query::Zone zone) {
  switch (zone) {
    case query::Zone::kAnywhere:
      break;
    case query::Zone::kTitle:
      return "title: ";
    case query::Zone::kText:
      return "text: ";
    case query::Zone::kLead:
      return "lead: ";
    case query::Zone::kBody:
      return "body: ";
    case query::Zone::kQuote:
      return "quotation: ";
  }
  return "";
}

std::string Entities(const PlanNode& node, std::string_view query) {
  return "entity " + Ids(node) + " via alias " + TextAt(query, node.range);
}

std::string Reading(const PlanNode& node, std::string_view query) {
  const std::string distance = std::to_string(node.distance);
  const std::string count = std::to_string(node.count);
  switch (node.kind) {
    case NodeKind::kAll:
      return "every article";
    case NodeKind::kNone:
      return "no article";
    case NodeKind::kWord:
      return Word(node.terms.front());
    case NodeKind::kPhrase:
      return "phrase \"" + Terms(node) + "\"";
    case NodeKind::kPrefix:
      return "prefix " + node.value + "*";
    case NodeKind::kEntity:
      return Entities(node, query);
    case NodeKind::kEntityType:
      return "type " + std::string(EntityTypeName(node.entity_type));
    case NodeKind::kMention:
      return "mention " + node.value;
    case NodeKind::kSource:
      return "source " + node.value;
    case NodeKind::kAuthor:
      return "author " + node.value;
    case NodeKind::kDate:
      return "published " + TextAt(query, node.range);
    case NodeKind::kAnd:
      return Joined(node, " and ", query);
    case NodeKind::kOr:
      return Joined(node, " or ", query);
    case NodeKind::kNot:
      return "not " + Joined(node, "", query);
    case NodeKind::kNear:
      return (node.ordered ? "in order within " : "within ") + distance +
             " words " + Joined(node, ", ", query);
    case NodeKind::kSameSentence:
      return "in one sentence " + Joined(node, ", ", query);
    case NodeKind::kSameParagraph:
      return "in one paragraph " + Joined(node, ", ", query);
    case NodeKind::kAtLeast:
      return "at least " + count + " times " + Joined(node, "", query);
    case NodeKind::kFirst:
      return "in the first " + count + " words " + Joined(node, "", query);
  }
  return "";
}

std::string Points(double weight, char decimal_sign) {
  char text[32];
  std::snprintf(text, sizeof(text), "%.3f", weight);
  std::string points = text;
  std::replace(points.begin(), points.end(), '.', decimal_sign);
  return points;
}

// « puce », « puces »
std::string Surfaces(const std::vector<ExplainMatch>& found) {
  std::vector<std::string> distinct;
  for (const ExplainMatch& match : found) {
    if (std::find(distinct.begin(), distinct.end(), match.surface) ==
        distinct.end()) {
      distinct.push_back(match.surface);
    }
  }
  std::string text;
  for (size_t i = 0; i < std::min(distinct.size(), kSurfacesShown); ++i) {
    text += (i == 0 ? "« " : ", « ") + distinct[i] + " »";
  }
  return distinct.size() > kSurfacesShown ? text + ", …" : text;
}

void PutMatch(const ExplainClause& clause, std::string* french,
              std::string* english) {
  if (clause.found.empty()) {
    *french += "satisfaite";
    *english += "satisfied";
  } else {
    const std::string count = std::to_string(clause.found.size());
    const std::string surfaces = Surfaces(clause.found);
    *french += "trouvée " + count + " fois (" + surfaces + ")";
    *english += "found " + count +
                (clause.found.size() == 1 ? " time (" : " times (") + surfaces +
                ")";
  }
  *french += ", " + Points(clause.weight, ',') + " dans le score";
  *english += ", " + Points(clause.weight, '.') + " in the score";
}

}  // namespace

std::vector<const PlanNode*> TopClauses(const PlanNode& root) {
  std::vector<const PlanNode*> clauses;
  const bool joined = root.kind == NodeKind::kAnd ||
                      (root.kind == NodeKind::kOr && !root.alternatives);
  if (!joined) return {&root};
  for (const PlanNode& child : root.children) clauses.push_back(&child);
  std::stable_sort(clauses.begin(), clauses.end(),
                   [](const PlanNode* a, const PlanNode* b) {
                     return a->range.begin < b->range.begin;
                   });
  return clauses;
}

std::string TextAt(std::string_view query, ByteRange range) {
  if (range.begin > range.end || range.end > query.size()) return "";
  return std::string(query.substr(range.begin, range.size()));
}

std::string DescribeReading(const PlanNode& node, std::string_view query) {
  return ZoneName(node.zone) + Reading(node, query);
}

void PutInWords(const PlanNode& node, ExplainClause* clause) {
  std::string french = "« " + clause->clause + " » : ";
  std::string english = "“" + clause->clause + "”: ";
  if (clause->matches) {
    PutMatch(*clause, &french, &english);
  } else if (node.kind == NodeKind::kNot) {
    french += "exclue, et présente dans l’article";
    english += "excluded, and the article has it";
  } else if (node.optional) {
    french += "absente ; facultative";
    english += "not found; optional";
  } else {
    french += "absente de l’article";
    english += "not found in the article";
  }
  clause->message = french + ".";
  clause->message_en = english + ".";
}

}  // namespace vigie::match
