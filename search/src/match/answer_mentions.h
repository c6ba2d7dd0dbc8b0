// ListMentions, StreamMentions and the mentions of one article.
#ifndef VIGIE_MATCH_ANSWER_MENTIONS_H_
#define VIGIE_MATCH_ANSWER_MENTIONS_H_

#include <vector>

#include "match/corpus.h"
#include "vigie/search.h"
#include "vigie/snapshot.h"
#include "vigie/status.h"

namespace vigie::match {

// As Snapshot::ListMentions and StreamMentions, `elapsed` included.
// Thread-safe.
Result<MentionResult> AnswerMentions(const Corpus& corpus,
                                     const MentionRequest& request);
Result<MentionResult> StreamMentions(const Corpus& corpus,
                                     const MentionRequest& request,
                                     const Snapshot::MentionSink& sink);

// As Snapshot::GetArticleMentions, of a document known to be live.
Result<std::vector<Mention>> ArticleMentions(const Corpus& corpus, DocRef ref);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ANSWER_MENTIONS_H_
