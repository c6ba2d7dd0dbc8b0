#include "indexer/html_source.h"

#include <utility>

#include "indexer/canonical_url.h"
#include "indexer/charset.h"
#include "indexer/html_page.h"
#include "indexer/main_text.h"
#include "indexer/page_metadata.h"
#include "indexer/source_dates.h"

namespace vigie::indexer {
namespace {

// Metadata are often escaped once too often: "L&#039;accord".
std::string Unescaped(const std::string& text) {
  return text.find('&') == std::string::npos ? text : TextOfFragment(text);
}

class HtmlSource : public ArticleSource {
 public:
  explicit HtmlSource(SourceInput input) : input_(std::move(input)) {}

  std::optional<SourceItem> Next() override {
    if (done_) return std::nullopt;
    done_ = true;
    SourceItem item;
    item.place.file = input_.name;
    const Result<std::string> bytes =
        ReadAll(input_.bytes.get(), kMaxPageBytes);
    item.rejection = bytes.ok() ? ReadPage(*bytes, &item) : bytes.status();
    if (!item.rejection.ok()) item.article.reset();
    return item;
  }
  uint64_t bytes_read() const override { return input_.bytes->consumed(); }

 private:
  Status ReadPage(const std::string& bytes, SourceItem* item) const {
    const DecodedDocument decoded =
        DecodeDocument(bytes, {input_.charset, CharsetInside(bytes)});
    item->charset = DescribeCharset(decoded);
    const Result<HtmlPage> page = HtmlPage::Parse(decoded.text);
    if (!page.ok()) return page.status();
    const PageMetadata metadata = ReadMetadata(*page, input_.url);
    MainText main = ExtractMainText(*page, metadata.title);
    if (main.text.empty()) {
      return Status(StatusCode::kInvalidArgument,
                    "no main text is found in the page", "EMPTY_ARTICLE");
    }
    Article article;
    article.title =
        Unescaped(metadata.title.empty() ? main.heading : metadata.title);
    article.text = std::move(main.text);
    article.source = Unescaped(metadata.source);
    for (const std::string& author : metadata.authors) {
      article.authors.push_back(Unescaped(author));
    }
    article.section = Unescaped(metadata.section);
    article.language = metadata.language.empty() ? "fr" : metadata.language;
    article.published_at = ReadSourceDate(metadata.published, item);
    article.updated_at = ReadSourceDate(metadata.updated, item);
    article.url = CanonicalUrl(metadata.url);
    article.id = article.url.empty() ? input_.id : article.url;
    item->article = std::move(article);
    return OkStatus();
  }

  const SourceInput input_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<ArticleSource> MakeHtmlSource(SourceInput input) {
  return std::make_unique<HtmlSource>(std::move(input));
}

std::string TextOfFragment(const std::string& html) {
  const Result<HtmlPage> page = HtmlPage::Parse(html);
  return page.ok() ? PlainText(*page) : "";
}

}  // namespace vigie::indexer
