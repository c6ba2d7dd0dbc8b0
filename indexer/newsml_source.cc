// NewsML-G2: newsItem, alone or in the itemSet of a newsMessage.
#include "indexer/html_source.h"
#include "indexer/source_dates.h"
#include "indexer/xml_formats.h"
#include "indexer/xml_source.h"

namespace vigie::indexer {
namespace {

// <name> of the first one with a literal or a name.
std::string NameOfParty(const xmlNode* party) {
  const std::string name = XmlText(ChildOf(party, "name"));
  return name.empty() ? XmlAttribute(party, "literal") : name;
}

void ReadInlineXml(const xmlNode* inline_xml, Article* article) {
  if (const xmlNode* nitf = ChildOf(inline_xml, "nitf")) {
    const std::string headline = article->title;
    ReadNitfBody(ChildOf(nitf, "body"), article);
    if (!headline.empty()) article->title = headline;
    return;
  }
  const xmlNode* body = Descend(inline_xml, "html/body");
  article->text =
      TextOfFragment(MarkupBelow(body == nullptr ? inline_xml : body));
}

class NewsMlFormat : public XmlFormat {
 public:
  XmlRole RoleOf(const xmlNode* element) const override {
    return LocalName(element) == "newsItem" ? XmlRole::kArticle
                                            : XmlRole::kOther;
  }

  Article Read(const xmlNode* news, SourceItem* item) const override {
    Article article;
    const xmlNode* meta = ChildOf(news, "contentMeta");
    article.title = XmlText(ChildOf(meta, "headline"));
    if (const xmlNode* inline_xml = Descend(news, "contentSet/inlineXML")) {
      ReadInlineXml(inline_xml, &article);
    } else {
      article.text = XmlText(Descend(news, "contentSet/inlineData"));
    }
    article.id = XmlAttribute(news, "guid");
    const xmlNode* item_meta = ChildOf(news, "itemMeta");
    for (const std::string_view path : {"firstCreated", "versionCreated"}) {
      if (article.published_at) break;
      article.published_at =
          ReadSourceDate(XmlText(ChildOf(item_meta, path)), item);
    }
    if (!article.published_at) {
      article.published_at =
          ReadSourceDate(XmlText(ChildOf(meta, "contentCreated")), item);
    }
    article.updated_at =
        ReadSourceDate(XmlText(ChildOf(item_meta, "versionCreated")), item);
    article.source = NameOfParty(ChildOf(item_meta, "provider"));
    if (article.source.empty()) {
      article.source = NameOfParty(ChildOf(meta, "infoSource"));
    }
    article.language = XmlAttribute(ChildOf(meta, "language"), "tag");
    article.section = XmlText(Descend(meta, "subject/name"));
    ReadAuthors(meta, &article);
    return article;
  }

 private:
  static void ReadAuthors(const xmlNode* meta, Article* article) {
    if (article->authors.empty()) {
      for (const xmlNode* creator : ChildrenOf(meta, "creator")) {
        std::string name = NameOfParty(creator);
        if (!name.empty()) article->authors.push_back(std::move(name));
      }
    }
    const std::string byline = XmlText(ChildOf(meta, "by"));
    if (article->authors.empty() && !byline.empty()) {
      article->authors.push_back(byline);
    }
  }
};

}  // namespace

std::unique_ptr<ArticleSource> MakeNewsMlSource(SourceInput input) {
  return MakeXmlSource(std::move(input), std::make_unique<NewsMlFormat>());
}

}  // namespace vigie::indexer
