// What elements say of themselves: by tag, class, id, role.
#ifndef VIGIE_INDEXER_HTML_NAMES_H_
#define VIGIE_INDEXER_HTML_NAMES_H_

#include <string_view>

#include "indexer/html_page.h"

namespace vigie::indexer {

// Interrupts a run of text.
bool IsBlockElement(std::string_view tag);

// Never content: scripts, forms, players, navigation, what is hidden.
bool IsNeverContent(const xmlNode* element);

enum class NameVerdict {
  kNothing,
  kOftenForeign,  // unless it holds most of the page's paragraphs
  kForeign,
};

// What its class and id say: navigation, advertising, comments, links to other
// articles, sharing, a paywall... The words are those that news sites use, in
// French and English.
NameVerdict JudgeName(const xmlNode* element);

// Its class calls it a title.
bool IsNamedHeading(const xmlNode* element);

// "À lire aussi", "Commentaires (3)": the heading of a part of the page that is
// no part of the article.
bool IsForeignHeading(std::string_view text);

// "Lire aussi …", "Publicité", "Par Untel", "Publié le …": a line that is no
// part of the text, wherever it stands.
bool IsForeignLine(std::string_view text);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_HTML_NAMES_H_
