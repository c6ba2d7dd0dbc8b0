// Where articles come from: one source per file format.
#ifndef VIGIE_INDEXER_ARTICLE_SOURCE_H_
#define VIGIE_INDEXER_ARTICLE_SOURCE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/byte_input.h"
#include "vigie/article.h"
#include "vigie/status.h"

namespace vigie::indexer {

// Where in the input something was read.
struct InputPlace {
  // As the user named it; "-" is standard input. What lies in an archive is
  // "ARCHIVE!MEMBER", again for an archive inside.
  std::string file;
  uint64_t line = 0;  // from 1; 0 when the whole file is meant
  // Of a record without lines (WARC): where it begins, after decompression.
  std::optional<uint64_t> byte = std::nullopt;
};

// One input item: an article, or why it could not become one.
struct SourceItem {
  InputPlace place;
  std::optional<Article> article;
  Status rejection;  // set iff `article` is not
  std::string raw;   // of a rejected JSON line: its text, cut at 64 KiB
  // What was repaired, one sentence each; the article is indexed all the same.
  std::vector<Status> repairs;
  // Character set of the article, and what told it, e.g. "windows-1252
  // (declared)". Empty when there is no article.
  std::string charset;
};

using Counts = std::map<std::string, uint64_t>;

// Not thread-safe.
class ArticleSource {
 public:
  virtual ~ArticleSource() = default;
  // The next item, or nothing at the end. Never fails as a whole: what cannot
  // be read is an item with a rejection.
  virtual std::optional<SourceItem> Next() = 0;
  // Bytes of the input file consumed so far, for progress.
  virtual uint64_t bytes_read() const = 0;
  // Keys that the input held and no field takes, with how often.
  virtual const Counts& ignored_keys() const;
  // What is neither an article nor a fault, by kind: records of a WARC file
  // that are no pages, members of an archive that are of no known format.
  virtual const Counts& passed_over() const;
};

// The bytes of one document or file of records, and what is known of it.
struct SourceInput {
  std::string name;  // InputPlace::file
  std::string id;    // of an article that names none itself, or its prefix
  std::unique_ptr<ByteInput> bytes;
  std::string charset;  // that a header around it declares, or empty
  std::string url;      // where it was fetched, or empty
};

// A plain-text file is one article whose id is `id`. The first line is the
// title when it looks like one (text_source.cc says when); the rest is the
// text, its headings and paragraphs untouched.
std::unique_ptr<ArticleSource> MakeTextSource(SourceInput input);

// JSON Lines: one object per line with the keys of Article
// (docs/operations.md). Without "id" the id is the canonical URL, else `id` +
// "#" + line number.
std::unique_ptr<ArticleSource> MakeJsonLinesSource(SourceInput input);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_ARTICLE_SOURCE_H_
