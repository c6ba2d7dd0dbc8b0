#include "query/ast.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

namespace vigie::query {
namespace {

// Joins `parts` under `kind`, taking the children of parts of that kind.
AstNode Flatten(AstKind kind, std::vector<AstNode> parts) {
  assert(!parts.empty());
  if (parts.size() == 1) return std::move(parts.front());
  AstNode node;
  node.kind = kind;
  node.range = parts.front().range;
  for (AstNode& part : parts) {
    node.range.begin = std::min(node.range.begin, part.range.begin);
    node.range.end = std::max(node.range.end, part.range.end);
    if (part.kind == kind) {
      std::move(part.children.begin(), part.children.end(),
                std::back_inserter(node.children));
    } else {
      node.children.push_back(std::move(part));
    }
  }
  return node;
}

}  // namespace

bool operator==(const AstNode& a, const AstNode& b) {
  const auto same_text = [](const AstWord& x, const AstWord& y) {
    return x.text == y.text;
  };
  return a.kind == b.kind && a.exact == b.exact && a.zone == b.zone &&
         a.type == b.type && a.days == b.days && a.number == b.number &&
         a.ordered == b.ordered &&
         std::equal(a.words.begin(), a.words.end(), b.words.begin(),
                    b.words.end(), same_text) &&
         a.children == b.children;
}

std::string JoinedText(const AstNode& leaf) {
  std::string text;
  for (const AstWord& word : leaf.words) {
    if (!text.empty()) text += ' ';
    text += word.text;
  }
  return text;
}

AstNode MakeAnd(std::vector<AstNode> parts) {
  AstNode node = Flatten(AstKind::kAnd, std::move(parts));
  if (node.kind == AstKind::kAnd) {
    std::stable_partition(
        node.children.begin(), node.children.end(),
        [](const AstNode& child) { return child.kind != AstKind::kNot; });
  }
  return node;
}

AstNode MakeOr(std::vector<AstNode> parts) {
  return Flatten(AstKind::kOr, std::move(parts));
}

AstNode MakeNot(AstNode part, ByteRange range) {
  if (part.kind == AstKind::kNot) {
    AstNode inner = std::move(part.children.front());
    return inner;
  }
  AstNode node;
  node.kind = AstKind::kNot;
  node.range = range;
  node.children.push_back(std::move(part));
  return node;
}

}  // namespace vigie::query
