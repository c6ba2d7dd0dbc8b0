// Collects the columns of a segment and writes them as columns.bin.
#ifndef VIGIE_INDEX_COLUMNS_WRITER_H_
#define VIGIE_INDEX_COLUMNS_WRITER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/attribute_columns.h"
#include "index/columns_format.h"
#include "index/dense_terms_writer.h"
#include "index/filter_terms.h"
#include "index/mention_columns.h"
#include "index/segment_merge.h"
#include "index/segment_writer.h"
#include "index/text_blocks.h"
#include "index/token_lists.h"
#include "index/write_hook.h"
#include "vigie/index_options.h"

namespace vigie::index {

class Columns;

// Which documents of a sealed segment are copied.
struct StoredSelection {
  const Segment* segment = nullptr;
  std::vector<uint32_t> new_documents;  // numbers to be, or kDropped
  // See MergeInput; null: as the segment has it.
  std::function<Validity(uint32_t doc)> validity;
};

// Several can be filled side by side and appended to one another. Memory: what
// the file will hold, texts compressed, and 4 bytes per symbol of a token. Not
// thread-safe.
class ColumnsWriter {
 public:
  // `dictionary`, of the mentions that Add is given, must outlive the writer.
  explicit ColumnsWriter(const entities::Dictionary* dictionary,
                         const IndexOptions& options = {})
      : dictionary_(dictionary),
        options_(options),
        attributes_(options.facet_attributes) {}

  // RESOURCE_EXHAUSTED when a segment cannot hold more.
  Status Add(const AnalyzedArticle& article);
  // Adding on is from here on like appending what another was given.
  Status EndPart() { return texts_.Finish(); }
  // All documents of `part`, after those here.
  Status Append(ColumnsWriter* part);
  // Those documents of sealed segments that the selections keep. With
  // `threads` above one, kinds of columns are copied side by side; `hook` is
  // told of no bytes now and then, by each.
  Status AppendStored(const std::vector<StoredSelection>& selections,
                      uint32_t threads, const WriteHook& hook);

  uint32_t documents() const { return static_cast<uint32_t>(rows_.size()); }
  uint64_t mentions() const { return mentions_.mentions(); }
  // What the postings are made of.
  const TokenLists& tokens() const { return tokens_; }
  const FilterTerms& filters() const { return filters_; }
  const std::vector<int32_t>& days() const { return days_; }
  const std::vector<uint32_t>& lengths() const { return lengths_; }
  uint64_t memory_bytes() const;

  // Creates `path`, writes and syncs it. ALREADY_EXISTS when two documents
  // have the same id, DATA_LOSS when a text of a sealed segment does not
  // decode. With more threads than one texts are packed by some beside.
  // `dense` is asked once the rest is written; null: no term
  // is stored as a bitmap.
  using DenseSource = std::function<EncodedDenseTerms()>;
  Status Write(uint32_t threads, const WriteHook& hook, const std::string& path,
               const DenseSource& dense = nullptr);

 private:
  Status AddText(const AnalyzedArticle& article, ArticleRow* row);
  void AddStrings(const Article& article, ArticleRow* row);
  void AddTimes(const Article& article, ArticleRow* row);
  void AddMentions(const AnalyzedArticle& article);
  uint32_t SourceOrdinal(const std::string& source);
  void Reserve(const std::vector<StoredSelection>& selections);
  Status CopyRows(const StoredSelection& selection, const WriteHook& hook);
  void CopyFacts(const Columns& columns, const StoredSelection& selection);
  void CopyMentions(const Columns& columns, const StoredSelection& selection);
  Status CopyTokens(const StoredSelection& selection, const WriteHook& hook);
  Status CopyFilters(const StoredSelection& selection, const WriteHook& hook);
  Status CopyTexts(const Columns& columns, const StoredSelection& selection);
  // Compresses all texts anew, with a dictionary of what they have in common.
  Status PackTexts(uint32_t threads, const WriteHook& hook);
  // Those of some articles, whose blocks are then numbered from 0.
  Status PackTexts(uint32_t begin, uint32_t end, const WriteHook& hook,
                   TextBlocksWriter* packed);
  Status SortIds();
  std::string_view IdOf(uint32_t doc) const;

  const entities::Dictionary* dictionary_;
  IndexOptions options_;
  std::vector<ArticleRow> rows_;
  std::string strings_;
  std::vector<uint32_t> id_order_;
  std::vector<int32_t> days_;
  std::vector<uint32_t> sources_;
  std::vector<std::string> source_names_;
  std::unordered_map<std::string, uint32_t> source_ordinals_;
  std::vector<int64_t> updates_;
  std::vector<uint64_t> versions_;
  std::vector<Validity> validity_;
  bool any_update_ = false;
  bool any_version_ = false;
  bool any_validity_ = false;
  std::vector<uint32_t> lengths_;
  AttributeColumns attributes_;
  MentionColumns mentions_;
  TextBlocksWriter texts_;
  std::string text_dictionary_;
  TokenLists tokens_;
  FilterTerms filters_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_COLUMNS_WRITER_H_
