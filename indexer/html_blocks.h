// A page as the sequence of its blocks of text, in document order.
//
// A block is a run of text that no block-level element and no empty line
// interrupts. What is never content (scripts, forms, navigation, hidden
// elements) and what says by its name that it is none (class, id, role) is
// left out. Features are those of C. Kohlschütter, P. Fankhauser, W. Nejdl,
// "Boilerplate Detection using Shallow Text Features", WSDM 2010: words, words
// in links, and the kind of element.
#ifndef VIGIE_INDEXER_HTML_BLOCKS_H_
#define VIGIE_INDEXER_HTML_BLOCKS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/html_page.h"

namespace vigie::indexer {

enum class BlockKind : uint8_t {
  kLoose,      // in no element of text: <div>, <td> of a layout, <span>
  kParagraph,  // <p>, <blockquote>, <pre>
  kHeading,    // <h2> to <h6>
  kTitle,      // <h1>
  kItem,       // <li>, <dt>, <dd>
  kRow,        // of a table of data
  kCaption,    // <figcaption>
};

struct TextBlock {
  std::string text;  // UTF-8, blanks collapsed
  BlockKind kind = BlockKind::kLoose;
  uint32_t words = 0;
  uint32_t link_words = 0;        // of these, inside <a>
  const xmlNode* node = nullptr;  // innermost block-level element

  double link_density() const {
    return words == 0 ? 0 : static_cast<double>(link_words) / words;
  }
};

enum class NameRule { kDropByName, kKeepWhateverTheName };

std::vector<TextBlock> BlocksOf(const xmlNode* root, NameRule rule);

// Runs of letters or digits between blanks.
uint32_t CountWords(std::string_view text);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_HTML_BLOCKS_H_
