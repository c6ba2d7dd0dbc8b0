#include "index/text_dictionary.h"

#include <zdict.h>
#include <zstd.h>

#include <memory>

namespace vigie::index {
namespace {

// Without a dictionary texts wait to be compressed anew, or are few.
constexpr int kZstdLevel = 3;
constexpr int kPlainZstdLevel = 1;

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

}  // namespace

Result<TextDictionary> TextDictionary::Parse(std::string_view bytes) {
  TextDictionary dictionary;
  if (bytes.empty()) return dictionary;
  ZSTD_DDict* const parsed = ZSTD_createDDict(bytes.data(), bytes.size());
  if (parsed == nullptr) {
    return Status(StatusCode::kDataLoss, "no dictionary of texts");
  }
  dictionary.dictionary_.reset(parsed, [](const ZSTD_DDict* unused) {
    ZSTD_freeDDict(const_cast<ZSTD_DDict*>(unused));
  });
  return dictionary;
}

TextEncoder::TextEncoder(std::string_view dictionary) {
  if (dictionary.empty()) return;
  dictionary_.reset(
      ZSTD_createCDict(dictionary.data(), dictionary.size(), kZstdLevel),
      [](const ZSTD_CDict* unused) {
        ZSTD_freeCDict(const_cast<ZSTD_CDict*>(unused));
      });
}

Status TextEncoder::Append(std::string_view text, std::string* frames) const {
  thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context(
      ZSTD_createCCtx());
  if (context == nullptr) {
    return Status(StatusCode::kResourceExhausted,
                  "no memory to compress a text");
  }
  const size_t before = frames->size();
  frames->resize(before + ZSTD_compressBound(text.size()));
  size_t stored =
      ZSTD_CCtx_reset(context.get(), ZSTD_reset_session_and_parameters);
  if (ZSTD_isError(stored) == 0) {
    // There is one dictionary: its number would be four bytes a frame.
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_dictIDFlag, 0);
    ZSTD_CCtx_setParameter(
        context.get(), ZSTD_c_compressionLevel,
        dictionary_ == nullptr ? kPlainZstdLevel : kZstdLevel);
    ZSTD_CCtx_refCDict(context.get(), dictionary_.get());
    stored = ZSTD_compress2(context.get(), frames->data() + before,
                            frames->size() - before, text.data(), text.size());
  }
  if (ZSTD_isError(stored) != 0) {
    frames->resize(before);
    return Status(
        StatusCode::kResourceExhausted,
        std::string("cannot compress a text: ") + ZSTD_getErrorName(stored));
  }
  frames->resize(before + stored);
  return OkStatus();
}

std::string TrainTextDictionary(const std::string& samples,
                                const std::vector<size_t>& sizes,
                                size_t most_bytes) {
  std::string dictionary(most_bytes, '\0');
  const size_t size = ZDICT_trainFromBuffer(
      dictionary.data(), dictionary.size(), samples.data(), sizes.data(),
      static_cast<unsigned>(sizes.size()));
  dictionary.resize(ZDICT_isError(size) != 0 ? 0 : size);
  return dictionary;
}

}  // namespace vigie::index
