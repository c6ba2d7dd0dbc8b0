// Where articles come from: one source per file format.
#ifndef VIGIE_INDEXER_ARTICLE_SOURCE_H_
#define VIGIE_INDEXER_ARTICLE_SOURCE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "vigie/article.h"
#include "vigie/status.h"

namespace vigie::indexer {

// Where in the input something was read.
struct InputPlace {
  std::string file;   // as the user named it; "-" is standard input
  uint64_t line = 0;  // from 1; 0 when the whole file is meant
};

// One input item: an article, or why it could not become one.
struct SourceItem {
  InputPlace place;
  std::optional<Article> article;
  Status rejection;  // set iff `article` is not
  std::string raw;   // of a rejected JSON line: its text, cut at 64 KiB
  // What was repaired, one sentence each; the article is indexed all the same.
  std::vector<Status> repairs;
};

// Not thread-safe.
class ArticleSource {
 public:
  virtual ~ArticleSource() = default;
  // The next item, or nothing at the end. Never fails as a whole: what cannot
  // be read is an item with a rejection.
  virtual std::optional<SourceItem> Next() = 0;
  // Bytes consumed so far, for progress.
  virtual uint64_t bytes_read() const = 0;
  // Keys that the input held and no field takes, with how often.
  virtual const std::map<std::string, uint64_t>& ignored_keys() const = 0;
};

// A plain-text file is one article whose id is `id`. The first line is the
// title when it looks like one (text_source.cc says when); the rest is the
// text, its headings and paragraphs untouched.
std::unique_ptr<ArticleSource> MakeTextSource(const std::string& path,
                                              const std::string& id);

// A JSON Lines file, or standard input when `path` is "-": one object per
// line with the keys of Article (docs/operations.md). Without "id" the id is
// the canonical URL, else `id_prefix` + "#" + line number.
std::unique_ptr<ArticleSource> MakeJsonLinesSource(
    const std::string& path, const std::string& id_prefix);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_ARTICLE_SOURCE_H_
