// Properties that hold of any string, checked on random ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "query/characters.h"
#include "query/parser.h"
#include "query/planner.h"
#include "query/printer.h"
#include "tests/query/plan_text.h"

namespace vigie::query {
namespace {

const std::vector<std::string> kPieces = {
    "a",
    "usine",
    "le",
    "Broadcom",
    "chip",
    "IP",
    "semi-conducteurs",
    "XXIe",
    "MAI-1-preview",
    "l’IA",
    "TVA",
    "CAC",
    "40",
    "Union",
    "européenne",
    "quelle",
    "faire",
    "15 000",
    "salarié(e)s",
    "http://x.fr/a?b=c",
    "12:30",
    "?",
    "é",
    "e\u0301",
    "\"",
    "\"",
    "«",
    "»",
    "“",
    "”",
    "(",
    "(",
    ")",
    ")",
    "-",
    "=",
    "*",
    "ind*",
    "ET",
    "OU",
    "SAUF",
    "AND",
    "OR",
    "NOT",
    "NEAR/5",
    "NEAR/5",
    "ADJ",
    "PRES/500",
    "ATLEAST/2",
    "FIRST/9",
    "SAME-S",
    "MÊME-PARAGRAPHE",
    ">=3",
    "Broadcom>=2",
    "titre:",
    "chapo:",
    "citation:",
    "mention:",
    "texte:",
    "entité:",
    "concept:",
    "type:",
    "lieu",
    "source:",
    "date:",
    "2025",
    "2025-11..2026",
    "depuis:",
    "hier",
    "mars",
    "7j",
    "auteur:",
    "section:",
    "foo:",
    ":",
    "..",
    "\u00A0",
    " ",
    " ",
    " ",
    "\n",
    "\xFF",
    "\xE2\x80",
    "'",
    "’",
    "\u00AD",
    "U.S.A.",
    "C++",
    "#IntelligenceArtificielle",
};

std::string Soup(std::mt19937& random) {
  std::string soup;
  const size_t pieces = random() % 14;
  for (size_t i = 0; i < pieces; ++i) {
    soup += kPieces[random() % kPieces.size()];
    if (random() % 3 != 0) soup += ' ';
  }
  return soup;
}

bool HavePlaces(const std::vector<PlanNode>& operands) {
  return std::all_of(operands.begin(), operands.end(),
                     [](const PlanNode& operand) {
                       switch (operand.kind) {
                         case NodeKind::kWord:
                         case NodeKind::kPhrase:
                         case NodeKind::kPrefix:
                         case NodeKind::kEntity:
                         case NodeKind::kEntityType:
                         case NodeKind::kMention:
                         case NodeKind::kNear:
                           return true;
                         default:
                           return operand.kind == NodeKind::kOr &&
                                  HavePlaces(operand.children);
                       }
                     });
}

void CheckNode(const PlanNode& node, size_t size, bool under_and) {
  EXPECT_LE(node.range.begin, node.range.end);
  EXPECT_LE(node.range.end, size);
  size_t positive = 0;
  for (const PlanNode& child : node.children) {
    positive += child.kind == NodeKind::kNot || child.optional ? 0 : 1;
    EXPECT_TRUE(!child.optional || node.kind == NodeKind::kAnd);
    CheckNode(child, size, node.kind == NodeKind::kAnd);
  }
  switch (node.kind) {
    case NodeKind::kNot:
      EXPECT_TRUE(under_and);
      EXPECT_EQ(node.children.size(), 1U);
      EXPECT_EQ(positive, 1U);
      break;
    case NodeKind::kAnd:
      EXPECT_GE(node.children.size(), 2U);
      EXPECT_GE(positive, 1U);
      break;
    case NodeKind::kOr:
      EXPECT_GE(node.children.size(), 2U);
      EXPECT_EQ(positive, node.children.size());
      break;
    case NodeKind::kWord:
      EXPECT_EQ(node.terms.size(), 1U);
      break;
    case NodeKind::kPhrase:
      EXPECT_GE(node.terms.size(), 2U);
      break;
    case NodeKind::kPrefix:
      EXPECT_FALSE(node.value.empty());
      break;
    case NodeKind::kNear:
      EXPECT_GE(node.distance, 1U);
      [[fallthrough]];
    case NodeKind::kSameSentence:
    case NodeKind::kSameParagraph:
      EXPECT_GE(node.children.size(), 2U);
      EXPECT_TRUE(HavePlaces(node.children));
      break;
    case NodeKind::kAtLeast:
    case NodeKind::kFirst:
      EXPECT_GE(node.count, 1U);
      EXPECT_EQ(node.children.size(), 1U);
      EXPECT_TRUE(HavePlaces(node.children));
      break;
    default:
      EXPECT_TRUE(node.children.empty());
  }
}

void CheckSoup(const std::string& soup, const QueryOptions& options) {
  const auto plan = MakePlan(soup, options, TestDictionary());
  ASSERT_TRUE(plan.ok()) << plan.status().ToString();
  CheckNode(plan->root, soup.size(), false);
  for (const QueryWarning& warning : plan->understanding.warnings) {
    EXPECT_LE(warning.range.begin, warning.range.end);
    EXPECT_LE(warning.range.end, soup.size());
  }
  for (const QueryExpansion& expansion : plan->understanding.expansions) {
    EXPECT_LT(expansion.range.begin, expansion.range.end);
    EXPECT_LE(expansion.range.end, soup.size());
    EXPECT_FALSE(expansion.targets.empty());
  }
  const std::string& normalized = plan->understanding.normalized;
  const auto again = MakePlan(normalized, options, TestDictionary());
  ASSERT_TRUE(again.ok()) << again.status().ToString();
  EXPECT_EQ(again->understanding.normalized, normalized);
  EXPECT_EQ(PlanText(again->root), PlanText(plan->root)) << normalized;
}

void CheckFixedPoint(const std::string& soup, QueryOptions::Operator joiner) {
  Diagnostics diagnostics;
  const std::string repaired = RepairUtf8(soup, diagnostics);
  const auto ast = Parse(repaired, joiner, kToday, diagnostics);
  ASSERT_TRUE(ast.ok());
  const auto again = Parse(Print(*ast), joiner, kToday, diagnostics);
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(*again == *ast) << Print(*ast) << "\n" << Print(*again);
}

TEST(AnyQuery, IsPlannedInsideItsBytesAndPrintsBackToItself) {
  constexpr unsigned kSeed = 20'261'121;
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  std::mt19937 random(kSeed);
  for (int i = 0; i < 20'000 && !HasFailure(); ++i) {
    const std::string soup = Soup(random);
    SCOPED_TRACE("query <" + soup + ">");
    for (const QueryOptions& options : {AndOptions(), OrOptions()}) {
      CheckSoup(soup, options);
      CheckFixedPoint(soup, options.default_operator);
    }
  }
}

TEST(AnyQuery, OfRandomBytesIsPlanned) {
  constexpr unsigned kSeed = 7;
  std::mt19937 random(kSeed);
  for (int i = 0; i < 5'000 && !HasFailure(); ++i) {
    std::string bytes(random() % 40, ' ');
    for (char& byte : bytes) byte = static_cast<char>(random() % 256);
    SCOPED_TRACE(testing::PrintToString(bytes));
    CheckSoup(bytes, AndOptions());
  }
}

TEST(AnyQuery, StrictRefusesExactlyWhatBestEffortRepairs) {
  constexpr unsigned kSeed = 11;
  std::mt19937 random(kSeed);
  for (int i = 0; i < 5'000 && !HasFailure(); ++i) {
    const std::string soup = Soup(random);
    SCOPED_TRACE("query <" + soup + ">");
    const auto plan = MakePlan(soup, AndOptions(), TestDictionary());
    ASSERT_TRUE(plan.ok());
    bool repaired = false;
    for (const QueryWarning& warning : plan->understanding.warnings) {
      repaired |= warning.code != "MATCHES_EVERYTHING";
    }
    const auto strict = MakePlan(soup, StrictOptions(), TestDictionary());
    EXPECT_EQ(strict.ok(), !repaired);
  }
}

TEST(AnyQuery, ShortPrefixesWithACountPrintAsTheyAreRead) {
  for (const char* query : {".>=3*", ".>=3* b", "a>=2**", "titre:x>=2*"}) {
    CheckSoup(query, QueryOptions());
  }
}

}  // namespace
}  // namespace vigie::query
