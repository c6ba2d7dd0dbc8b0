// Inputs of sources and everything that a source gives, for tests.
#ifndef VIGIE_TESTS_INDEXER_SOURCE_READING_H_
#define VIGIE_TESTS_INDEXER_SOURCE_READING_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "indexer/article_source.h"

namespace vigie::indexer {

inline SourceInput FileOf(const std::string& path, const std::string& id) {
  return {path, id, OpenFile(path), "", ""};
}

inline SourceInput BytesOf(std::string bytes, const std::string& name) {
  return {name, name, OpenMemory(std::move(bytes)), "", ""};
}

inline std::vector<SourceItem> ItemsOf(ArticleSource* source) {
  std::vector<SourceItem> items;
  while (std::optional<SourceItem> item = source->Next()) {
    EXPECT_EQ(item->article.has_value(), item->rejection.ok());
    items.push_back(std::move(*item));
  }
  return items;
}

inline std::vector<SourceItem> ItemsOf(
    const std::unique_ptr<ArticleSource>& source) {
  return ItemsOf(source.get());
}

}  // namespace vigie::indexer

#endif  // VIGIE_TESTS_INDEXER_SOURCE_READING_H_
