// NITF, the News Industry Text Format.
#include "indexer/html_source.h"
#include "indexer/source_dates.h"
#include "indexer/xml_formats.h"
#include "indexer/xml_source.h"

namespace vigie::indexer {
namespace {

class NitfFormat : public XmlFormat {
 public:
  XmlRole RoleOf(const xmlNode* element) const override {
    return LocalName(element) == "nitf" ? XmlRole::kArticle : XmlRole::kOther;
  }

  Article Read(const xmlNode* nitf, SourceItem* item) const override {
    Article article;
    ReadNitfBody(ChildOf(nitf, "body"), &article);
    const xmlNode* head = ChildOf(nitf, "head");
    if (article.title.empty()) article.title = XmlText(ChildOf(head, "title"));
    const xmlNode* docdata = ChildOf(head, "docdata");
    article.id = XmlAttribute(ChildOf(docdata, "doc-id"), "id-string");
    article.published_at = ReadSourceDate(
        XmlAttribute(ChildOf(docdata, "date.issue"), "norm"), item);
    if (!article.published_at) {
      article.published_at = ReadSourceDate(
          XmlAttribute(Descend(nitf, "body/body.head/dateline/story.date"),
                       "norm"),
          item);
    }
    const xmlNode* pubdata = ChildOf(head, "pubdata");
    article.source = XmlAttribute(pubdata, "name");
    if (article.source.empty()) {
      article.source = XmlText(Descend(nitf, "body/body.head/distributor"));
    }
    article.section = XmlAttribute(pubdata, "position.section");
    article.language = XmlAttribute(ChildOf(nitf, "body"), "lang");
    return article;
  }
};

}  // namespace

void ReadNitfBody(const xmlNode* body, Article* article) {
  const xmlNode* head = ChildOf(body, "body.head");
  article->title = XmlText(Descend(head, "hedline/hl1"));
  for (const xmlNode* byline : ChildrenOf(head, "byline")) {
    const xmlNode* person = ChildOf(byline, "person");
    std::string name = XmlText(person == nullptr ? byline : person);
    if (!name.empty()) article->authors.push_back(std::move(name));
  }
  const std::string lead = XmlText(Descend(head, "abstract"));
  const std::string content =
      TextOfFragment(MarkupBelow(ChildOf(body, "body.content")));
  article->text = lead.empty() || content.find(lead) != std::string::npos
                      ? content
                      : lead + (content.empty() ? "" : "\n\n" + content);
}

std::unique_ptr<ArticleSource> MakeNitfSource(SourceInput input) {
  return MakeXmlSource(std::move(input), std::make_unique<NitfFormat>());
}

}  // namespace vigie::indexer
