// What the vocabularies of segments say of terms, kept for the next queries.
#ifndef VIGIE_MATCH_TERM_FACTS_H_
#define VIGIE_MATCH_TERM_FACTS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "index/segment.h"
#include "match/kept_by_doc.h"
#include "match/posting_list.h"
#include "match/segment_numbers.h"
#include "match/segment_terms.h"

namespace vigie::match {

// Which segments have articles of a term: those of its list, tombstoned ones
// among them.
struct TermHolders {
  std::vector<uint32_t> segments;  // rising
  std::vector<uint32_t> counts;    // articles, of each of them
  // Once asked for, of each of them: null unless the segment is small and
  // stores no bitmap.
  std::vector<PostingListPtr> lists;
  bool listed = false;
  uint64_t articles = 0;  // of all of them
};

// Terms that begin alike: the first of them in some order.
struct TermFamily {
  std::vector<std::string> terms;
  uint64_t articles = 0;
  size_t size = 0;  // of the whole family
};

// How a family is made: of what each segment says of it, which is kept as long
// as the segment is there.
struct FamilyRecipe {
  std::function<SegmentTerms(const index::Segment&)> list;
  // By segment; never null.
  std::function<TermFamily(const std::vector<SegmentTermsPtr>&)> join;
};

// What is kept of all snapshots: later ones ask the segments alone that the one
// before them had not. Bounded; what was asked for longest ago goes first.
// Thread-safe.
struct KeptTerms {
  // The numbers of a snapshot's segments, which one object stands for.
  using Numbers = std::shared_ptr<const std::vector<uint32_t>>;

  struct Holders {
    Numbers of;
    std::shared_ptr<const TermHolders> holders;
  };
  struct Family {
    Numbers of;
    std::vector<SegmentTermsPtr> lists;  // by segment; empty: too many to keep
    std::shared_ptr<const TermFamily> family;
  };

  static constexpr size_t kShards = 8;
  template <typename Value>
  using Shards = std::array<KeptBySegment<std::string, Value>, kShards>;

  KeptTerms();
  // Of the whole process: 24 MiB.
  static const std::shared_ptr<KeptTerms>& Shared();

  SegmentNumbers segments;
  Shards<Holders> holders;
  Shards<Family> families;
};

// Of one snapshot. Thread-safe.
class TermFacts {
 public:
  using Segments = std::vector<std::shared_ptr<const index::Segment>>;
  using Holders = std::shared_ptr<const TermHolders>;
  using Family = std::shared_ptr<const TermFamily>;

  // `kept` may be null: everything is found out afresh. The segments must
  // outlive it.
  TermFacts(const Segments& segments, std::shared_ptr<KeptTerms> kept);
  ~TermFacts();
  TermFacts(const TermFacts&) = delete;
  TermFacts& operator=(const TermFacts&) = delete;

  bool keeps() const { return kept_ != nullptr; }
  // O(segments x log terms) unless it is kept; of restricted segments also
  // O(postings).
  Holders HoldersOf(std::string_view term) const { return Look(term, false); }
  // The same with lists.
  Holders ListsOf(std::string_view term) const { return Look(term, true); }
  // What the recipe gives for the same name, which tells all that it depends on
  // but the segments. When it throws, nothing is kept.
  Family FamilyOf(const std::string& name, const FamilyRecipe& recipe) const;

 private:
  // Where the segments of another snapshot are in this one.
  struct Places {
    KeptTerms::Numbers from;
    std::vector<int32_t> to;      // by segment there; negative: gone
    std::vector<uint32_t> added;  // segments that it has not
  };

  std::shared_ptr<const Places> PlacesOf(const KeptTerms::Numbers& from) const;
  Holders Look(std::string_view term, bool lists) const;
  TermHolders FindHolders(std::string_view term,
                          const KeptTerms::Holders* before, bool lists) const;
  // Null: the segment is not small, or stores a bitmap of it.
  PostingListPtr SmallList(uint32_t segment, std::string_view term) const;
  std::vector<SegmentTermsPtr> ListAll(const FamilyRecipe& recipe,
                                       const KeptTerms::Family* before) const;

  const Segments& segments_;
  const std::shared_ptr<KeptTerms> kept_;
  KeptTerms::Numbers numbers_;  // by segment
  uint32_t home_ = 0;  // number of the largest: what is kept goes with it
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const Places> places_;  // guarded by mutex_
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_TERM_FACTS_H_
