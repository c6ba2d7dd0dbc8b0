// What lists of hits show of articles, kept from query to query.
#ifndef VIGIE_MATCH_HIT_CARDS_H_
#define VIGIE_MATCH_HIT_CARDS_H_

#include <array>
#include <cstddef>
#include <memory>
#include <string>

#include "match/catalog.h"
#include "match/kept_by_doc.h"
#include "match/text_layout.h"
#include "vigie/article.h"
#include "vigie/status.h"

namespace vigie::match {

// An article's text, and where the words of title and text stand.
struct ShownText {
  std::string text;
  std::array<std::string, 2> layouts;  // by Field, packed
};

// Every field of an article but its text, which alone makes reading it slow;
// and what passages are made of. Belongs to one snapshot. Thread-safe.
class HitCards {
 public:
  using Card = std::shared_ptr<const Article>;
  using Text = std::shared_ptr<const ShownText>;
  // Of cards; texts take twice as much.
  static constexpr size_t kDefaultBytes = 16U << 20;

  // `catalog` must outlive it.
  HitCards(const Catalog& catalog, size_t most_bytes)
      : catalog_(catalog), cards_(most_bytes), texts_(2 * most_bytes) {}

  // DATA_LOSS as Segment::ReadArticle.
  Result<Card> Read(DocRef ref);
  // The text as well; analyses it when it is not kept. Errors as Read.
  Result<Text> ReadText(DocRef ref);

 private:
  const Catalog& catalog_;
  KeptByDoc<Article> cards_;
  KeptByDoc<ShownText> texts_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_HIT_CARDS_H_
