// Texts of a segment as they are stored: in small blocks, with a dictionary.

#include <algorithm>
#include <cstdint>
#include <future>
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

// Of a segment with a dictionary, packed at once.
constexpr uint64_t kParts = 4;

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

Status ColumnsWriter::PackTexts(uint32_t threads, const WriteHook& hook) {
  Status done = texts_.Finish();
  if (!done.ok()) return done;
  text_dictionary_ = DictionaryOf(texts_, rows_);
  const Result<TextDictionary> parsed = TextDictionary::Parse(text_dictionary_);
  if (!parsed.ok()) return parsed.status();
  // As many parts however many threads there are: the bytes are the same.
  const uint64_t count = text_dictionary_.empty() ? 1 : kParts;
  std::vector<uint32_t> begin;  // of each part, and the end
  for (uint64_t part = 0; part <= count; ++part) {
    begin.push_back(static_cast<uint32_t>(documents() * part / count));
  }
  std::vector<TextBlocksWriter> packed;
  packed.reserve(count);
  std::vector<std::future<Status>> packing;
  for (uint64_t part = 0; part < count; ++part) {
    packed.push_back(text_dictionary_.empty()
                         ? TextBlocksWriter()
                         : TextBlocksWriter(text_dictionary_, *parsed));
    packing.push_back(
        std::async(threads > 1 ? std::launch::async : std::launch::deferred,
                   [this, &hook, first = begin[part], end = begin[part + 1],
                    &into = packed.back()] {
                     return PackTexts(first, end, hook, &into);
                   }));
  }
  for (std::future<Status>& part : packing) {
    Status packs = part.get();
    if (done.ok()) done = std::move(packs);
  }
  if (!done.ok()) return done;
  texts_ = std::move(packed.front());
  for (size_t part = 1; part < packed.size(); ++part) {
    const uint32_t first = texts_.Append(packed[part]);
    packed[part] = TextBlocksWriter();
    for (uint32_t doc = begin[part]; doc < begin[part + 1]; ++doc) {
      rows_[doc].block += first;
    }
  }
  return done;
}

Status ColumnsWriter::PackTexts(uint32_t begin, uint32_t end,
                                const WriteHook& hook,
                                TextBlocksWriter* packed) {
  PlacedTexts placed(texts_);
  for (uint32_t doc = begin; doc < end; ++doc) {
    if (hook && (doc - begin) % kPolledDocuments == 0) {
      Status done = hook(0);
      if (!done.ok()) return done;
    }
    ArticleRow& row = rows_[doc];
    const Result<std::string_view> bytes = placed.Read(row);
    if (!bytes.ok()) {
      return Status(StatusCode::kDataLoss,
                    std::string(IdOf(doc)) + ": " + bytes.status().message());
    }
    const Result<BlockPlace> place = packed->Add(*bytes);
    if (!place.ok()) return place.status();
    row.block = place->block;
    row.text = place->begin;
  }
  return packed->Finish();
}

}  // namespace vigie::index
