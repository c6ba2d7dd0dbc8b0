// The mentions that an answer lists for one article.
#ifndef VIGIE_MATCH_MENTION_ROWS_H_
#define VIGIE_MATCH_MENTION_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "match/article_text.h"
#include "match/catalog.h"
#include "match/evidence.h"
#include "match/mention_filter.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// The rows of one article at a time, for one request: of kMatches the evidence,
// of kEntitiesInHits the stored mentions; those that the request's filters
// keep. Of one thread.
class RowLister {
 public:
  // The arguments must outlive it.
  RowLister(const MentionRequest& request, const EvidenceFinder& finder,
            const Catalog& catalog)
      : request_(request),
        finder_(finder),
        catalog_(catalog),
        filter_(request, catalog),
        column_(finder) {}

  // In the order of MentionResult; the text is analysed where words count.
  // DATA_LOSS.
  Result<std::vector<Match>> List(DocRef ref, ArticleText* text);
  // How many List gives, without analysing the text. DATA_LOSS.
  Result<uint32_t> Count(DocRef ref, ArticleText* text);

 private:
  std::vector<Match> Wanted(DocRef ref, std::vector<Match> rows);

  const MentionRequest& request_;
  const EvidenceFinder& finder_;
  const Catalog& catalog_;
  MentionFilter filter_;
  EvidenceFinder::InColumn column_;
};

// Every stored mention of one article.
std::vector<Match> StoredRows(const Catalog& catalog, DocRef ref);

// The row as the caller sees it. DATA_LOSS when a stored range does not lie in
// the stored text.
Result<Mention> ReadMention(const Catalog& catalog, DocRef ref,
                            const Match& match, ArticleText* text);

// Its bytes of the article. DATA_LOSS as above.
Result<std::string> ReadSurface(const Catalog& catalog, DocRef ref,
                                const Match& match, ArticleText* text);

ArticleSummary Summarize(const Article& article);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_MENTION_ROWS_H_
