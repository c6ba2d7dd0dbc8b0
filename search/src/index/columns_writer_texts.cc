// Texts of a segment as they are stored: in small blocks, with a dictionary.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/columns_writer.h"
#include "index/text_dictionary.h"

namespace vigie::index {
namespace {

// What a dictionary is made of: beginnings of articles all over the segment. A
// larger dictionary, or of more, gains a hundredth.
constexpr size_t kSampleBytes = 4U << 10;
constexpr size_t kMostSampled = 4U << 20;
constexpr size_t kMostDictionaryBytes = 110U << 10;
// Fewer are no dictionary, and it is no more than such a part of them.
constexpr size_t kFewestSampled = 256U << 10;
constexpr size_t kShareOfSampled = 32;

constexpr uint32_t kPolledDocuments = 1024;

// Text and record of articles, out of their blocks.
class PlacedTexts {
 public:
  explicit PlacedTexts(const TextBlocksWriter& texts) : texts_(texts) {}

  // Valid until the next call. DATA_LOSS.
  Result<std::string_view> Read(const ArticleRow& row) {
    if (block_ != row.block) {
      Status read = texts_.Read(row.block, &bytes_);
      if (!read.ok()) return read;
      block_ = row.block;
    }
    const uint64_t size = uint64_t{row.text_bytes} + row.record_bytes;
    if (row.text > bytes_.size() || size > bytes_.size() - row.text) {
      return Status(StatusCode::kDataLoss, "a stored text is cut");
    }
    return std::string_view(bytes_).substr(row.text, size);
  }

 private:
  const TextBlocksWriter& texts_;
  std::string bytes_;
  uint32_t block_ = std::numeric_limits<uint32_t>::max();
};

std::string DictionaryOf(const TextBlocksWriter& texts,
                         const std::vector<ArticleRow>& rows) {
  uint64_t all = 0;  // that may be sampled
  for (const ArticleRow& row : rows) {
    all += std::min<uint64_t>(row.text_bytes, kSampleBytes);
  }
  if (all < kFewestSampled) return {};
  const uint64_t step = all / kMostSampled + 1;
  PlacedTexts placed(texts);
  std::string sampled;
  std::vector<size_t> sizes;
  for (size_t i = 0; i < rows.size(); i += step) {
    const Result<std::string_view> text = placed.Read(rows[i]);
    // What does not decode is told of when it is packed.
    if (!text.ok()) continue;
    sampled += text->substr(0, kSampleBytes);
    sizes.push_back(std::min(text->size(), kSampleBytes));
  }
  return TrainTextDictionary(
      sampled, sizes,
      std::min(kMostDictionaryBytes, sampled.size() / kShareOfSampled));
}

}  // namespace

Status ColumnsWriter::PackTexts(const WriteHook& hook) {
  Status done = texts_.Finish();
  if (!done.ok()) return done;
  text_dictionary_ = DictionaryOf(texts_, rows_);
  Result<TextDictionary> parsed = TextDictionary::Parse(text_dictionary_);
  if (!parsed.ok()) return parsed.status();
  TextBlocksWriter packed =
      text_dictionary_.empty()
          ? TextBlocksWriter()
          : TextBlocksWriter(text_dictionary_, *std::move(parsed));
  packed.Reserve(texts_.bytes().size());
  PlacedTexts placed(texts_);
  for (uint32_t doc = 0; doc < documents(); ++doc) {
    if (doc % kPolledDocuments == 0 && hook) done = hook(0);
    if (!done.ok()) return done;
    ArticleRow& row = rows_[doc];
    const Result<std::string_view> bytes = placed.Read(row);
    if (!bytes.ok()) {
      return Status(StatusCode::kDataLoss,
                    std::string(IdOf(doc)) + ": " + bytes.status().message());
    }
    const Result<BlockPlace> place = packed.Add(*bytes);
    if (!place.ok()) return place.status();
    row.block = place->block;
    row.text = place->begin;
  }
  done = packed.Finish();
  texts_ = std::move(packed);
  return done;
}

}  // namespace vigie::index
