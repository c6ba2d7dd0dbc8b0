// RSS and Atom.
#include "indexer/canonical_url.h"
#include "indexer/html_source.h"
#include "indexer/source_dates.h"
#include "indexer/xml_formats.h"
#include "indexer/xml_source.h"

namespace vigie::indexer {
namespace {

// The text of the first of these children that is not empty.
std::string FirstText(const xmlNode* parent,
                      std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    std::string text = XmlText(ChildOf(parent, name));
    if (!text.empty()) return text;
  }
  return "";
}

// RSS has the address as text, Atom in href of the link without rel or with
// rel="alternate".
std::string LinkOf(const xmlNode* entry) {
  for (const xmlNode* link : ChildrenOf(entry, "link")) {
    const std::string rel = XmlAttribute(link, "rel");
    if (!rel.empty() && rel != "alternate") continue;
    const std::string href = XmlAttribute(link, "href");
    return href.empty() ? XmlText(link) : href;
  }
  return "";
}

// Atom's type="xhtml" has elements; everything else is HTML as text.
std::string ContentOf(const xmlNode* element) {
  if (element == nullptr) return "";
  return TextOfFragment(XmlAttribute(element, "type") == "xhtml"
                            ? MarkupBelow(element)
                            : XmlText(element));
}

std::string TextOfEntry(const xmlNode* entry) {
  for (const std::string_view name :
       {"encoded", "content", "description", "summary"}) {
    for (const xmlNode* element : ChildrenOf(entry, name)) {
      // media:content is a picture or a film.
      if (!XmlAttribute(element, "url").empty()) continue;
      std::string text = ContentOf(element);
      if (!text.empty()) return text;
    }
  }
  return "";
}

class FeedFormat : public XmlFormat {
 public:
  XmlRole RoleOf(const xmlNode* element) const override {
    const std::string_view name = LocalName(element);
    if (name == "item" || name == "entry") return XmlRole::kArticle;
    const std::string_view parent = LocalName(element->parent);
    const bool of_feed = parent == "channel" || parent == "feed";
    return of_feed && (name == "title" || name == "language")
               ? XmlRole::kContext
               : XmlRole::kOther;
  }

  void ReadContext(const xmlNode* element) override {
    std::string* field = LocalName(element) == "title" ? &source_ : &language_;
    if (field->empty()) *field = XmlText(element);
  }

  Article Read(const xmlNode* entry, SourceItem* item) const override {
    Article article;
    article.title = TextOfFragment(XmlText(ChildOf(entry, "title")));
    article.text = TextOfEntry(entry);
    article.url = CanonicalUrl(LinkOf(entry));
    article.id =
        article.url.empty() ? FirstText(entry, {"guid", "id"}) : article.url;
    article.source = source_;
    article.section = FirstText(entry, {"category"});
    if (article.section.empty()) {
      article.section = XmlAttribute(ChildOf(entry, "category"), "term");
    }
    article.language =
        language_.empty() ? XmlAttribute(entry->parent, "lang") : language_;
    ReadAuthors(entry, &article);
    article.published_at = ReadSourceDate(
        FirstText(entry, {"pubDate", "published", "date", "issued", "updated"}),
        item);
    article.updated_at = ReadSourceDate(FirstText(entry, {"updated"}), item);
    return article;
  }

 private:
  static void ReadAuthors(const xmlNode* entry, Article* article) {
    for (const std::string_view name : {"creator", "author"}) {
      for (const xmlNode* author : ChildrenOf(entry, name)) {
        const xmlNode* person = ChildOf(author, "name");
        std::string text = XmlText(person == nullptr ? author : person);
        if (!text.empty()) article->authors.push_back(std::move(text));
      }
      if (!article->authors.empty()) return;
    }
  }

  std::string source_;
  std::string language_;
};

}  // namespace

std::unique_ptr<ArticleSource> MakeFeedSource(SourceInput input) {
  return MakeXmlSource(std::move(input), std::make_unique<FeedFormat>());
}

}  // namespace vigie::indexer
