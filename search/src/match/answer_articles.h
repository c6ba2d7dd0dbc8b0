// Everything that a query matches, article by article.
#ifndef VIGIE_MATCH_ANSWER_ARTICLES_H_
#define VIGIE_MATCH_ANSWER_ARTICLES_H_

#include "match/corpus.h"
#include "vigie/search.h"
#include "vigie/snapshot.h"
#include "vigie/status.h"

namespace vigie::match {

// As Snapshot::StreamArticles.
Result<ArticlesResult> StreamArticles(const Corpus& corpus,
                                      const ArticlesRequest& request,
                                      const Snapshot::ArticleSink& sink);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ANSWER_ARTICLES_H_
