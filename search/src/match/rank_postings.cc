#include "match/rank_postings.h"

namespace vigie::match {

uint64_t ArticlesWith(const Catalog& catalog, std::string_view term) {
  return catalog.term_facts().HoldersOf(term)->articles;
}

}  // namespace vigie::match
