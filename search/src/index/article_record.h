// What of an article is read only with the whole article, as bytes that are
// compressed with its text. Persisted.
#ifndef VIGIE_INDEX_ARTICLE_RECORD_H_
#define VIGIE_INDEX_ARTICLE_RECORD_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/segment.h"
#include "vigie/article.h"

namespace vigie::index {

// Appends language, section, authors, attributes and, behind them where there
// are any, supplied mentions, whose surface the text holds. A value of
// `listed`, the article's own list of declared attribute values, is written as
// its place.
void AppendRecord(const Article& article,
                  const std::vector<AttributeValue>& listed,
                  std::string* bytes);

// The values of an article's list, in order; a view.
class ListedValues {
 public:
  ListedValues(const std::vector<AttributeValue>& values,
               const Span<uint32_t>& ordinals)
      : values_(values), ordinals_(ordinals) {}
  size_t size() const { return ordinals_.size; }
  const AttributeValue& operator[](size_t i) const {
    return values_[ordinals_[i]];
  }

 private:
  const std::vector<AttributeValue>& values_;
  Span<uint32_t> ordinals_;
};

// Fills language, section, authors and attributes from the list alone, which
// says all of most articles: no value is said twice or undeclared.
void FillFromListed(const std::vector<AttributeValue>& listed,
                    Article* article);

// Fills the same fields from `bytes`; false when they are broken. Without
// `article` it only tells.
bool ReadRecord(std::string_view bytes, const ListedValues& listed,
                Article* article);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_ARTICLE_RECORD_H_
