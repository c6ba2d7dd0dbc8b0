#include "query/planner.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/analyzer.h"
#include "query/characters.h"
#include "query/definitions.h"
#include "query/diagnostics.h"
#include "query/leaf_text.h"
#include "query/names.h"
#include "query/parser.h"
#include "query/phrase.h"
#include "query/positional.h"
#include "query/printer.h"
#include "query/text_reader.h"
#include "vigie/time.h"

namespace vigie::query {
namespace {

Status TooComplex(const std::string& message) {
  return Status(StatusCode::kInvalidArgument, message, "QUERY_TOO_COMPLEX");
}

// Syntax tree -> plan. Recursion is bounded by the tree's depth.
class PlanBuilder {
 public:
  PlanBuilder(const QueryOptions& options, NameResolver& names,
              Diagnostics& diagnostics)
      : any_(options.default_operator == QueryOptions::Operator::kOr),
        names_(names),
        diagnostics_(diagnostics),
        reader_(options, names) {}

  // Names and acronyms, in reading order.
  std::vector<QueryExpansion> TakeExpansions();

  // nullopt: `ast` asks nothing, with a warning that says so.
  std::optional<PlanNode> Build(const AstNode& ast) {
    std::optional<TextReading> reading = BuildNode(ast);
    if (!reading) return std::nullopt;
    return std::move(reading->node);
  }

  // Beyond QueryLimits::kTerms nothing more was planned.
  bool too_many_terms() const { return terms_ > QueryLimits::kTerms; }

 private:
  std::optional<TextReading> BuildNode(const AstNode& ast);
  std::optional<TextReading> BuildText(const AstNode& leaf);
  std::optional<TextReading> BuildAnd(const AstNode& ast);
  std::optional<TextReading> BuildOr(const AstNode& ast);
  std::optional<TextReading> BuildNearness(const AstNode& ast);
  std::optional<TextReading> BuildCounted(const AstNode& ast);
  // BuildNode, of an operand that should have places.
  std::optional<TextReading> BuildOperand(const AstNode& ast);
  void WarnOperand(const AstNode& operand);
  std::optional<PlanNode> BuildFilter(const AstNode& leaf);
  PlanNode BuildType(const AstNode& leaf);
  std::optional<PlanNode> BuildMention(const AstNode& leaf);
  std::optional<PlanNode> BuildFolded(NodeKind kind, const AstNode& leaf);
  void WarnEmpty(const AstNode& leaf);

