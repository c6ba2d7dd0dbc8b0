#include "match/expansion.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "analysis/analyzer.h"
#include "index/schema.h"
#include "match/rank_postings.h"

namespace vigie::match {
namespace {

using query::NodeKind;
using query::PlanNode;

constexpr size_t kLeastLetters = 5;
constexpr uint16_t kNotCommon = analysis::kAllCaps | analysis::kInnerCaps |
                                analysis::kHasDigit | analysis::kJoin |
                                analysis::kPart | analysis::kNeverStemmed;

uint32_t CountOf(std::string_view text, std::string_view piece) {
  uint32_t count = 0;
  for (size_t at = text.find(piece); at != std::string_view::npos;
       at = text.find(piece, at + piece.size())) {
    ++count;
  }
  return count;
}

// Whether a quotation opened before `text` ends is still open there.
bool EndsQuoted(std::string_view text) {
  return CountOf(text, "\"") % 2 == 1 ||
         CountOf(text, "«") > CountOf(text, "»") ||
         CountOf(text, "“") > CountOf(text, "”");
}

bool Repairable(std::string_view query, ByteRange range,
                const query::TermSpec& term) {
  if (term.exact || term.form.size() < kLeastLetters) return false;
  if (!std::all_of(term.form.begin(), term.form.end(),
                   [](char c) { return 'a' <= c && c <= 'z'; })) {
    return false;
  }
  const std::string_view typed = query.substr(range.begin, range.size());
  const auto tokens = analysis::Analyze(typed).tokens;
  if (tokens.size() != 1 || (tokens.front().flags & kNotCommon) != 0) {
    return false;
  }
  const bool capital = (tokens.front().flags & analysis::kCapitalized) != 0;
  if (capital && range.begin != 0) return false;
  return !EndsQuoted(query.substr(0, range.begin));
}

// A leaf of one word in the plan, and whether it may be replaced.
using WordVisitor = std::function<void(PlanNode* leaf, bool free)>;

void VisitWords(PlanNode* node, bool free, const WordVisitor& visit) {
  if (node->kind == NodeKind::kWord) return visit(node, free);
  free = free && node->kind != NodeKind::kNot;
  const bool name = std::any_of(
      node->children.begin(), node->children.end(), [&](const PlanNode& child) {
        return node->alternatives && child.kind == NodeKind::kEntity;
      });
  for (PlanNode& child : node->children) {
    VisitWords(&child, free && !name, visit);
  }
}

bool IsUnknown(const Catalog& catalog, const query::TermSpec& term) {
  return ArticlesWith(catalog, index::Term(index::kPrefixForm, term.form)) ==
             0 &&
         ArticlesWith(catalog, index::Term(index::kPrefixStem, term.stem)) == 0;
}

// A name of the dictionary that is no word of the language.
bool IsName(const Corpus& corpus, const std::string& word) {
  if (corpus.dictionary->Resolve(word).empty()) return false;
  const auto tokens = analysis::Analyze(word).tokens;
  return tokens.empty() || (tokens.front().flags & analysis::kInLexicon) == 0;
}

QueryWarning TyposCut(std::string_view query) {
  const std::string most = std::to_string(kMaxUnknownWords);
  return {"TYPOS_CUT",
          {0, static_cast<uint32_t>(query.size())},
          "La requête a plus de " + most +
              " mots que l’index ne connaît pas : des mots proches ne sont "
              "cherchés que pour les premiers",
          "The query has more than " + most +
              " words that the index does not hold: near words are searched "
              "for the first ones only"};
}

PlanNode NearLeaf(const PlanNode& leaf, const std::string& word) {
  PlanNode near = leaf;
  near.weight *= kNearWordWeight;
  const auto tokens = analysis::Analyze(word).tokens;
  if (!tokens.empty()) {
    near.terms.front().form = tokens.front().form;
    near.terms.front().stem = tokens.front().stem;
    near.terms.front().accented = tokens.front().exact;
  }
  return near;
}

}  // namespace

std::vector<UnknownWord> FindUnknownWords(const Corpus& corpus,
                                          std::string_view query,
                                          const PlanNode& root, bool* cut) {
  std::vector<UnknownWord> words;
  PlanNode copy = root;
  VisitWords(&copy, true, [&](PlanNode* leaf, bool free) {
    const bool full = words.size() >= kMaxUnknownWords;
    if (full && (cut == nullptr || *cut)) return;
    const query::TermSpec& term = leaf->terms.front();
    if (leaf->range.begin > leaf->range.end || leaf->range.end > query.size() ||
        !IsUnknown(*corpus.catalog, term)) {
      return;
    }
    if (full) {
      *cut = true;
      return;
    }
    words.push_back(
        {leaf->range,
         std::string(query.substr(leaf->range.begin, leaf->range.size())),
         term.form, free && Repairable(query, leaf->range, term)});
  });
  return words;
}

std::vector<std::string> NearCommonWords(const Corpus& corpus,
                                         const UnknownWord& word) {
  std::vector<std::string> common;
  for (const NearWord& near :
       corpus.vocabulary->Get().Near(word.form, 2 * kNearWords)) {
    if (common.size() < kNearWords && !IsName(corpus, near.word)) {
      common.push_back(near.word);
    }
  }
  return common;
}

void ExpandTypos(const Corpus& corpus, std::string_view query,
                 query::Plan* plan) {
  bool cut = false;
  for (const UnknownWord& word :
       FindUnknownWords(corpus, query, plan->root, &cut)) {
    if (!word.repairable) continue;
    std::vector<std::string> near = NearCommonWords(corpus, word);
    if (near.empty()) continue;
    VisitWords(&plan->root, true, [&](PlanNode* leaf, bool free) {
      if (!free || leaf->range != word.range) return;
      PlanNode readings;
      readings.kind = NodeKind::kOr;
      readings.alternatives = true;
      readings.range = leaf->range;
      readings.optional = leaf->optional;
      for (const std::string& candidate : near) {
        readings.children.push_back(NearLeaf(*leaf, candidate));
      }
      readings.children.insert(readings.children.begin(), *leaf);
      for (PlanNode& child : readings.children) child.optional = false;
      *leaf = std::move(readings);
    });
    plan->understanding.expansions.push_back(
        {QueryExpansion::Kind::kTypo, word.range, word.typed, std::move(near)});
  }
  if (cut) plan->understanding.warnings.push_back(TyposCut(query));
}

}  // namespace vigie::match
