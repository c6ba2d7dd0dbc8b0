// The mentions that an answer lists for one article.
#ifndef VIGIE_MATCH_MENTION_ROWS_H_
#define VIGIE_MATCH_MENTION_ROWS_H_

#include <vector>

#include "match/article_text.h"
#include "match/catalog.h"
#include "match/evidence.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// Rows of one article in the order of MentionResult, not yet read from its
// text. kMatches: the evidence of `finder`, text matches only without a choice
// of types; kEntitiesInHits: its stored mentions. DATA_LOSS.
Result<std::vector<Match>> ListRows(const MentionRequest& request,
                                    const EvidenceFinder& finder,
                                    const Catalog& catalog, DocRef ref,
                                    ArticleText* text);

// Every stored mention of one article.
std::vector<Match> StoredRows(const Catalog& catalog, DocRef ref);

// The row as the caller sees it. DATA_LOSS when a stored range does not lie in
// the stored text.
Result<Mention> ReadMention(const Catalog& catalog, DocRef ref,
                            const Match& match, ArticleText* text);

ArticleSummary Summarize(const Article& article);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_MENTION_ROWS_H_
