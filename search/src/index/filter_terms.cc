#include "index/filter_terms.h"

#include <algorithm>

#include "analysis/analyzer.h"
#include "index/schema.h"

namespace vigie::index {
namespace {

// Each once. Credits are left out: no facet counts them and no query of
// entities finds them.
std::vector<uint32_t> EntitiesOf(const entities::Recognition& found) {
  std::vector<uint32_t> numbers;
  numbers.reserve(found.mentions.size());
  for (const entities::FoundMention& mention : found.mentions) {
    if (mention.role != MentionRole::kCredit) numbers.push_back(mention.entity);
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

}  // namespace

void FilterTerms::AddArticle(uint32_t doc, const AnalyzedArticle& article,
                             const entities::Dictionary& dictionary,
                             const IndexOptions& options) {
  const auto add_name = [&](std::string_view prefix, const std::string& name) {
    const std::string& folded = Folded(name);
    if (!folded.empty()) Add(Term(prefix, folded), doc);
  };
  add_name(kPrefixSource, article.article->source);
  for (const std::string& author : article.article->authors) {
    add_name(kPrefixAuthor, author);
  }
  for (const uint32_t number : EntitiesOf(*article.found)) {
    const entities::EntityView entity =
        entities::ViewEntity(dictionary, *article.found, number);
    Add(Term(kPrefixEntity, entity.id), doc);
    Add(Term(kPrefixEntityType, EntityTypeName(entity.type)), doc);
  }
  for (const Attribute& attribute : article.article->attributes) {
    if (!std::binary_search(options.facet_attributes.begin(),
                            options.facet_attributes.end(), attribute.name)) {
      continue;
    }
    for (const std::string& value : attribute.values) {
      Add(AttributeTerm(attribute.name, value), doc);
    }
  }
}

const std::string& FilterTerms::Folded(const std::string& name) {
  const auto [at, is_new] = folded_.try_emplace(name);
  if (is_new) at->second = analysis::FoldName(name);
  return at->second;
}

void FilterTerms::Add(const std::string& term, uint32_t doc) {
  std::vector<Posting>& postings = postings_[term];
  if (postings.empty() || postings.back().doc != doc) {
    postings.push_back({doc, 0});
  }
}

void FilterTerms::Append(const FilterTerms& other, uint32_t first_doc) {
  for (const auto& [term, postings] : other.postings_) {
    std::vector<Posting>& mine = postings_[term];
    for (const Posting& posting : postings) {
      mine.push_back({first_doc + posting.doc, 0});
    }
  }
}

std::vector<FilterTerms::List> FilterTerms::Sorted() const {
  std::vector<List> lists;
  lists.reserve(postings_.size());
  for (const auto& [term, postings] : postings_) {
    lists.push_back({&term, &postings});
  }
  std::sort(lists.begin(), lists.end(),
            [](const List& a, const List& b) { return *a.term < *b.term; });
  return lists;
}

}  // namespace vigie::index
