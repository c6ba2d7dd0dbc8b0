// Articles and a dictionary for the tests of the index.
#ifndef VIGIE_TESTS_INDEX_PRESS_H_
#define VIGIE_TESTS_INDEX_PRESS_H_

#include <memory>
#include <optional>
#include <string>

#include "entities/recognizer.h"
#include "index/open_index.h"
#include "vigie/article.h"
#include "vigie/index_writer.h"

namespace vigie::testing {

// A complete article about `subject`, told apart by its number.
Article MakeArticle(int number, const std::string& subject = "Broadcom");

// The same with two thousand bytes of words drawn by its number, so that a few
// hundred are worth a dictionary of texts; `word` is one of them, here and
// there.
Article LongArticle(int number, const std::string& word = "semi-conducteur");

// The writer of `directory`, opened with small segments, or a failed test.
std::unique_ptr<IndexWriter> OpenWriter(const std::string& directory,
                                        uint64_t segment_text_bytes = 1 << 20);

// Adds articles `first` to `last` and commits; returns the statistics.
CommitStats Publish(const std::string& directory, int first, int last);

std::shared_ptr<const entities::Recognizer> ShippedRecognizer();

// The live article of that id in an opened index, or nothing.
std::optional<Article> FindArticle(const index::OpenedIndex& opened,
                                   const std::string& id);
// Ids of live articles, sorted, joined by spaces.
std::string LiveIds(const index::OpenedIndex& opened);

}  // namespace vigie::testing

#endif  // VIGIE_TESTS_INDEX_PRESS_H_
