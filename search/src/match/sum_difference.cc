#include "match/sum_difference.h"

#include <utility>

#include "match/attribute_lists.h"
#include "match/value_adder.h"

namespace vigie::match {
namespace {

class Counting {
 public:
  // Of segments by number.
  using Sets = std::vector<std::pair<uint32_t, DocSet>>;
  using Summed = std::vector<std::pair<uint32_t, FacetSums::Pointer>>;

  Counting(uint32_t name, const AttributeSums& sums,
           const FacetColumns& columns, CallPoll* poll)
      : name_(name),
        sums_(sums),
        columns_(columns),
        catalog_(columns.catalog()),
        poll_(poll) {}

  // Since the first segment alone was counted, tombstoned documents included.
  Result<SumDifference> Count(const std::vector<DocSet>& live) const {
    SumDifference difference;
    Sets removed;
    Sets gone;
    Sets added;
    Summed summed;
    removed.emplace_back(0, sums_.tombstoned(0).View());
    for (uint32_t i = 1; i < live.size(); ++i) {
      if (FacetSums::Pointer kept = sums_.Kept(i)) {
        summed.emplace_back(i, std::move(kept));
        gone.emplace_back(i, sums_.tombstoned(i).View());
      } else {
        added.emplace_back(i, live[i].View());
      }
    }
    Status counted = Add(removed, {}, &difference.removed);
    if (counted.ok()) counted = Add(gone, {}, &difference.gone);
    if (counted.ok()) counted = Add(added, summed, &difference.added);
    if (!counted.ok()) return counted;
    return difference;
  }

 private:
  bool IsOwn(uint32_t value) const {
    return catalog_.attribute_name(value) == name_;
  }

  Status Add(const Sets& sets, const Summed& summed,
             CountedSums* counted) const {
    ValueAdder adder(catalog_.attribute_values().size());
    for (const auto& [segment, sums] : summed) {
      const AttributeLists lists(catalog_, segment);
      sums->Visit([&](ValueSum sum) {
        sum.value = lists.InCatalog(sum.value);
        adder.AddSum(sum);
      });
      counted->missing += sums->missing();
      counted->documents += sums->distinct();
    }
    for (const auto& [segment, docs] : sets) {
      counted->documents += docs.size();
      Status added = AddDocuments(segment, docs, &adder, &counted->missing);
      if (!added.ok()) return added;
    }
    counted->sums = adder.Take([this](uint32_t value) { return IsOwn(value); });
    return OkStatus();
  }

  // Adds values of other attributes too, after the first one of its own:
  // telling them apart takes longer, and is done once for each.
  Status AddDocuments(uint32_t number, const DocSet& docs, ValueAdder* adder,
                      uint32_t* missing) const {
    const bool mentioned = !catalog_.segments()[number]->entities().empty();
    const AttributeLists lists(catalog_, number);
    uint32_t left = CallPoll::kInterval;
    Status status;
    lists.Visit(docs, [&](uint32_t doc, index::Span<uint32_t> listed) {
      if (--left == 0) {
        left = CallPoll::kInterval;
        if (status.ok()) status = poll_->Tick();
      }
      if (!status.ok()) return;
      const uint32_t* at = listed.begin();
      while (at != listed.end() && !IsOwn(lists.InCatalog(*at))) ++at;
      if (at == listed.end()) {
        ++*missing;
        return;
      }
      const uint32_t mentions =
          mentioned ? columns_.Mentions({number, doc}) : 0;
      for (; at != listed.end(); ++at) {
        adder->Add(lists.InCatalog(*at), mentions);
      }
    });
    return status;
  }

  const uint32_t name_;
  const AttributeSums& sums_;
  const FacetColumns& columns_;
  const Catalog& catalog_;
  CallPoll* const poll_;
};

const DocSet& Of(const AttributeSums& sums, uint32_t segment) {
  return sums.tombstoned(segment);
}
const DocSet& Of(const std::vector<DocSet>& live, uint32_t segment) {
  return live[segment];
}

// Of segments [begin, end).
template <typename Docs>
void Add(const ChangedRows& rows, uint32_t begin, uint32_t end,
         const Docs& docs, CountedSums* counted) {
  FewValueAdder adder;
  for (uint32_t i = begin; i < end; ++i) {
    if (Of(docs, i).empty()) continue;
    rows.Visit(i, Of(docs, i),
               [&](index::Span<uint32_t> values, uint32_t mentions) {
                 ++counted->documents;
                 counted->missing += values.size == 0 ? 1 : 0;
                 for (const uint32_t value : values) {
                   adder.Add(value, mentions);
                 }
               });
  }
  counted->sums = adder.Take([](uint32_t /*value*/) { return true; });
}

}  // namespace

Result<SumDifference> DifferenceFromFirst(uint32_t name,
                                          const std::vector<DocSet>& live,
                                          const AttributeSums& sums,
                                          const FacetColumns& columns,
                                          CallPoll* poll) {
  return Counting(name, sums, columns, poll).Count(live);
}

SumDifference DifferenceBy(const ChangedRows& rows,
                           const std::vector<DocSet>& live,
                           const AttributeSums& sums) {
  SumDifference difference;
  const uint32_t known = rows.change().segments;
  Add(rows, 0, 1, sums, &difference.removed);
  Add(rows, 1, known, sums, &difference.gone);
  Add(rows, known, static_cast<uint32_t>(live.size()), live, &difference.added);
  return difference;
}

}  // namespace vigie::match
