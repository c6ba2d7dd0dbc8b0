#include "match/wide_or.h"

#include <optional>
#include <utility>

#include "match/column_words.h"

namespace vigie::match {
namespace {

using query::NodeKind;

// Of an article that a node matches, at least one of these.
struct Signs {
  std::vector<uint32_t> words;
  std::vector<uint32_t> entities;
  size_t size() const { return words.size() + entities.size(); }
};

std::optional<Signs> SignsOf(const EvaluatedNode& node, const PlanWords& words);

// All words of a leaf are needed, so that its first one is a sign.
Signs SignsOfWords(const EvaluatedNode& leaf, const PlanWords& words) {
  Signs signs;
  const std::vector<uint32_t>& numbers = words.words(leaf);
  if (!numbers.empty()) signs.words.push_back(numbers.front());
  return signs;
}

std::optional<Signs> SignsOfAny(const EvaluatedNode& node,
                                const PlanWords& words) {
  Signs all;
  for (const EvaluatedNode& child : node.children) {
    const std::optional<Signs> signs = SignsOf(child, words);
    if (!signs) return std::nullopt;
    all.words.insert(all.words.end(), signs->words.begin(), signs->words.end());
    all.entities.insert(all.entities.end(), signs->entities.begin(),
                        signs->entities.end());
  }
  return all;
}

// Of the children that have to match, those of the one with the fewest.
std::optional<Signs> SignsOfAll(const EvaluatedNode& node,
                                const PlanWords& words) {
  std::optional<Signs> fewest;
  for (const EvaluatedNode& child : node.children) {
    if (child.plan->optional) continue;
    std::optional<Signs> signs = SignsOf(child, words);
    if (signs && (!fewest || signs->size() < fewest->size())) {
      fewest = std::move(signs);
    }
  }
  return fewest;
}

// None: it may match whatever an article has.
std::optional<Signs> SignsOf(const EvaluatedNode& node,
                             const PlanWords& words) {
  switch (node.plan->kind) {
    case NodeKind::kWord:
    case NodeKind::kPhrase:
    case NodeKind::kPrefix:
      return SignsOfWords(node, words);
    case NodeKind::kEntity:
      return Signs{{}, node.entities};
    case NodeKind::kMention: {
      Signs signs = SignsOfWords(node, words);
      signs.entities = node.entities;
      return signs;
    }
    case NodeKind::kOr:
      return SignsOfAny(node, words);
    case NodeKind::kAnd:
    case NodeKind::kNear:
    case NodeKind::kSameSentence:
    case NodeKind::kSameParagraph:
    case NodeKind::kAtLeast:
    case NodeKind::kFirst:
      return SignsOfAll(node, words);
    default:
      return std::nullopt;
  }
}

void SetBit(uint32_t bit, std::vector<uint64_t>* bits) {
  (*bits)[bit / 64] |= uint64_t{1} << (bit % 64);
}

}  // namespace

WideOr::WideOr(const EvaluatedNode& any_of, const PlanWords& words)
    : by_word_(words.sought().size()),
      always_(any_of.children.size() / 64 + 1) {
  for (uint32_t child = 0; child < any_of.children.size(); ++child) {
    const std::optional<Signs> signs = SignsOf(any_of.children[child], words);
    if (!signs) {
      SetBit(child, &always_);
      continue;
    }
    for (const uint32_t word : signs->words) by_word_[word].push_back(child);
    for (const uint32_t entity : signs->entities) {
      by_entity_[entity].push_back(child);
    }
  }
}

const std::vector<uint32_t>& WideOr::Find(const std::vector<uint32_t>& words,
                                          const Catalog& catalog, DocRef ref) {
  marked_ = always_;
  for (const uint32_t word : words) Mark(by_word_[word]);
  if (!by_entity_.empty()) {
    for (const auto& mention : catalog.segment(ref).mentions(ref.doc)) {
      const auto children =
          by_entity_.find(catalog.entity(ref.segment, mention.entity));
      if (children != by_entity_.end()) Mark(children->second);
    }
  }
  found_.clear();
  for (uint32_t at = 0; at < marked_.size(); ++at) {
    for (uint64_t bits = marked_[at]; bits != 0; bits &= bits - 1) {
      found_.push_back(at * 64 + static_cast<uint32_t>(__builtin_ctzll(bits)));
    }
  }
  return found_;
}

void WideOr::Mark(const std::vector<uint32_t>& children) {
  for (const uint32_t child : children) SetBit(child, &marked_);
}

}  // namespace vigie::match
