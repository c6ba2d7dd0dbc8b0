#include "indexer/xml_source.h"

#include <utility>

namespace vigie::indexer {
namespace {

class XmlSource : public ArticleSource {
 public:
  XmlSource(SourceInput input, std::unique_ptr<XmlFormat> format)
      : input_(std::move(input)), format_(std::move(format)) {}

  std::optional<SourceItem> Next() override {
    if (done_) return std::nullopt;
    SourceItem item;
    item.place.file = input_.name;
    if (document_ == nullptr) {
      Result<std::unique_ptr<XmlDocument>> document =
          XmlDocument::Read(&input_);
      if (!document.ok()) return End(document.status(), std::move(item));
      document_ = *std::move(document);
    }
    const xmlNode* element = NextArticle();
    if (element == nullptr) return EndOfDocument(std::move(item));
    ++articles_;
    item.place.line = static_cast<uint64_t>(xmlGetLineNo(element));
    item.charset = document_->charset();
    ReadArticle(element, &item);
    return item;
  }
  uint64_t bytes_read() const override { return input_.bytes->consumed(); }

 private:
  const xmlNode* NextArticle() {
    for (;;) {
      XmlRole role = XmlRole::kOther;
      const xmlNode* element = document_->Next([&](const xmlNode* node) {
        role = format_->RoleOf(node);
        return role != XmlRole::kOther;
      });
      if (element == nullptr || role == XmlRole::kArticle) return element;
      format_->ReadContext(element);
    }
  }

  std::optional<SourceItem> End(Status status, SourceItem item) {
    done_ = true;
    item.rejection = std::move(status);
    return item;
  }

  std::optional<SourceItem> EndOfDocument(SourceItem item) {
    if (!document_->status().ok()) {
      return End(document_->status(), std::move(item));
    }
    if (articles_ == 0) {
      return End(
          Status(StatusCode::kInvalidArgument,
                 "the document holds no article of its format", "EMPTY_FILE"),
          std::move(item));
    }
    done_ = true;
    return std::nullopt;
  }

  void ReadArticle(const xmlNode* element, SourceItem* item) const {
    Article article = format_->Read(element, item);
    if (article.title.empty() && article.text.empty()) {
      item->rejection =
          Status(StatusCode::kInvalidArgument,
                 "neither title nor text: nothing to index", "EMPTY_ARTICLE");
      item->charset.clear();
      return;
    }
    if (article.id.empty()) {
      article.id = input_.id;
      if (articles_ > 1) article.id += "#" + std::to_string(articles_);
    }
    if (article.language.empty()) article.language = "fr";
    item->article = std::move(article);
  }

  SourceInput input_;
  const std::unique_ptr<XmlFormat> format_;
  std::unique_ptr<XmlDocument> document_;
  uint64_t articles_ = 0;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<ArticleSource> MakeXmlSource(
    SourceInput input, std::unique_ptr<XmlFormat> format) {
  return std::make_unique<XmlSource>(std::move(input), std::move(format));
}

}  // namespace vigie::indexer
