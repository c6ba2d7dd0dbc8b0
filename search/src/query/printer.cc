#include "query/printer.h"

#include <algorithm>

#include "query/fields.h"
#include "query/operators.h"

namespace vigie::query {
namespace {

// How tightly a place in the text binds; a node that binds less tightly is
// put between parentheses there.
enum class Binding { kOr, kAnd, kNot, kCounting, kNearness, kPart };

// Words side by side; a compound before * ("porte av*") is one of them.
bool HasSeveralWords(const AstNode& node) {
  return node.words.size() > 1 &&
         (node.kind == AstKind::kWords || node.kind == AstKind::kPrefix);
}

Binding BindingOf(const AstNode& node) {
  switch (node.kind) {
    case AstKind::kOr:
      return Binding::kOr;
    case AstKind::kAnd:
      return Binding::kAnd;
    case AstKind::kNot:
      return Binding::kNot;
    case AstKind::kAtLeast:
    case AstKind::kFirst:
      return Binding::kCounting;
    case AstKind::kNear:
    case AstKind::kSameSentence:
    case AstKind::kSameParagraph:
      return Binding::kNearness;
    default:
      break;
  }
  // A zone takes its own parentheses: titre:(a b).
  return HasSeveralWords(node) && node.zone == Zone::kAnywhere ? Binding::kAnd
                                                               : Binding::kPart;
}

// How tightly the children of `parent` must bind.
Binding PlaceIn(const AstNode& parent) {
  switch (parent.kind) {
    case AstKind::kAnd:
      return Binding::kAnd;
    case AstKind::kNot:
      return Binding::kNot;
    case AstKind::kAtLeast:
    case AstKind::kFirst:
      return Binding::kNearness;
    case AstKind::kNear:
    case AstKind::kSameSentence:
    case AstKind::kSameParagraph:
      return Binding::kPart;
    default:
      return Binding::kOr;
  }
}

bool IsNearness(AstKind kind) {
  return kind == AstKind::kNear || kind == AstKind::kSameSentence ||
         kind == AstKind::kSameParagraph;
}

bool NeedsParentheses(const AstNode& parent, const AstNode& child) {
  if (BindingOf(child) < PlaceIn(parent)) return true;
  // The zone of a first part would govern the parts after it.
  return IsNearness(parent.kind) && &child == &parent.children.front() &&
         child.zone != Zone::kAnywhere &&
         std::any_of(parent.children.begin() + 1, parent.children.end(),
                     [](const AstNode& other) {
                       return other.zone == Zone::kAnywhere;
                     });
}

std::string FrenchTypeName(EntityType type) {
  switch (type) {
    case EntityType::kPerson:
      return "personne";
    case EntityType::kOrganization:
      return "organisation";
    case EntityType::kAgency:
      return "agence";
    case EntityType::kPlace:
      return "lieu";
    case EntityType::kProduct:
      return "produit";
    case EntityType::kEvent:
      return "événement";
    case EntityType::kConcept:
      return "concept";
    case EntityType::kUnspecified:
      break;
  }
  return "";
}

std::string Named(QueryField field, const std::string& value) {
  return std::string(CanonicalFieldName(field)) + ":" + value;
}

std::string Quoted(const AstNode& leaf) { return '"' + JoinedText(leaf) + '"'; }

std::string PrintText(const AstNode& leaf) {
  std::string text = JoinedText(leaf);
  if (leaf.kind == AstKind::kPhrase) text = '"' + text + '"';
  if (leaf.kind == AstKind::kPrefix) text += '*';
  if (leaf.exact) text.insert(0, 1, '=');
  return HasSeveralWords(leaf) && leaf.zone != Zone::kAnywhere
             ? '(' + text + ')'
             : text;
}

std::string PrintUnzoned(const AstNode& leaf) {
  switch (leaf.kind) {
    case AstKind::kAll:
      return "*";
    case AstKind::kWords:
    case AstKind::kPhrase:
    case AstKind::kPrefix:
      return PrintText(leaf);
    case AstKind::kEntity:
      return Named(QueryField::kEntity, Quoted(leaf));
    case AstKind::kConcept:
      return Named(QueryField::kConcept, Quoted(leaf));
    case AstKind::kMention:
      return Named(QueryField::kMention, Quoted(leaf));
    case AstKind::kType:
      return Named(QueryField::kType, leaf.type == EntityType::kUnspecified
                                          ? Quoted(leaf)
                                          : FrenchTypeName(leaf.type));
    case AstKind::kSource:
      return Named(QueryField::kSource, Quoted(leaf));
    case AstKind::kAuthor:
      return Named(QueryField::kAuthor, Quoted(leaf));
    case AstKind::kDate:
      return Named(QueryField::kDate, PrintDayRange(leaf.days));
    default:
      return "";
  }
}

std::string PrintLeaf(const AstNode& leaf) {
  const std::string text = PrintUnzoned(leaf);
  return leaf.zone == Zone::kAnywhere ? text
                                      : Named(FieldOfZone(leaf.zone), text);
}

// What stands before `child` of `parent`, one of several.
std::string Link(const AstNode& parent, const AstNode& child) {
  if (parent.kind == AstKind::kOr) return " OU ";
  if (parent.kind != AstKind::kAnd) return " " + OperatorText(parent) + " ";
  return child.kind == AstKind::kNot ? " " : " ET ";
}

void PrintTo(const AstNode& node, std::string& out) {
  if (node.children.empty()) out += PrintLeaf(node);
  if (node.kind == AstKind::kNot) out += "SAUF ";
  if (BindingOf(node) == Binding::kCounting) out += OperatorText(node) + " ";
  for (const AstNode& child : node.children) {
    if (&child != &node.children.front()) out += Link(node, child);
    const bool parentheses = NeedsParentheses(node, child);
    if (parentheses) out += '(';
    PrintTo(child, out);
    if (parentheses) out += ')';
  }
}

}  // namespace

std::string Print(const AstNode& ast) {
  std::string out;
  PrintTo(ast, out);
  return out;
}

uint32_t PrintedDepth(const AstNode& ast) {
  const bool zoned = HasSeveralWords(ast) && ast.zone != Zone::kAnywhere;
  uint32_t deepest = zoned ? 1 : 0;
  for (const AstNode& child : ast.children) {
    deepest = std::max(
        deepest, PrintedDepth(child) + (NeedsParentheses(ast, child) ? 1 : 0));
  }
  return deepest;
}

}  // namespace vigie::query
