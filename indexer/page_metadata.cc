#include "indexer/page_metadata.h"

#include <libxml/uri.h>

#include <algorithm>
#include <map>

#include "indexer/ascii_text.h"

namespace vigie::indexer {
namespace {

// What <head> and microdata say, first one of each wins.
struct Markup {
  std::map<std::string, std::string> meta;      // by property, name, itemprop
  std::map<std::string, std::string> itemprop;  // of other elements
  std::vector<std::string> authors;             // rel, itemprop
  std::string canonical;
  std::string base;
  std::string language;
  std::string title;
  std::string time;
};

void Keep(std::string value, std::string* field) {
  if (field->empty()) *field = std::move(value);
}

void ReadMeta(const xmlNode* element, Markup* markup) {
  std::string content = AttributeOf(element, "content");
  for (const char* key : {"property", "name", "itemprop"}) {
    const std::string name = LowerAscii(AttributeOf(element, key));
    if (!name.empty()) Keep(content, &markup->meta[name]);
  }
}

void ReadLink(const xmlNode* element, Markup* markup) {
  if (LowerAscii(AttributeOf(element, "rel")) == "canonical") {
    Keep(AttributeOf(element, "href"), &markup->canonical);
  }
}

void ReadItem(const xmlNode* element, Markup* markup) {
  const std::string property = AttributeOf(element, "itemprop");
  const bool author =
      property == "author" || AttributeOf(element, "rel") == "author";
  if (author) markup->authors.push_back(TextOf(element));
  if (property == "headline" || property == "datePublished" ||
      property == "dateModified" || property == "articleSection") {
    std::string value = AttributeOf(element, "datetime");
    if (value.empty()) value = AttributeOf(element, "content");
    if (value.empty()) value = TextOf(element);
    Keep(std::move(value), &markup->itemprop[property]);
  }
}

Markup ReadMarkup(const HtmlPage& page, PageMetadata* metadata) {
  Markup markup;
  ForEachElement(page.root(), [&](const xmlNode* element) {
    const std::string_view tag = NameOf(element);
    if (tag == "meta") {
      ReadMeta(element, &markup);
    } else if (tag == "link") {
      ReadLink(element, &markup);
    } else if (tag == "base") {
      Keep(AttributeOf(element, "href"), &markup.base);
    } else if (tag == "html") {
      Keep(AttributeOf(element, "lang"), &markup.language);
    } else if (tag == "title") {
      Keep(TextOf(element), &markup.title);
    } else if (tag == "time") {
      Keep(AttributeOf(element, "datetime"), &markup.time);
    } else if (tag == "script") {
      if (LowerAscii(AttributeOf(element, "type")) == "application/ld+json" &&
          element->children != nullptr &&
          element->children->content != nullptr) {
        ReadJsonLd(reinterpret_cast<const char*>(element->children->content),
                   metadata);
      }
      return false;
    }
    ReadItem(element, &markup);
    return true;
  });
  return markup;
}

std::string Resolved(const std::string& url, const std::string& base) {
  if (url.empty() || base.empty()) return url;
  xmlChar* built = xmlBuildURI(reinterpret_cast<const xmlChar*>(url.c_str()),
                               reinterpret_cast<const xmlChar*>(base.c_str()));
  if (built == nullptr) return url;
  std::string absolute(reinterpret_cast<const char*>(built));
  xmlFree(built);
  return absolute;
}

// "Title - Le Journal" without the name of the site, or of what looks like it.
std::string WithoutSite(const std::string& title, const std::string& site) {
  for (const std::string_view dash : {" | ", " - ", " – ", " — ", " : "}) {
    const size_t found = title.rfind(dash);
    if (found == std::string::npos || found == 0) continue;
    const std::string tail = title.substr(found + dash.size());
    if (tail == site || (site.empty() && dash != " : ")) {
      return title.substr(0, found);
    }
  }
  return title;
}

std::string HostOf(const std::string& url) {
  const size_t begin = url.find("://");
  if (begin == std::string::npos) return "";
  const std::string host =
      url.substr(begin + 3, url.find_first_of("/:?#", begin + 3) - begin - 3);
  return StartsWith(host, "www.") ? host.substr(4) : host;
}

void FillTitle(const HtmlPage& page, Markup* markup, PageMetadata* metadata) {
  Keep(markup->itemprop["headline"], &metadata->title);
  const std::string& site = markup->meta["og:site_name"];
  if (!site.empty()) {
    Keep(WithoutSite(markup->meta["og:title"], site), &metadata->title);
  }
  Keep(markup->meta["og:title"], &metadata->title);
  if (!metadata->title.empty()) return;
  ForEachElement(page.root(), [&](const xmlNode* element) {
    if (NameOf(element) == "h1") Keep(TextOf(element), &metadata->title);
    return metadata->title.empty();
  });
  Keep(WithoutSite(markup->title, site), &metadata->title);
}

}  // namespace

PageMetadata ReadMetadata(const HtmlPage& page, const std::string& url) {
  PageMetadata metadata;
  Markup markup = ReadMarkup(page, &metadata);
  auto& meta = markup.meta;
  FillTitle(page, &markup, &metadata);
  for (const char* key : {"article:published_time", "datepublished", "date",
                          "dc.date", "dcterms.created", "parsely-pub-date"}) {
    Keep(meta[key], &metadata.published);
  }
  Keep(markup.itemprop["datePublished"], &metadata.published);
  Keep(markup.time, &metadata.published);
  Keep(meta["article:modified_time"], &metadata.updated);
  Keep(markup.itemprop["dateModified"], &metadata.updated);
  Keep(meta["article:section"], &metadata.section);
  Keep(markup.itemprop["articleSection"], &metadata.section);
  if (metadata.authors.empty()) metadata.authors = markup.authors;
  if (metadata.authors.empty() && !meta["author"].empty()) {
    metadata.authors.push_back(meta["author"]);
  }
  Keep(markup.language, &metadata.language);
  Keep(meta["og:locale"], &metadata.language);
  std::replace(metadata.language.begin(), metadata.language.end(), '_', '-');
  // The canonical link is for this purpose; JSON-LD comes after it.
  std::string address = markup.canonical;
  Keep(meta["og:url"], &address);
  Keep(metadata.url, &address);
  Keep(url, &address);
  metadata.url = Resolved(address, Resolved(markup.base, url).empty()
                                       ? url
                                       : Resolved(markup.base, url));
  Keep(meta["og:site_name"], &metadata.source);
  Keep(HostOf(metadata.url), &metadata.source);
  return metadata;
}

}  // namespace vigie::indexer
