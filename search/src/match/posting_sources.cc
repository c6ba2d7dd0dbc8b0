#include "match/posting_sources.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "index/schema.h"

namespace vigie::match {

void EveryDocument::init(const Xapian::Database& shard) {
  current_ = 0;
  last_ = shard.get_lastdocid();
}

void EveryDocument::skip_to(Xapian::docid docid, double /*min_weight*/) {
  current_ = std::max(current_, docid);
}

bool EveryDocument::check(Xapian::docid docid, double /*min_weight*/) {
  current_ = std::max(current_, docid);
  return true;
}

void OneDocument::skip_to(Xapian::docid docid, double min_weight) {
  const bool ahead = here_ && docid <= document_;
  EveryDocument::skip_to(ahead ? document_ : UINT32_MAX, min_weight);
}

bool OneDocument::check(Xapian::docid docid, double min_weight) {
  skip_to(docid, min_weight);
  return true;
}

OneDocument* OneDocument::clone() const {
  return new OneDocument(uuid_, document_);
}

void OneDocument::init(const Xapian::Database& shard) {
  EveryDocument::init(shard);
  here_ = shard.get_uuid() == uuid_;
}

void PulseSource::skip_to(Xapian::docid docid, double min_weight) {
  poll_->TickOrThrow();
  EveryDocument::skip_to(docid, min_weight);
}

bool PulseSource::check(Xapian::docid docid, double min_weight) {
  poll_->TickOrThrow();
  return EveryDocument::check(docid, min_weight);
}

// Xapian takes over what clone() returns.
PulseSource* PulseSource::clone() const { return new PulseSource(poll_); }

double Bm25Idf(double documents, double matching) {
  double ratio = (documents - matching + 0.5) / (matching + 0.5);
  if (ratio < 2) ratio = ratio * 0.5 + 1;
  return std::log(ratio);
}

EntitySource::EntitySource(std::shared_ptr<const EntityWeights> weights)
    : weights_(std::move(weights)) {
  set_maxweight(weights_->idf * (kBm25K1 + 1));
}

EntitySource* EntitySource::clone() const { return new EntitySource(weights_); }

void EntitySource::init(const Xapian::Database& shard) {
  EveryDocument::init(shard);
  set_maxweight(weights_->idf * (kBm25K1 + 1));
  const auto found = weights_->shards.find(shard.get_uuid());
  shard_ = found == weights_->shards.end() ? nullptr : &found->second;
}

double EntitySource::get_weight() const {
  if (shard_ == nullptr) return 0;
  double count = 0;
  for (const index::StoredMention& mention :
       shard_->segment->mentions(get_docid() - 1)) {
    if (!std::binary_search(shard_->ordinals.begin(), shard_->ordinals.end(),
                            mention.entity)) {
      continue;
    }
    count += static_cast<Field>(mention.field) == Field::kTitle
                 ? index::kTitleWdf
                 : index::kTextWdf;
  }
  return weights_->idf * (kBm25K1 + 1) * count / (count + kBm25K1);
}

}  // namespace vigie::match
