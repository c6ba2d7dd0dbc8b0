#include "match/positional_source.h"

#include <algorithm>

namespace vigie::match {
namespace {

// Number of the shard with that uuid. Two with one uuid are copies.
uint32_t ShardNumber(const std::vector<std::string>& uuids,
                     const Xapian::Database& shard) {
  const auto found = std::find(uuids.begin(), uuids.end(), shard.get_uuid());
  return static_cast<uint32_t>(found - uuids.begin());
}

}  // namespace

// Xapian takes over what clone() returns.
PositionalSource* PositionalSource::clone() const {
  return new PositionalSource(query_);
}

void PositionalSource::init(const Xapian::Database& shard) {
  EveryDocument::init(shard);
  shard_ = shard;
  segment_ = ShardNumber(query_->uuids, shard);
  words_.emplace(query_->terms, shard_, query_->budget);
  asked_ = 0;
}

void PositionalSource::skip_to(Xapian::docid docid, double min_weight) {
  EveryDocument::skip_to(docid, min_weight);
  while (!at_end() && !Matches(get_docid())) {
    EveryDocument::skip_to(get_docid() + 1, min_weight);
  }
}

bool PositionalSource::check(Xapian::docid docid, double min_weight) {
  EveryDocument::check(docid, min_weight);
  return at_end() || Matches(get_docid());
}

bool PositionalSource::Matches(Xapian::docid docid) {
  if (docid == asked_) return answer_;
  query_->poll->TickOrThrow();
  asked_ = docid;
  answer_ = false;
  const Segments& segments = query_->catalog.segments();
  if (segment_ >= segments.size() || docid > segments[segment_]->size()) {
    return false;
  }
  const index::Segment& segment = *segments[segment_];
  const uint32_t doc = docid - 1;
  const index::Structure structure = segment.structure(doc);
  article_.ref = {segment_, doc};
  article_.structure.Reset(structure);
  article_.words = &*words_;
  words_->MoveTo(docid, structure, article_.structure);
  ArticleText text(segment, doc);
  article_.text = &text;
  found_.clear();
  answer_ = query_->evaluator.Evaluate(&article_, &found_);
  if (!article_.status.ok()) throw Stopped{article_.status};
  return answer_;
}

RemainingSource* RemainingSource::clone() const {
  return new RemainingSource(excluded_);
}

void RemainingSource::init(const Xapian::Database& shard) {
  EveryDocument::init(shard);
  const uint32_t number = ShardNumber(excluded_->uuids, shard);
  of_shard_ = number < excluded_->excluded.size() ? &excluded_->excluded[number]
                                                  : nullptr;
}

bool RemainingSource::Remains(Xapian::docid docid) const {
  return of_shard_ == nullptr || docid > of_shard_->size() ||
         !(*of_shard_)[docid - 1];
}

void RemainingSource::skip_to(Xapian::docid docid, double min_weight) {
  EveryDocument::skip_to(docid, min_weight);
  while (!at_end() && !Remains(get_docid())) {
    EveryDocument::skip_to(get_docid() + 1, min_weight);
  }
}

bool RemainingSource::check(Xapian::docid docid, double min_weight) {
  EveryDocument::check(docid, min_weight);
  return at_end() || Remains(get_docid());
}

}  // namespace vigie::match
