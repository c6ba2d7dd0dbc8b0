// What an article becomes in Xapian.
#ifndef VIGIE_INDEX_DOCUMENT_TERMS_H_
#define VIGIE_INDEX_DOCUMENT_TERMS_H_

#include <xapian.h>

#include "index/segment_writer.h"
#include "vigie/index_options.h"

namespace vigie::index {

// The terms, positions and values of an article, as schema.h lays down.
// Throws what Xapian throws.
Xapian::Document MakeDocument(const AnalyzedArticle& article,
                              const entities::Dictionary& dictionary,
                              const IndexOptions& options);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_DOCUMENT_TERMS_H_
