// The article of a web page, without what surrounds it.
#ifndef VIGIE_INDEXER_MAIN_TEXT_H_
#define VIGIE_INDEXER_MAIN_TEXT_H_

#include <string>

#include "indexer/html_page.h"

namespace vigie::indexer {

struct MainText {
  std::string heading;  // the first <h1>, or empty
  std::string text;     // blocks separated by an empty line, without `heading`
};

// docs/sources.md says by which rules. `title` as the metadata has it: a block
// that repeats it is dropped. O(bytes * depth).
MainText ExtractMainText(const HtmlPage& page, const std::string& title);

// All text of a fragment of HTML, as feeds carry it: blocks separated by an
// empty line, without scripts, forms, captions and lines such as "Lire la
// suite".
std::string PlainText(const HtmlPage& fragment);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_MAIN_TEXT_H_
