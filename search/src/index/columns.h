// The columns of a segment, read in place.
#ifndef VIGIE_INDEX_COLUMNS_H_
#define VIGIE_INDEX_COLUMNS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/columns_format.h"
#include "index/dense_terms.h"
#include "index/file_io.h"
#include "index/mapped_tokens.h"
#include "index/mapped_vocabulary.h"
#include "index/pair_lists.h"
#include "index/text_dictionary.h"
#include "vigie/article.h"
#include "vigie/status.h"

namespace vigie::index {

// Views into bytes that must outlive it. Thread-safe.
class Columns {
 public:
  // Checks every offset, ordinal and range in `bytes` once, so that reading
  // needs no more checks: whatever the bytes, nothing is read outside them.
  // DATA_LOSS names `path` and what is wrong. O(documents + mentions).
  static Result<Columns> Parse(std::string_view bytes, const std::string& path);

  uint32_t documents() const { return documents_; }
  uint64_t mentions() const { return mentions_.size; }
  const std::vector<std::string>& sources() const { return source_names_; }
  const std::vector<StoredEntity>& entities() const { return entities_; }

  std::optional<uint32_t> FindArticle(std::string_view wanted) const;
  Span<uint32_t> id_order() const { return id_order_; }
  std::string_view id(uint32_t doc) const;
  std::string_view title(uint32_t doc) const;
  std::string_view url(uint32_t doc) const;
  uint64_t content_hash(uint32_t doc) const { return rows_[doc].content_hash; }
  std::optional<PublicationTime> published_at(uint32_t doc) const;
  int32_t day(uint32_t doc) const { return days_[doc]; }
  uint32_t source(uint32_t doc) const { return sources_[doc]; }
  Span<EntityCount> entity_counts(uint32_t doc) const;
  Span<uint32_t> mention_totals() const {
    return {mention_totals_.data(), mention_totals_.size()};
  }
  Span<StoredMention> mentions(uint32_t doc) const;
  const std::vector<AttributeValue>& attribute_values() const {
    return attribute_values_;
  }
  Span<uint32_t> attributes(uint32_t doc) const;
  std::optional<PublicationTime> updated_at(uint32_t doc) const;
  uint64_t version(uint32_t doc) const {
    return versions_.size == 0 ? 0 : versions_[doc];
  }
  Validity validity(uint32_t doc) const {
    return validity_.size == 0 ? Validity() : validity_[doc];
  }
  Span<uint32_t> lengths() const { return lengths_; }
  const MappedVocabulary& vocabulary() const { return vocabulary_; }
  const MappedTokens& tokens() const { return tokens_; }
  const DenseTerms& dense_terms() const { return dense_terms_; }
  const PairLists& pair_lists() const { return pair_lists_; }
  void ReadTokens(uint32_t doc, DocumentTokens* tokens) const {
    tokens_.Read(doc, tokens);
  }
  // DATA_LOSS when the stored text does not decompress to its size. `file`:
  // that of the columns, to read the text from; null: as it is mapped.
  Result<Article> ReadArticle(uint32_t doc,
                              const FileDescriptor* file = nullptr) const;
  // The same without its text, which is mostly not even decompressed.
  Result<Article> ReadCard(uint32_t doc) const;
  // The article's text, and into `rest`, which may be null, what is compressed
  // with it; valid until the thread reads another. Errors as ReadArticle.
  Result<std::string_view> ReadText(uint32_t doc, Article* rest,
                                    const FileDescriptor* file = nullptr) const;

  // Ask memory for the tokens of a document that will be read soon: first for
  // where they are, a while later for themselves.
  void PrefetchPlace(uint32_t doc) const { tokens_.PrefetchBegin(doc); }
  void PrefetchTokens(uint32_t doc) const { tokens_.Prefetch(doc); }
  // Where the values of each document begin in the second, and one more: what
  // Segment::attributes gives, for those who read many.
  Span<uint32_t> attribute_begin() const { return attribute_begin_; }
  Span<uint32_t> all_attributes() const { return attributes_; }

  // For merges, which copy what they need not read.
  const ArticleRow& row(uint32_t doc) const { return rows_[doc]; }
  size_t text_blocks() const { return text_blocks_.size - 1; }
  size_t text_bytes() const { return texts_.size(); }  // compressed
  std::string_view text_block(uint32_t block) const {
    return texts_.substr(text_blocks_[block],
                         text_blocks_[block + 1] - text_blocks_[block]);
  }
  const TextDictionary& text_dictionary() const { return text_dictionary_; }
  // All of the file.
  std::string_view bytes() const { return bytes_; }
  bool has_validity() const { return validity_.size > 0; }

 private:
  friend class ColumnsParser;

  Article OwnFields(uint32_t doc) const;

  std::string_view bytes_;
  uint32_t documents_ = 0;
  Span<ArticleRow> rows_;
  std::string_view strings_;
  Span<uint32_t> id_order_;
  Span<int32_t> days_;
  Span<uint32_t> sources_;
  std::vector<std::string> source_names_;
  std::vector<StoredEntity> entities_;
  std::vector<uint32_t> mention_totals_;
  Span<uint32_t> count_begin_;
  Span<EntityCount> counts_;
  Span<uint32_t> mention_begin_;
  Span<StoredMention> mentions_;
  std::string_view texts_;
  Span<uint64_t> text_blocks_;
  TextDictionary text_dictionary_;
  uint64_t block_owner_ = 0;
  Span<uint32_t> lengths_;
  Span<int64_t> updates_;
  Span<uint64_t> versions_;
  Span<Validity> validity_;
  std::vector<AttributeValue> attribute_values_;
  Span<uint32_t> attribute_begin_;
  Span<uint32_t> attributes_;
  MappedVocabulary vocabulary_;
  MappedTokens tokens_;
  DenseTerms dense_terms_;
  PairLists pair_lists_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_COLUMNS_H_
