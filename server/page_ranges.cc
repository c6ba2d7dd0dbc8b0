#include "server/page_ranges.h"

#include <utility>

namespace vigie::server {

Status PageRanges::Load(const std::string& id) {
  if (ranges_ && article_.id == id) return OkStatus();
  Result<Article> article = snapshot_.GetArticle(id);
  if (!article.ok()) return article.status();
  ranges_.reset();
  article_ = *std::move(article);
  ranges_ = std::make_unique<wire::ArticleRanges>(article_.title, article_.text,
                                                  unit_);
  return OkStatus();
}

Status PageRanges::Convert(v1::MentionRow* row) {
  if (wire::CountsBytes(unit_)) return OkStatus();
  Status loaded = Load(row->article().id());
  if (loaded.ok()) ranges_->Convert(row);
  return loaded;
}

Status PageRanges::Convert(v1::Hit* hit) {
  if (wire::CountsBytes(unit_)) return OkStatus();
  Status loaded = Load(hit->article().id());
  if (loaded.ok()) ranges_->Convert(hit);
  return loaded;
}

Status PageRanges::Convert(v1::EvidenceSentence* evidence) {
  if (wire::CountsBytes(unit_)) return OkStatus();
  Status loaded = Load(evidence->article().id());
  if (loaded.ok()) ranges_->Convert(evidence);
  return loaded;
}

Status PageRanges::Convert(v1::RejectedCandidate* candidate) {
  if (wire::CountsBytes(unit_)) return OkStatus();
  Status loaded = Load(candidate->article().id());
  if (loaded.ok()) ranges_->Convert(candidate);
  return loaded;
}

Status PageRanges::Convert(const std::string& id,
                           v1::ExplainResponse* response) {
  if (wire::CountsBytes(unit_)) return OkStatus();
  Status loaded = Load(id);
  if (!loaded.ok()) return loaded;
  for (v1::ExplainClause& clause : *response->mutable_clauses()) {
    for (v1::ExplainMatch& match : *clause.mutable_found()) {
      ranges_->Convert(&match);
    }
  }
  return OkStatus();
}

Status PageRanges::Convert(
    google::protobuf::RepeatedPtrField<v1::RelatedEntity>* related) {
  for (v1::RelatedEntity& entity : *related) {
    for (v1::EvidenceSentence& sentence : *entity.mutable_evidence()) {
      Status converted = Convert(&sentence);
      if (!converted.ok()) return converted;
    }
  }
  return OkStatus();
}

}  // namespace vigie::server
