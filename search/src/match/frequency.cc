#include "match/frequency.h"

#include <algorithm>

#include "index/schema.h"
#include "match/posting_sources.h"

namespace vigie::match {

uint64_t ArticlesWith(const Catalog& catalog, const std::string& term) {
  return catalog.term_facts().HoldersOf(term)->articles;
}

std::string TermOf(const query::PlanNode& leaf, const query::TermSpec& term) {
  const bool title = leaf.zone == query::Zone::kTitle;
  if (term.exact) {
    return index::Term(title ? index::kPrefixTitleForm : index::kPrefixForm,
                       term.form);
  }
  return index::Term(title ? index::kPrefixTitleStem : index::kPrefixStem,
                     term.stem);
}

double EntityIdf(const Catalog& catalog, const query::PlanNode& leaf) {
  const uint64_t documents = catalog.documents();
  uint64_t articles = 0;
  for (const std::string& id : leaf.entity_ids) {
    articles += ArticlesWith(catalog, index::Term(index::kPrefixEntity, id));
  }
  uint64_t rarest = leaf.terms.empty() ? 0 : documents;
  for (const query::TermSpec& term : leaf.terms) {
    rarest = std::min(rarest, ArticlesWith(catalog, TermOf(leaf, term)));
  }
  return Bm25Idf(
      static_cast<double>(documents),
      static_cast<double>(std::min(std::max(articles, rarest), documents)));
}

}  // namespace vigie::match
