// Keeps out articles that are surely in another language.
#ifndef VIGIE_INDEXER_LANGUAGE_GATE_H_
#define VIGIE_INDEXER_LANGUAGE_GATE_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article_source.h"

namespace vigie::indexer {

struct FoundLanguage {
  std::string code;  // ISO 639, e.g. "fr"; empty: not sure
  int percent = 0;   // of the text's bytes
};

// By CLD2, on at most the first 16 KiB of `text`, valid UTF-8. Sure means:
// CLD2 calls it reliable, at least 200 bytes, at least 80 % of them.
FoundLanguage FindLanguage(std::string_view text);

// What `source` gives; articles that are surely in none of `languages` (ISO
// 639 codes, not empty) become rejections (OTHER_LANGUAGE).
std::unique_ptr<ArticleSource> MakeLanguageGate(
    std::unique_ptr<ArticleSource> source, std::vector<std::string> languages);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_LANGUAGE_GATE_H_
