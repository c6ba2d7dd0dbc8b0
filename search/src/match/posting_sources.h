// What Xapian's matcher asks of us: weights of entities, and a pulse.
#ifndef VIGIE_MATCH_POSTING_SOURCES_H_
#define VIGIE_MATCH_POSTING_SOURCES_H_

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "index/segment.h"
#include "index/term_impact.h"
#include "match/call_poll.h"

namespace vigie::match {

// BM25's constants for words, and for entities in its likeness.
using index::kBm25B;
using index::kBm25K1;

// Every document of a shard, at weight 0. To be joined by OP_FILTER to what
// finds the documents; subclasses add a weight to each.
class EveryDocument : public Xapian::PostingSource {
 public:
  Xapian::doccount get_termfreq_min() const override { return last_; }
  Xapian::doccount get_termfreq_est() const override { return last_; }
  Xapian::doccount get_termfreq_max() const override { return last_; }
  Xapian::docid get_docid() const override { return current_; }
  void next(double min_weight) override { skip_to(current_ + 1, min_weight); }
  void skip_to(Xapian::docid docid, double min_weight) override;
  bool check(Xapian::docid docid, double min_weight) override;
  bool at_end() const override { return current_ > last_; }
  void init(const Xapian::Database& shard) override;

 private:
  Xapian::docid current_ = 0;
  Xapian::doccount last_ = 0;
};

// One document of one shard.
class OneDocument : public EveryDocument {
 public:
  OneDocument(std::string shard_uuid, Xapian::docid document)
      : uuid_(std::move(shard_uuid)), document_(document) {}
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return 1; }
  Xapian::doccount get_termfreq_max() const override { return 1; }
  void skip_to(Xapian::docid docid, double min_weight) override;
  bool check(Xapian::docid docid, double min_weight) override;
  OneDocument* clone() const override;
  void init(const Xapian::Database& shard) override;

 private:
  std::string uuid_;
  Xapian::docid document_;
  bool here_ = false;  // in this shard
};

// Throws Stopped out of the matcher when the call should end. In an AND with a
// phrase it is asked about a candidate before positions are read.
class PulseSource : public EveryDocument {
 public:
  explicit PulseSource(CallPoll* poll) : poll_(poll) {}
  void skip_to(Xapian::docid docid, double min_weight) override;
  bool check(Xapian::docid docid, double min_weight) override;
  PulseSource* clone() const override;

 private:
  CallPoll* poll_;
};

// How much an entity leaf weighs. Entity terms have wdf 0 so that they do not
// stretch lengths; the weight is BM25's without length normalisation, over the
// number of stored mentions (those of the title count double, as words do):
// log-idf of the leaf x (k1 + 1) c / (c + k1).
struct EntityWeights {
  double idf = 0;
  // By uuid of the shard's database. Two segments with one uuid are copies.
  struct Shard {
    std::shared_ptr<const index::Segment> segment;
    std::vector<uint32_t> ordinals;  // of the leaf's entities there, sorted
  };
  std::unordered_map<std::string, Shard> shards;
};

// Xapian's BM25 idf, with its floor for terms in most documents.
double Bm25Idf(double documents, double matching);

class EntitySource : public EveryDocument {
 public:
  explicit EntitySource(std::shared_ptr<const EntityWeights> weights);
  double get_weight() const override;
  EntitySource* clone() const override;
  void init(const Xapian::Database& shard) override;

 private:
  std::shared_ptr<const EntityWeights> weights_;
  const EntityWeights::Shard* shard_ = nullptr;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_POSTING_SOURCES_H_