  bool any_;  // any of the words is enough
  NameResolver& names_;
  Diagnostics& diagnostics_;
  TextReader reader_;
  bool placed_ = false;  // inside an operand that should have places
  uint32_t terms_ = 0;   // words and filters, as typed
};

PlanNode MakeNode(NodeKind kind, ByteRange range) {
  PlanNode node;
  node.kind = kind;
  node.range = range;
  return node;
}

// The operators of the plan are those of the language.
NodeKind PlanKind(AstKind kind) {
  switch (kind) {
    case AstKind::kSameSentence:
      return NodeKind::kSameSentence;
    case AstKind::kSameParagraph:
      return NodeKind::kSameParagraph;
    case AstKind::kAtLeast:
      return NodeKind::kAtLeast;
    case AstKind::kFirst:
      return NodeKind::kFirst;
    default:
      return NodeKind::kNear;
  }
}

std::vector<QueryExpansion> PlanBuilder::TakeExpansions() {
  std::vector<QueryExpansion> expansions = names_.TakeExpansions();
  for (QueryExpansion& expansion : reader_.TakeExpansions()) {
    expansions.push_back(std::move(expansion));
  }
  std::stable_sort(expansions.begin(), expansions.end(),
                   [](const QueryExpansion& a, const QueryExpansion& b) {
                     return a.range.begin < b.range.begin;
                   });
  return expansions;
}

void PlanBuilder::WarnEmpty(const AstNode& leaf) {
  diagnostics_.Add(WarningCode::kEmptyClause, leaf.range,
                   {"Aucun mot à chercher ici : ignoré.",
                    "No word to search for here: ignored."});
}

std::optional<TextReading> PlanBuilder::BuildNode(const AstNode& ast) {
  switch (ast.kind) {
    case AstKind::kWords:
    case AstKind::kPhrase:
    case AstKind::kPrefix:
      return BuildText(ast);
    case AstKind::kAnd:
    case AstKind::kNot:
      return BuildAnd(ast);
    case AstKind::kOr:
      return BuildOr(ast);
    case AstKind::kNear:
    case AstKind::kSameSentence:
    case AstKind::kSameParagraph:
      return BuildNearness(ast);
    case AstKind::kAtLeast:
    case AstKind::kFirst:
      return BuildCounted(ast);
    case AstKind::kEmpty:
      return TextReading{MakeNode(NodeKind::kAll, ast.range)};
    default:
      break;
  }
  ++terms_;
  if (too_many_terms()) return std::nullopt;
  std::optional<PlanNode> filter = BuildFilter(ast);
  if (!filter) return std::nullopt;
  return TextReading{*std::move(filter)};
}

std::optional<TextReading> PlanBuilder::BuildText(const AstNode& leaf) {
  const LeafText text(leaf);
  terms_ += text.positions();
  if (too_many_terms()) return std::nullopt;
  std::optional<TextReading> reading = reader_.Read(leaf, text, placed_);
  if (!reading) WarnEmpty(leaf);
  return reading;
}

// A conjunction, or a negation alone: what no article may hold is taken away
// from the articles that hold the rest, or from all of them.
std::optional<TextReading> PlanBuilder::BuildAnd(const AstNode& ast) {
  std::vector<TextReading> required;
  std::vector<PlanNode> excluded;
  const auto take = [&](const AstNode& part) {
    const bool negated = part.kind == AstKind::kNot;
    std::optional<TextReading> reading =
        BuildNode(negated ? part.children.front() : part);
    if (reading && negated) {
      excluded.push_back(MakeNode(NodeKind::kNot, part.range));
      excluded.back().children.push_back(std::move(reading->node));
    } else if (reading) {
      required.push_back(*std::move(reading));
    }
  };
  if (ast.kind == AstKind::kNot) {
    take(ast);
  } else {
    for (const AstNode& child : ast.children) take(child);
  }
  if (required.empty() && excluded.empty()) return std::nullopt;
  required.erase(std::remove_if(required.begin(), required.end(),
                                [](const TextReading& part) {
                                  return part.node.kind == NodeKind::kAll;
                                }),
                 required.end());
  const bool stop_words =
      std::all_of(required.begin(), required.end(),
                  [](const TextReading& part) { return part.stop_words; });
  std::vector<PlanNode> nodes;
  for (TextReading& part : required) {
    if (part.stop_words && !stop_words) continue;
    nodes.push_back(std::move(part.node));
  }
  if (nodes.empty()) nodes.push_back(MakeNode(NodeKind::kAll, ast.range));
  for (PlanNode& node : excluded) nodes.push_back(std::move(node));
  return TextReading{JoinNodes(NodeKind::kAnd, std::move(nodes), ast.range),
                     stop_words && excluded.empty()};
}

std::optional<TextReading> PlanBuilder::BuildOr(const AstNode& ast) {
  std::vector<PlanNode> nodes;
  const auto take = [&](const AstNode& clause, bool long_form) {
    std::optional<TextReading> reading = BuildNode(clause);
    if (!reading) return;
    if (long_form) WeighAsOneWord(&reading->node);
    nodes.push_back(std::move(reading->node));
  };
  if (any_) {
    for (const OrClause& clause : SetLongFormsApart(ast.children)) {
      take(clause.node, clause.long_form);
    }
  } else {
    for (const AstNode& clause : ast.children) take(clause, false);
  }
  if (nodes.empty()) return std::nullopt;
  return TextReading{JoinNodes(NodeKind::kOr, std::move(nodes), ast.range)};
}

void PlanBuilder::WarnOperand(const AstNode& operand) {
  diagnostics_.Add(
      WarningCode::kPositionalOperand, operand.range,
      {"Ceci n’a pas de place dans le texte (date, source, plusieurs mots sans "
       "guillemets) : l’opérateur qui la demande est lu comme ET.",
       "This has no place in the text (date, source, several words without "
       "quotation marks): the operator that asks for one is read as AND."});
}

std::optional<TextReading> PlanBuilder::BuildOperand(const AstNode& ast) {
  const bool outer = std::exchange(placed_, true);
  std::optional<TextReading> reading = BuildNode(ast);
  placed_ = outer;
  return reading;
}

std::optional<TextReading> PlanBuilder::BuildNearness(const AstNode& ast) {
  std::vector<PlanNode> operands;
  bool placed = true;
  bool found = true;
  for (const AstNode& child : ast.children) {
    std::optional<TextReading> reading = BuildOperand(child);
    if (!reading) continue;
    std::optional<PlanNode> operand = Placed(reading->node);
    if (!operand) WarnOperand(child);
    placed = placed && operand;
    operands.push_back(operand ? *std::move(operand)
                               : std::move(reading->node));
    found = found && operands.back().kind != NodeKind::kNone;
  }
  if (operands.empty()) return std::nullopt;
  if (!placed || operands.size() == 1) {
    return TextReading{
        JoinNodes(NodeKind::kAnd, std::move(operands), ast.range)};
  }
  PlanNode node = MakeNode(PlanKind(ast.kind), ast.range);
  if (!found) node.kind = NodeKind::kNone;
  if (found) node.children = std::move(operands);
  node.distance = ast.number;
  node.ordered = ast.ordered;
  return TextReading{std::move(node)};
}

std::optional<TextReading> PlanBuilder::BuildCounted(const AstNode& ast) {
  const AstNode& child = ast.children.front();
  std::optional<TextReading> reading = BuildOperand(child);
  if (!reading || reading->node.kind == NodeKind::kNone) return reading;
  std::optional<PlanNode> operand = Placed(reading->node);
  if (!operand) {
    WarnOperand(child);
    return TextReading{std::move(reading->node)};
  }
  PlanNode node = MakeNode(PlanKind(ast.kind), ast.range);
  node.count = ast.number;
  node.children.push_back(*std::move(operand));
  return TextReading{std::move(node)};
}

std::optional<PlanNode> PlanBuilder::BuildFilter(const AstNode& leaf) {
  if (leaf.kind == AstKind::kType) return BuildType(leaf);
  if (leaf.kind == AstKind::kSource) {
    return BuildFolded(NodeKind::kSource, leaf);
  }
  if (leaf.kind == AstKind::kAuthor) {
    return BuildFolded(NodeKind::kAuthor, leaf);
  }
  if (leaf.kind == AstKind::kMention) return BuildMention(leaf);
  if (leaf.kind == AstKind::kAll) return MakeNode(NodeKind::kAll, leaf.range);
  if (leaf.kind != AstKind::kDate) {
    PlanNode entity = names_.ResolveClause(leaf);
    entity.zone = leaf.zone;
    return entity;
  }
  PlanNode node = MakeNode(NodeKind::kDate, leaf.range);
  node.day_begin = leaf.days.first.value_or(FirstQueryDay());
  node.day_end = leaf.days.last ? *leaf.days.last + 1 : EndOfQueryDays();
  return node;
}

PlanNode PlanBuilder::BuildType(const AstNode& leaf) {
  if (leaf.type == EntityType::kUnspecified) {
    const std::string name = Excerpt(JoinedText(leaf));
    diagnostics_.Add(
        WarningCode::kUnknownType, leaf.range,
        {"Type inconnu : « " + name +
             " ». Types connus : personne, "
             "organisation, agence, lieu, produit, événement, concept.",
         "Unknown type: \"" + name +
             "\". Known types: person, organization, "
             "agency, place, product, event, concept."});
    return MakeNode(NodeKind::kNone, leaf.range);
  }
  PlanNode node = MakeNode(NodeKind::kEntityType, leaf.range);
  node.entity_type = leaf.type;
  node.zone = leaf.zone;
  return node;
}

// A name of the dictionary, in the words typed too; any other name, in them
// alone.
std::optional<PlanNode> PlanBuilder::BuildMention(const AstNode& leaf) {
  const LeafText text(leaf);
  terms_ += text.positions();
  if (text.units().empty()) {
    WarnEmpty(leaf);
    return std::nullopt;
  }
  PlanNode node = MakeNode(NodeKind::kMention, leaf.range);
  node.value = text.text();
  node.zone = leaf.zone;
  node.entity_ids = names_.ResolveMention(leaf);
  node.terms = std::move(
      SpellPhrase(text.units(), /*exact=*/true, leaf.range).front().terms);
  return node;
}

std::optional<PlanNode> PlanBuilder::BuildFolded(NodeKind kind,
                                                 const AstNode& leaf) {
  PlanNode node = MakeNode(kind, leaf.range);
  node.value = analysis::FoldName(JoinedText(leaf));
  if (node.value.empty()) {
    WarnEmpty(leaf);
    return std::nullopt;
  }
  return node;
}

}  // namespace

Result<Plan> MakePlan(std::string_view query, const QueryOptions& options,
                      const entities::Dictionary& dictionary,
                      const QueryContext& context) {
  if (query.size() > QueryLimits::kBytes) {
    return TooComplex("the query has " + std::to_string(query.size()) +
                      " bytes; at most " + std::to_string(QueryLimits::kBytes) +
                      " are read");
  }
  Diagnostics diagnostics;
  const std::string repaired = RepairUtf8(query, diagnostics);
  Result<AstNode> ast = Parse(repaired, options.default_operator,
                              ParisDay(context.now), diagnostics);
  if (!ast.ok()) return ast.status();
  NameResolver names(dictionary, context.unlisted, diagnostics);
  PlanBuilder builder(options, names, diagnostics);
  std::optional<PlanNode> root = builder.Build(*ast);
  if (builder.too_many_terms()) {
    return TooComplex("the query has more than " +
                      std::to_string(QueryLimits::kTerms) +
                      " words and filters");
  }
  if (options.strict) {
    Status repair = diagnostics.FirstRepair();
    if (!repair.ok()) return repair;
  }
  Plan plan;
  plan.root =
      root ? *std::move(root)
           : MakeNode(NodeKind::kAll, {0, static_cast<uint32_t>(query.size())});
  plan.understanding.normalized = Print(*ast);
  plan.understanding.warnings = diagnostics.Take();
  plan.understanding.expansions = builder.TakeExpansions();
  return plan;
}

}  // namespace vigie::query
