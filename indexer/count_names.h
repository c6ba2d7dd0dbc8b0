// What is counted, in the language of the messages.
#ifndef VIGIE_INDEXER_COUNT_NAMES_H_
#define VIGIE_INDEXER_COUNT_NAMES_H_

#include <string>

#include "indexer/options.h"

namespace vigie::indexer {

// `kind` of ArticleSource::passed_over, or SourceItem::charset, as a reader of
// `language` is told it; as it is when it has no translation.
std::string CountName(Language language, const std::string& kind);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_COUNT_NAMES_H_
