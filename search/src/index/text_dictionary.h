// What the texts of a segment have in common, for compressing them in blocks
// of a few articles.
#ifndef VIGIE_INDEX_TEXT_DICTIONARY_H_
#define VIGIE_INDEX_TEXT_DICTIONARY_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vigie/status.h"

struct ZSTD_CDict_s;
struct ZSTD_DDict_s;

namespace vigie::index {

// A dictionary ready to decode with, or none. Copies share it. Thread-safe.
class TextDictionary {
 public:
  TextDictionary() = default;
  // Of no bytes: none. DATA_LOSS when they are not a dictionary; they need not
  // stay.
  static Result<TextDictionary> Parse(std::string_view bytes);

  // Null: none.
  const ZSTD_DDict_s* get() const { return dictionary_.get(); }

 private:
  std::shared_ptr<const ZSTD_DDict_s> dictionary_;
};

// The same, ready to encode with.
class TextEncoder {
 public:
  // `dictionary`: bytes of one, or none.
  explicit TextEncoder(std::string_view dictionary = {});

  // Appends a frame that holds `text`. RESOURCE_EXHAUSTED.
  Status Append(std::string_view text, std::string* frames) const;

 private:
  std::shared_ptr<const ZSTD_CDict_s> dictionary_;
};

// A dictionary for texts like those that stand one after the other in
// `samples`, of at most `most_bytes`; empty when they are too few or too
// different to gain by one. Depends on them alone.
std::string TrainTextDictionary(const std::string& samples,
                                const std::vector<size_t>& sizes,
                                size_t most_bytes);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_TEXT_DICTIONARY_H_
