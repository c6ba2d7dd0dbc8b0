// Receipts: what was asked, of what, and what came out, so that it can be
// asked again.
#ifndef VIGIE_MATCH_RECEIPT_H_
#define VIGIE_MATCH_RECEIPT_H_

#include <string>
#include <string_view>

#include "match/corpus.h"
#include "match/page_token.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// A request of Search in canonical form, and the page that it asked for. Equal
// requests have equal texts.
std::string CanonicalRequest(const SearchRequest& request,
                             const PageStart& page);

struct ReadRequest {
  SearchRequest request;
  PageStart page;
};
// The inverse. INVALID_ARGUMENT (reason RECEIPT).
Result<ReadRequest> ReadCanonicalRequest(std::string_view text);

// Of everything that an answer says but its revision, versions, tokens and
// time, in canonical form.
std::string DigestOf(const SearchResult& result);

Receipt MakeReceipt(const SearchRequest& request, const PageStart& page,
                    const SearchResult& result);

// As Snapshot::Replay.
Result<ReplayResult> AnswerReplay(const Corpus& corpus,
                                  const ReplayRequest& request);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_RECEIPT_H_
