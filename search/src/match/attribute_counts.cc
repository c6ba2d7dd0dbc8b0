#include "match/attribute_counts.h"

#include <cstdint>

#include "match/attribute_lists.h"
#include "match/attribute_sums.h"

namespace vigie::match {
namespace {

// So many values of the catalog are looked at in the time that listing the
// values of one document takes.
constexpr size_t kValuesPerDocument = 64;

// Counts values of other attributes too, after the first one of its own:
// telling them apart takes longer, and is done once they are few.
class AttributeCount {
 public:
  AttributeCount(const FacetColumns& columns, uint32_t name,
                 const AttributeSums& sums, FacetCounter* counter)
      : columns_(columns),
        catalog_(columns.catalog()),
        name_(name),
        sums_(sums),
        counter_(counter) {}

  Status Count(const std::vector<DocSet>& docs, CallPoll* poll) {
    uint64_t documents = 0;
    bool mentioned = false;
    for (uint32_t i = 0; i < docs.size(); ++i) {
      documents += docs[i].size();
      mentioned = mentioned || !catalog_.segments()[i]->entities().empty();
    }
    const size_t values = catalog_.attribute_values().size();
    if (!mentioned && documents > values / kValuesPerDocument) {
      all_ = counter_->ArticlesOfAll(static_cast<uint32_t>(values));
    }
    for (uint32_t i = 0; i < docs.size(); ++i) {
      Status counted = CountSegment(i, docs[i], poll);
      if (!counted.ok()) return counted;
    }
    // Once all is counted, so that no count falls to nothing and rises again.
    for (const uint32_t i : summed_) {
      Status removed = RemoveTombstoned(i, poll);
      if (!removed.ok()) return removed;
    }
    counter_->Keep([this](uint32_t value) { return IsOwn(value); });
    return OkStatus();
  }

 private:
  bool IsOwn(uint32_t value) const {
    return catalog_.attribute_name(value) == name_;
  }

  Status CountSegment(uint32_t number, const DocSet& docs, CallPoll* poll) {
    const AttributeLists lists(catalog_, number);
    const Result<FacetSums::Pointer> kept = sums_.Get(number, docs, poll);
    if (!kept.ok()) return kept.status();
    if (*kept != nullptr) {
      AddSums(lists, **kept);
      summed_.push_back(number);
      return OkStatus();
    }
    if (all_ != nullptr && lists.numbers_as_catalog()) {
      return CountInAll(lists, docs, poll);
    }
    return Visit(
        lists, number, docs, poll,
        [this](uint32_t value, uint32_t mentions) { Add(value, mentions); },
        [this] { counter_->AddMissing(); });
  }

  // As Visit and Add, of values that have the catalog's numbers and no mention:
  // nothing but the count is left to do for a value.
  Status CountInAll(const AttributeLists& lists, const DocSet& docs,
                    CallPoll* poll) const {
    uint32_t* const all = all_;
    uint32_t missing = 0;
    uint32_t left = CallPoll::kInterval;
    Status status;
    lists.Visit(docs, [&](uint32_t /*doc*/, index::Span<uint32_t> listed) {
      if (--left == 0) {
        left = CallPoll::kInterval;
        if (status.ok()) status = poll->Tick();
      }
      if (!status.ok()) return;
      const uint32_t* at = listed.begin();
      const uint32_t* const end = listed.end();
      while (at != end && !IsOwn(*at)) ++at;
      missing += at == end ? 1 : 0;
      for (; at != end; ++at) ++all[*at];
    });
    counter_->AddMissing(missing);
    return status;
  }

  Status RemoveTombstoned(uint32_t number, CallPoll* poll) const {
    return Visit(
        AttributeLists(catalog_, number), number, sums_.tombstoned(number),
        poll,
        [this](uint32_t value, uint32_t mentions) { Remove(value, mentions); },
        [this] { counter_->RemoveMissing(); });
  }

  // Calls `take` with the values of each document from the first one of its own
  // on, or `miss` when there is none.
  template <typename Take, typename Miss>
  Status Visit(const AttributeLists& lists, uint32_t number, const DocSet& docs,
               CallPoll* poll, const Take& take, const Miss& miss) const {
    const bool mentioned = !catalog_.segments()[number]->entities().empty();
    uint32_t left = CallPoll::kInterval;
    Status status;
    lists.Visit(docs, [&](uint32_t doc, index::Span<uint32_t> listed) {
      if (--left == 0) {
        left = CallPoll::kInterval;
        if (status.ok()) status = poll->Tick();
      }
      if (!status.ok()) return;
      const uint32_t* at = listed.begin();
      while (at != listed.end() && !IsOwn(lists.InCatalog(*at))) ++at;
      if (at == listed.end()) return miss();
      const uint32_t mentions =
          mentioned ? columns_.Mentions({number, doc}) : 0;
      for (; at != listed.end(); ++at) take(lists.InCatalog(*at), mentions);
    });
    return status;
  }

  void Add(uint32_t value, uint32_t mentions) const {
    if (all_ != nullptr) {
      ++all_[value];
    } else {
      counter_->Add(value, mentions);
    }
  }

  // Sums are of its own values alone.
  void Remove(uint32_t value, uint32_t mentions) const {
    if (!IsOwn(value)) return;
    if (all_ != nullptr) {
      --all_[value];
    } else {
      counter_->Remove(value, mentions);
    }
  }

  void AddSums(const AttributeLists& lists, const ValueSums& sums) const {
    counter_->AddMissing(sums.missing());
    sums.Visit([&](const ValueSum& sum) {
      const uint32_t value = lists.InCatalog(sum.value);
      if (all_ != nullptr) {
        all_[value] += sum.articles;
      } else {
        counter_->AddSum(value, {sum.articles, sum.mentions});
      }
    });
  }

  const FacetColumns& columns_;
  const Catalog& catalog_;
  const uint32_t name_;
  const AttributeSums& sums_;
  FacetCounter* const counter_;
  std::vector<uint32_t> summed_;  // segments that kept sums counted
  uint32_t* all_ = nullptr;       // FacetCounter::ArticlesOfAll, when it pays
};

}  // namespace

Status CountAttribute(const std::string& attribute,
                      const std::vector<DocSet>& docs, const KeptScope& kept,
                      const FacetColumns& columns, CallPoll* poll,
                      FacetCounter* counter) {
  const auto name = columns.catalog().FindAttributeName(attribute);
  if (name) {
    const AttributeSums sums(attribute, *name, columns, kept);
    return AttributeCount(columns, *name, sums, counter).Count(docs, poll);
  }
  for (const DocSet& of_segment : docs) counter->AddMissing(of_segment.size());
  return OkStatus();
}

}  // namespace vigie::match
