// What pages show of the matches in single articles, read from the index.
#ifndef VIGIE_MATCH_SHOWN_READER_H_
#define VIGIE_MATCH_SHOWN_READER_H_

#include <cstdint>
#include <memory>
#include <optional>

#include "match/corpus.h"
#include "match/evidence.h"
#include "match/found_hits.h"
#include "match/hit_cards.h"
#include "match/shown_rows.h"
#include "vigie/article.h"
#include "vigie/status.h"

namespace vigie::match {

// Of the articles of one page; of one thread. All may return DATA_LOSS.
class ShownReader {
 public:
  // Both must outlive it. `passages`: of each article.
  ShownReader(const Corpus& corpus, const FoundHits& found, uint32_t passages)
      : corpus_(corpus), found_(found), passages_(passages) {}

  // Without passages only the title's words are shown: the text is neither
  // read nor analysed for them.
  Result<ShownRow> WithoutText(DocRef ref, const HitCards::Card& card);
  // Of an article that is not kept: no more of it is analysed than is shown.
  // `card`: the article, without its text.
  Result<ShownRow> OfStoredText(DocRef ref, std::shared_ptr<Article>* card);
  // The same of one whose text is kept.
  Result<ShownRow> OfText(DocRef ref, const HitCards::Card& card,
                          const ShownText& shown);

 private:
  EvidenceFinder::InColumn* Column();

  const Corpus& corpus_;
  const FoundHits& found_;
  const uint32_t passages_;
  // Made once an article has to be looked into.
  std::optional<EvidenceFinder> finder_;
  std::optional<EvidenceFinder::InColumn> column_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SHOWN_READER_H_
