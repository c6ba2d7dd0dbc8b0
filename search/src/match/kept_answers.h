// Answers of one snapshot, kept for those who ask again or turn the page.
#ifndef VIGIE_MATCH_KEPT_ANSWERS_H_
#define VIGIE_MATCH_KEPT_ANSWERS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "match/found_hits.h"
#include "match/kept_by_doc.h"
#include "match/kept_by_name.h"
#include "vigie/search.h"

namespace vigie::match {

struct CountedFacets {
  std::vector<Facet> facets;
  // Of an answer that is nothing but facets:
  uint64_t total = 0;  // hits
  QueryUnderstanding understanding;
  PartialReason partial = PartialReason::kComplete;
  uint64_t articles_searched = 0;  // when partial
};

// About what they take of memory.
size_t BytesOf(const FoundHits& found);
size_t BytesOf(const CountedFacets& counted);

// Bounded; of snapshots by number. Thread-safe.
class KeptAnswers {
 public:
  // By name, each with a share of the bounds, so that threads seldom wait for
  // one another.
  struct Part {
    Part(size_t most_bytes_of_hits, size_t most_bytes_of_facets)
        : hits(most_bytes_of_hits), facets(most_bytes_of_facets) {}

    KeptBySegment<std::string, FoundHits> hits;
    KeptBySegment<std::string, CountedFacets> facets;
  };

  KeptAnswers(size_t most_bytes_of_hits, size_t most_bytes_of_facets);

  // Of the whole process: 24 MiB of hits, 4 of facets.
  static const std::shared_ptr<KeptAnswers>& Shared();

  uint32_t NextSnapshot() { return next_++; }
  Part& PartOf(const std::string& name) {
    return parts_[std::hash<std::string>()(name) % kParts];
  }
  // Whether a name was asked for lately, of this or of an earlier revision;
  // `scope` tells views of some sources apart.
  bool SeenBefore(uint32_t scope, const std::string& name) {
    return sightings_.SeenBefore(scope, name);
  }
  void Forget(uint32_t snapshot);

 private:
  static constexpr size_t kParts = 16;

  std::atomic<uint32_t> next_{0};
  std::deque<Part> parts_;
  Sightings sightings_;
};

// The answers of one snapshot, which go with it. Those that time or cost cut
// are not for keeping. Thread-safe.
class AnswerMemory {
 public:
  // `scope_key`: Corpus::scope_key.
  AnswerMemory(std::shared_ptr<KeptAnswers> kept, const std::string& scope_key)
      : kept_(std::move(kept)),
        number_(kept_->NextSnapshot()),
        scope_(static_cast<uint32_t>(std::hash<std::string>()(scope_key))) {}
  ~AnswerMemory() { kept_->Forget(number_); }
  AnswerMemory(const AnswerMemory&) = delete;
  AnswerMemory& operator=(const AnswerMemory&) = delete;

  // Null when they are not kept. Names: HitsKey and FacetsKey with the day that
  // dates are relative to.
  std::shared_ptr<const FoundHits> FindHits(const std::string& name) const {
    return kept_->PartOf(name).hits.Find({number_, name});
  }
  std::shared_ptr<const CountedFacets> FindFacets(
      const std::string& name) const {
    return kept_->PartOf(name).facets.Find({number_, name});
  }
  // Whether what has that name is asked for again.
  bool WorthKeeping(const std::string& name) const {
    return kept_->SeenBefore(scope_, name);
  }
  // Returns it.
  std::shared_ptr<const FoundHits> Keep(const std::string& name,
                                        FoundHits found) const;
  std::shared_ptr<const CountedFacets> Keep(const std::string& name,
                                            CountedFacets counted) const;

 private:
  const std::shared_ptr<KeptAnswers> kept_;
  const uint32_t number_;
  const uint32_t scope_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_KEPT_ANSWERS_H_
