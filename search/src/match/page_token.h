// Where the next page starts: opaque to callers, checked by us.
#ifndef VIGIE_MATCH_PAGE_TOKEN_H_
#define VIGIE_MATCH_PAGE_TOKEN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// The row before a page, by which the rest can be found in another revision.
struct RowKey {
  double value = 0;  // that rows are ordered by, falling
  std::string id;    // of the article; orders ties
  uint32_t row = 0;  // of mentions: its number in the article
};

// The revision of tokens that go on wherever the index is.
inline constexpr uint64_t kAnyRevision = UINT64_MAX;

struct PageToken {
  uint64_t revision = 0;        // that the pages belong to, or kAnyRevision
  uint64_t request_hash = 0;    // of every field but the token and the control
  uint64_t offset = 0;          // rows before the page
  int32_t day = 0;              // when the first page was asked for, in Paris
  std::optional<RowKey> after;  // required with kAnyRevision
};

// URL-safe base64 without padding of a version byte, the four numbers, the key
// and a CRC32C.
std::string EncodePageToken(const PageToken& token);
// INVALID_ARGUMENT (reason PAGE_TOKEN_MISMATCH) when it is not one of ours.
Result<PageToken> DecodePageToken(std::string_view text);

// In days since 1970-01-01 in Europe/Paris, now.
int32_t Today();

struct PageStart {
  uint64_t offset = 0;  // rows before the page
  // What « hier » is relative to, in days since 1970-01-01 in Europe/Paris: all
  // pages of an answer are read on the day of the first one.
  int32_t today = 0;
  // Of a resume token: the rows that come after it are sought instead of
  // `offset`, which is what came before the page elsewhere.
  std::optional<RowKey> after;
};

// Where the page that `text` names starts; of the empty one, at 0 and
// today.
// INVALID_ARGUMENT (reason PAGE_TOKEN_MISMATCH): of another request.
// FAILED_PRECONDITION (reason REVISION_EXPIRED): of another revision.
Result<PageStart> FindPage(std::string_view text, uint64_t revision,
                           uint64_t request_hash);

// The token that goes on after the same row in whatever revision answers.
// INVALID_ARGUMENT (reason PAGE_TOKEN_MISMATCH).
Result<std::string> ResumeTokenOf(std::string_view page_token);

// Every field of a request but its token and control, as bytes: equal iff
// those fields are.
std::string RequestKey(const SearchRequest& request);
std::string RequestKey(const MentionRequest& request);
std::string RequestKey(const ArticlesRequest& request);
// The fields that decide what is found and how it is ordered, but not
// QueryOptions::require_complete, and the day that dates are relative to.
std::string HitsKey(const SearchRequest& request, int32_t day);
// The same of what facets count.
std::string FacetsKey(const SearchRequest& request, int32_t day);
std::string FacetsKey(const FacetsRequest& request, int32_t day);
// The PageToken::request_hash of a key.
uint64_t KeyHash(std::string_view key);

// Page sizes as the requests document them.
uint32_t PageSize(const SearchRequest& request);
uint32_t PageSize(const MentionRequest& request);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_PAGE_TOKEN_H_
