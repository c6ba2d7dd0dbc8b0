#include "match/set_name.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "match/phrase_scan.h"

namespace vigie::match {
namespace {

using Op = MatchNode::Op;
using Name = std::optional<std::string>;

constexpr size_t kLongest = 8'192;

const char* const kNothing = "0";

// Every byte string of a name is told from what follows by its length.
std::string Quoted(char kind, std::string_view text) {
  return kind + std::to_string(text.size()) + ":" + std::string(text);
}

std::string Joined(char kind, const std::vector<std::string>& names) {
  std::string joined(1, kind);
  for (const std::string& name : names) joined += name;
  return joined + ')';
}

Name NameOf(const MatchNode& node);

// In the order of their bytes, each once.
std::optional<std::vector<std::string>> NamesOf(
    std::vector<MatchNode>::const_iterator begin,
    std::vector<MatchNode>::const_iterator end) {
  std::vector<std::string> names;
  size_t bytes = 0;
  for (auto at = begin; at != end; ++at) {
    Name name = NameOf(*at);
    if (!name) return std::nullopt;
    bytes += name->size();
    if (bytes > kLongest) return std::nullopt;
    names.push_back(*std::move(name));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Name AnyOf(const MatchNode& node) {
  auto names = NamesOf(node.children.begin(), node.children.end());
  if (!names) return std::nullopt;
  names->erase(std::remove(names->begin(), names->end(), kNothing),
               names->end());
  if (names->empty()) return kNothing;
  return names->size() == 1 ? names->front() : Joined('|', *names);
}

Name AllOf(const MatchNode& node) {
  const auto names = NamesOf(node.children.begin(), node.children.end());
  if (!names) return std::nullopt;
  return names->size() == 1 ? names->front() : Joined('&', *names);
}

Name Without(const MatchNode& node) {
  Name name = NameOf(node.children.front());
  const auto others = NamesOf(node.children.begin() + 1, node.children.end());
  if (!name || !others) return std::nullopt;
  return '-' + *name + Joined('(', *others);
}

Name NameOf(const MatchNode& node) {
  switch (node.op) {
    case Op::kNothing:
      return kNothing;
    case Op::kEverything:
      return "*";
    case Op::kTerm:
      return node.terms == nullptr ? kNothing : Quoted('t', node.terms->name());
    case Op::kDays:
      return Quoted('d', std::to_string(node.day_begin) + ' ' +
                             std::to_string(node.day_end));
    case Op::kAnd:
      return AllOf(node);
    case Op::kOr:
    case Op::kMax:
      return AnyOf(node);
    case Op::kAndMaybe:
    case Op::kEntities:
      return NameOf(node.children.front());
    case Op::kAndNot:
      return Without(node);
    case Op::kSettled:
      if (!PhraseScan::Knows(*node.plan)) return std::nullopt;
      return Quoted('p', PhraseName(*node.plan));
  }
  return std::nullopt;
}

// Of attributes alone: what other values are called may change.
Name NameOf(const DimensionSelection& selection) {
  if (selection.key.dimension != FacetDimension::kAttribute) {
    return std::nullopt;
  }
  std::string name = Quoted('s', selection.key.attribute);
  name += selection.mode == FacetSelection::Mode::kAnd ? '&' : '|';
  for (const std::string& value : selection.include_names) {
    name += Quoted('+', value);
  }
  for (const std::string& value : selection.exclude_names) {
    name += Quoted('-', value);
  }
  return name;
}

}  // namespace

std::string SetName(const MatchNode& tree, const Selections& selections) {
  Name name = NameOf(tree);
  for (const DimensionSelection& selection : selections.dimensions()) {
    const Name chosen = NameOf(selection);
    if (!name || !chosen) return {};
    *name += *chosen;
  }
  return name && name->size() <= kLongest ? *name : std::string();
}

std::string TreeName(const MatchNode& tree) {
  std::string name(1, static_cast<char>('A' + static_cast<int>(tree.op)));
  if (tree.children.empty() || tree.op == Op::kSettled) {
    const Name own = NameOf(tree);
    if (!own) return {};
    name += *own;
  }
  for (const MatchNode& child : tree.children) {
    const std::string of_child = TreeName(child);
    if (of_child.empty() || name.size() + of_child.size() > kLongest) return {};
    name += of_child;
  }
  return name + ')';
}

}  // namespace vigie::match
