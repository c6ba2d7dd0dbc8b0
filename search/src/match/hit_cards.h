// What lists of hits show of articles, kept from query to query.
#ifndef VIGIE_MATCH_HIT_CARDS_H_
#define VIGIE_MATCH_HIT_CARDS_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "match/catalog.h"
#include "match/kept_by_doc.h"
#include "match/kept_by_name.h"
#include "match/segment_numbers.h"
#include "match/text_layout.h"
#include "vigie/article.h"
#include "vigie/status.h"

namespace vigie::match {

// An article's text, and where the words of title and text stand.
struct ShownText {
  std::string text;
  std::array<std::string, 2> layouts;  // by Field, packed
};

// Bounded, and of segments that some HitCards holds. Thread-safe.
struct KeptArticles {
  static constexpr size_t kDefaultBytes = 16U << 20;

  // Of cards, and of texts.
  explicit KeptArticles(size_t most_bytes)
      : keeps(most_bytes > 0),
        cards(most_bytes),
        texts(most_bytes),
        shown(std::max(size_t{1}, most_bytes / kOfSightings)) {}
  // Of the whole process: a revision finds what the one before it left of the
  // segments that both have.
  static const std::shared_ptr<KeptArticles>& Shared();

  // As SegmentNumbers; what no one holds any longer is forgotten.
  uint32_t Hold(const std::string& content) { return segments.Hold(content); }
  void Release(const std::string& content);

  const bool keeps;  // anything
  SegmentNumbers segments;
  KeptByDoc<Article> cards;
  KeptByDoc<ShownText> texts;
  Sightings shown;  // articles whose text was asked for

 private:
  // A row of four for so many bytes of cards: more articles than are kept.
  static constexpr size_t kOfSightings = 2'048;
};

// About what an article takes of memory, without its text.
size_t BytesOf(const Article& article);

// Every field of an article but its text, which alone makes reading it slow;
// and what passages are made of. Belongs to one snapshot. Thread-safe.
class HitCards {
 public:
  using Card = std::shared_ptr<const Article>;
  using Text = std::shared_ptr<const ShownText>;

  // `catalog` must outlive it.
  HitCards(const Catalog& catalog, std::shared_ptr<KeptArticles> kept);
  ~HitCards();
  HitCards(const HitCards&) = delete;
  HitCards& operator=(const HitCards&) = delete;

  // DATA_LOSS as Segment::ReadArticle.
  Result<Card> Read(DocRef ref);
  // Of each of them; null for what is not kept.
  std::vector<Card> Find(const std::vector<DocRef>& refs);
  // The same for one who keeps it alone. Errors as Read.
  Result<std::shared_ptr<Article>> ReadOwn(DocRef ref) const;
  // The text as well, when it is kept or worth keeping, which takes analysing
  // it whole: not the first time. Else null. Errors as Read.
  Result<Text> ReadText(DocRef ref);
  // The same when it is kept.
  Text FindText(DocRef ref) { return kept_->texts.Find(KeyOf(ref)); }
  // False: what Read gives is of no use to later calls.
  bool keeps() const { return kept_->keeps; }

 private:
  KeptKey KeyOf(DocRef ref) const { return {numbers_[ref.segment], ref.doc}; }

  const Catalog& catalog_;
  const std::shared_ptr<KeptArticles> kept_;
  std::vector<uint32_t> numbers_;  // by segment
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_HIT_CARDS_H_
