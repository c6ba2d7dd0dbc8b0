#include "indexer/open_source.h"

#include <utility>

#include "indexer/archive_source.h"
#include "indexer/html_source.h"
#include "indexer/language_gate.h"
#include "indexer/ninjs_source.h"
#include "indexer/warc_source.h"
#include "indexer/xml_formats.h"

namespace vigie::indexer {
namespace {

class OneItem : public ArticleSource {
 public:
  explicit OneItem(SourceItem item) : item_(std::move(item)) {}
  std::optional<SourceItem> Next() override {
    return std::exchange(item_, std::nullopt);
  }
  uint64_t bytes_read() const override { return 0; }

 private:
  std::optional<SourceItem> item_;
};

}  // namespace

std::unique_ptr<ArticleSource> MakeRejection(SourceItem item) {
  return std::make_unique<OneItem>(std::move(item));
}

std::unique_ptr<ArticleSource> MakeSource(InputFormat format, SourceInput input,
                                          const SourceOptions& options,
                                          uint32_t depth) {
  switch (format) {
    case InputFormat::kText:
      return MakeTextSource(std::move(input));
    case InputFormat::kJsonLines:
      return MakeJsonLinesSource(std::move(input));
    case InputFormat::kHtml:
      return MakeHtmlSource(std::move(input));
    case InputFormat::kArchive:
      return MakeArchiveSource(std::move(input), options, depth);
    case InputFormat::kFeed:
      return MakeFeedSource(std::move(input));
    case InputFormat::kNewsMl:
      return MakeNewsMlSource(std::move(input));
    case InputFormat::kNitf:
      return MakeNitfSource(std::move(input));
    case InputFormat::kNinjs:
      return MakeNinjsSource(std::move(input));
    case InputFormat::kWarc:
      return MakeWarcSource(std::move(input), options, depth);
  }
  return MakeTextSource(std::move(input));
}

std::unique_ptr<ArticleSource> OpenSource(const InputFile& file,
                                          const SourceOptions& options) {
  std::unique_ptr<ArticleSource> source =
      MakeSource(file.format, {file.path, file.id, OpenFile(file.path), "", ""},
                 options, 0);
  if (options.languages.empty()) return source;
  return MakeLanguageGate(std::move(source), options.languages);
}

}  // namespace vigie::indexer
