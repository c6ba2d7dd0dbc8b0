#include "query/printer.h"

#include <algorithm>

#include "query/fields.h"

namespace vigie::query {
namespace {

// How tightly a place in the text binds; a node that binds less tightly is
// put between parentheses there.
enum class Binding { kOr, kAnd, kNot };

Binding BindingOf(const AstNode& node) {
  if (node.kind == AstKind::kOr) return Binding::kOr;
  if (node.kind == AstKind::kAnd) return Binding::kAnd;
  const bool several = node.kind == AstKind::kWords && node.words.size() > 1;
  // A field takes its own parentheses: titre:(a b).
  return several && node.zone == Zone::kAnywhere ? Binding::kAnd
                                                 : Binding::kNot;
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
  if (leaf.zone == Zone::kAnywhere) return text;
  if (leaf.kind == AstKind::kWords && leaf.words.size() > 1) {
    text = '(' + text + ')';
  }
  return Named(
      leaf.zone == Zone::kTitle ? QueryField::kTitle : QueryField::kText, text);
}

std::string PrintLeaf(const AstNode& leaf) {
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
    case AstKind::kType:
      return Named(QueryField::kType, leaf.type == EntityType::kUnspecified
                                          ? Quoted(leaf)
                                          : FrenchTypeName(leaf.type));
    case AstKind::kSource:
      return Named(QueryField::kSource, Quoted(leaf));
    case AstKind::kDate:
      return Named(QueryField::kDate, PrintDayRange(leaf.days));
    case AstKind::kEmpty:
    case AstKind::kAnd:
    case AstKind::kOr:
    case AstKind::kNot:
      break;
  }
  return "";
}

void PrintAt(const AstNode& node, Binding place, std::string& out) {
  const bool parentheses = BindingOf(node) < place;
  if (parentheses) out += '(';
  if (node.kind == AstKind::kNot) {
    out += "SAUF ";
    PrintAt(node.children.front(), Binding::kNot, out);
  } else if (node.kind == AstKind::kAnd || node.kind == AstKind::kOr) {
    const bool conjunction = node.kind == AstKind::kAnd;
    bool first = true;
    for (const AstNode& child : node.children) {
      const bool negated = conjunction && child.kind == AstKind::kNot;
      if (!first) out += negated ? " " : (conjunction ? " ET " : " OU ");
      first = false;
      PrintAt(child, conjunction ? Binding::kAnd : Binding::kOr, out);
    }
  } else {
    out += PrintLeaf(node);
  }
  if (parentheses) out += ')';
}

uint32_t DepthAt(const AstNode& node, Binding place) {
  const bool titled = node.kind == AstKind::kWords &&
                      node.zone != Zone::kAnywhere && node.words.size() > 1;
  const Binding inside = node.kind == AstKind::kNot   ? Binding::kNot
                         : node.kind == AstKind::kAnd ? Binding::kAnd
                                                      : Binding::kOr;
  uint32_t deepest = titled ? 1 : 0;
  for (const AstNode& child : node.children) {
    deepest = std::max(deepest, DepthAt(child, inside));
  }
  return deepest + (BindingOf(node) < place ? 1 : 0);
}

}  // namespace

std::string Print(const AstNode& ast) {
  std::string out;
  PrintAt(ast, Binding::kOr, out);
  return out;
}

uint32_t PrintedDepth(const AstNode& ast) { return DepthAt(ast, Binding::kOr); }

}  // namespace vigie::query
