// Ranges of responses in the unit that the request asks for. Needs the
// articles' texts, which hits and mention rows do not carry.
#ifndef SERVER_PAGE_RANGES_H_
#define SERVER_PAGE_RANGES_H_

#include <memory>
#include <string>

#include "vigie/snapshot.h"
#include "vigie/status.h"
#include "vigie/v1/search_service.pb.h"
#include "wire/range_unit.h"

namespace vigie::server {

// Converts what one response, or one stream, shows of articles. Keeps the last
// article, since rows of one article follow each other. Not thread-safe.
class PageRanges {
 public:
  // `snapshot` must be the one that the response was computed on, and outlive
  // this object.
  PageRanges(const Snapshot& snapshot, v1::RangeUnit unit)
      : snapshot_(snapshot), unit_(unit) {}

  // Nothing to do for bytes. Errors as Snapshot::GetArticle.
  Status Convert(v1::MentionRow* row);
  Status Convert(v1::Hit* hit);
  Status Convert(v1::EvidenceSentence* evidence);
  // Their evidence.
  Status Convert(
      google::protobuf::RepeatedPtrField<v1::RelatedEntity>* related);
  Status Convert(v1::RejectedCandidate* candidate);
  // The places that the clauses found in the article `id`.
  Status Convert(const std::string& id, v1::ExplainResponse* response);

 private:
  Status Load(const std::string& id);

  const Snapshot& snapshot_;
  const v1::RangeUnit unit_;
  Article article_;
  std::unique_ptr<wire::ArticleRanges> ranges_;  // of article_
};

}  // namespace vigie::server

#endif  // SERVER_PAGE_RANGES_H_
