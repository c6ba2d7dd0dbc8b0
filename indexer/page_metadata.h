// What a web page says about its article.
#ifndef VIGIE_INDEXER_PAGE_METADATA_H_
#define VIGIE_INDEXER_PAGE_METADATA_H_

#include <string>
#include <string_view>
#include <vector>

#include "indexer/html_page.h"

namespace vigie::indexer {

// Empty where the page says nothing. Dates are as written.
struct PageMetadata {
  std::string title;
  std::string url;  // absolute
  std::string source;
  std::vector<std::string> authors;
  std::string section;
  std::string language;  // BCP 47
  std::string published;
  std::string updated;
};

// From JSON-LD of schema.org, then OpenGraph and <meta>, then microdata,
// <time>, <link rel=canonical>, <html lang> and <title>. `url` is where the
// page was fetched, or empty; relative addresses are resolved against it.
PageMetadata ReadMetadata(const HtmlPage& page, const std::string& url);

// Adds what one JSON-LD script says to the fields that are still empty; text
// that is no JSON says nothing.
void ReadJsonLd(std::string_view script, PageMetadata* metadata);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_PAGE_METADATA_H_
