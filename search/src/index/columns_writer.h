// Collects the columns of a segment and writes them as columns.bin.
#ifndef VIGIE_INDEX_COLUMNS_WRITER_H_
#define VIGIE_INDEX_COLUMNS_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/columns_format.h"
#include "index/file_io.h"
#include "index/segment_writer.h"

namespace vigie::index {

// Memory: what the file will hold, texts compressed. Not thread-safe.
class ColumnsWriter {
 public:
  // `dictionary` must outlive the writer.
  explicit ColumnsWriter(const entities::Dictionary& dictionary)
      : dictionary_(dictionary) {}

  // RESOURCE_EXHAUSTED when a segment cannot hold more.
  Status Add(const AnalyzedArticle& article);

  uint32_t documents() const { return static_cast<uint32_t>(rows_.size()); }
  uint64_t mentions() const { return mentions_.size(); }

  // Creates `path`, writes and syncs it. ALREADY_EXISTS when two documents
  // have the same id.
  Status Write(const std::string& path);

 private:
  Status AddText(std::string_view text, ArticleRow* row);
  void AddStrings(const Article& article, ArticleRow* row);
  void AddDay(const Article& article, ArticleRow* row);
  void AddMentions(const AnalyzedArticle& article);
  void AddStructure(const AnalyzedArticle& article);
  uint32_t EntityOrdinal(uint32_t dictionary_index);
  uint32_t SourceOrdinal(const std::string& source);
  Status SortIds();
  std::string_view IdOf(uint32_t doc) const;

  const entities::Dictionary& dictionary_;
  std::vector<ArticleRow> rows_;
  std::string strings_;
  std::vector<uint32_t> id_order_;
  std::vector<int32_t> days_;
  std::vector<uint32_t> sources_;
  std::string source_names_;
  std::string entities_;
  std::vector<uint32_t> count_begin_ = {0};
  std::vector<EntityCount> counts_;
  std::vector<uint32_t> mention_begin_ = {0};
  std::vector<StoredMention> mentions_;
  std::string texts_;
  std::vector<uint32_t> title_positions_;
  std::vector<uint32_t> mark_begin_ = {0};
  std::vector<uint8_t> marks_;
  std::vector<uint32_t> join_begin_ = {0};
  std::vector<StoredJoin> joins_;

  std::unordered_map<uint32_t, uint32_t> entity_ordinals_;
  std::unordered_map<std::string, uint32_t> source_ordinals_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_COLUMNS_WRITER_H_
