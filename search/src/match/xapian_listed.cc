// The articles of a disjunction, listed.
#include <algorithm>
#include <memory>
#include <utility>

#include "index/schema.h"
#include "match/posting_sources.h"
#include "match/xapian_query.h"

namespace vigie::match {

using query::NodeKind;
using query::PlanNode;
using Xapian::Query;

namespace {

// The terms any of which makes an article match; false where terms do not
// tell.
bool AppendTerms(const PlanNode& leaf, const PrefixWords& prefix_words,
                 std::vector<std::string>* terms) {
  if (NeedsPositions(leaf)) return false;
  const FieldPrefixes prefixes = PrefixesOf(leaf);
  switch (leaf.kind) {
    case NodeKind::kWord:
      terms->push_back(index::Term(prefixes.form, leaf.terms.front().form));
      terms->push_back(index::Term(prefixes.stem, leaf.terms.front().stem));
      return true;
    case NodeKind::kPrefix:
      for (const std::string& word : WordsOf(prefix_words, leaf)) {
        terms->push_back(index::Term(prefixes.form, word));
      }
      return true;
    case NodeKind::kEntity:
      for (const std::string& id : leaf.entity_ids) {
        terms->push_back(index::Term(index::kPrefixEntity, id));
      }
      return true;
    default:
      return false;
  }
}

}  // namespace

// Of a disjunction of many words every posting is read in any case: to list
// the articles is several times as fast as to merge the words.
Query XapianTranslator::Listed(const PlanNode& any_of) {
  std::vector<std::string> terms;
  std::vector<Query> others;
  ListTerms(any_of, &terms, &others);
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  const auto shards = static_cast<uint32_t>(combined_.uuids.size());
  auto remaining = std::make_shared<ExcludedDocuments>();
  remaining->uuids = combined_.uuids;
  for (const auto& segment : catalog_.segments()) {
    remaining->excluded.emplace_back(segment->size(), true);
  }
  const Xapian::Database& database = combined_.database;
  for (const std::string& term : terms) {
    for (auto posting = database.postlist_begin(term);
         posting != database.postlist_end(term); ++posting) {
      poll_->TickOrThrow();
      const uint32_t index = *posting - 1;
      remaining->excluded[index % shards][index / shards] = false;
    }
  }
  RemainingSource source(std::move(remaining));  // Xapian clones it
  others.emplace_back(&source);
  return Query(Query::OP_OR, others.begin(), others.end());
}

void XapianTranslator::ListTerms(const PlanNode& any_of,
                                 std::vector<std::string>* terms,
                                 std::vector<Query>* others) {
  for (const PlanNode& child : any_of.children) {
    poll_->TickOrThrow();
    if (child.kind == NodeKind::kOr) {
      ListTerms(child, terms, others);
    } else if (!AppendTerms(child, prefix_words_, terms)) {
      others->push_back(Node(child));
    }
  }
}

}  // namespace vigie::match
