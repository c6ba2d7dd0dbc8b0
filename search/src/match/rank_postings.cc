#include "match/rank_postings.h"

#include "index/posting_reader.h"

namespace vigie::match {

uint64_t ArticlesWith(const Catalog& catalog, std::string_view term) {
  uint64_t articles = 0;
  for (const auto& segment : catalog.segments()) {
    articles += segment->postings().Frequency(term);
  }
  return articles;
}

}  // namespace vigie::match
