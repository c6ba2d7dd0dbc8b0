#include "match/attribute_counts.h"

#include <cstdint>

#include "index/columns.h"

namespace vigie::match {
namespace {

// So many values of the catalog are looked at in the time that listing the
// values of one document takes.
constexpr size_t kValuesPerDocument = 64;

// Whether a segment numbers its attribute values as the catalog does: the first
// one does, unless it lists a value twice.
bool NumbersAsCatalog(const Catalog& catalog, uint32_t segment) {
  const size_t values = catalog.segments()[segment]->attribute_values().size();
  return segment == 0 &&
         (values == 0 || catalog.attribute_value(0, values - 1) == values - 1);
}

// The attribute values of one segment's documents, as the catalog's numbers.
class ValueLists {
 public:
  ValueLists(const Catalog& catalog, uint32_t number)
      : catalog_(catalog),
        number_(number),
        segment_(*catalog.segments()[number]),
        same_(NumbersAsCatalog(catalog, number)) {
    const index::Columns* columns = segment_.columns();
    if (columns == nullptr) return;
    begin_ = columns->attribute_begin();
    values_ = columns->all_attributes();
  }

  // Calls `take` with the values of `doc` from the first on of which `is_own`
  // is true. False: there is none.
  template <typename IsOwn, typename Take>
  bool VisitFrom(uint32_t doc, const IsOwn& is_own, const Take& take) const {
    const index::Span<uint32_t> listed = Listed(doc);
    return same_ ? VisitFrom(
                       listed, is_own, [](uint32_t own) { return own; }, take)
                 : VisitFrom(
                       listed, is_own,
                       [this](uint32_t own) {
                         return catalog_.attribute_value(number_, own);
                       },
                       take);
  }

 private:
  index::Span<uint32_t> Listed(uint32_t doc) const {
    if (begin_.size == 0) return segment_.attributes(doc);
    return {values_.data + begin_[doc], begin_[doc + 1] - begin_[doc]};
  }

  template <typename IsOwn, typename Number, typename Take>
  static bool VisitFrom(index::Span<uint32_t> listed, const IsOwn& is_own,
                        const Number& number, const Take& take) {
    const uint32_t* at = listed.begin();
    while (at != listed.end() && !is_own(number(*at))) ++at;
    if (at == listed.end()) return false;
    for (; at != listed.end(); ++at) take(number(*at));
    return true;
  }

  const Catalog& catalog_;
  const uint32_t number_;
  const index::Segment& segment_;
  const bool same_;
  index::Span<uint32_t> begin_;
  index::Span<uint32_t> values_;
};

// Counts values of other attributes too, after the first one of its own:
// telling them apart takes longer, and is done once they are few.
class AttributeCount {
 public:
  AttributeCount(const FacetColumns& columns, uint32_t name,
                 FacetCounter* counter)
      : columns_(columns),
        catalog_(columns.catalog()),
        name_(name),
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
    counter_->Keep([this](uint32_t value) { return IsOwn(value); });
    return OkStatus();
  }

 private:
  bool IsOwn(uint32_t value) const {
    return catalog_.attribute_name(value) == name_;
  }

  Status CountSegment(uint32_t number, const DocSet& docs, CallPoll* poll) {
    const ValueLists lists(catalog_, number);
    const bool mentioned = !catalog_.segments()[number]->entities().empty();
    const auto is_own = [this](uint32_t value) { return IsOwn(value); };
    uint32_t left = CallPoll::kInterval;
    Status status;
    docs.Visit([&](uint32_t doc) {
      if (--left == 0) {
        left = CallPoll::kInterval;
        if (status.ok()) status = poll->Tick();
      }
      if (!status.ok()) return;
      const bool any =
          all_ != nullptr
              ? lists.VisitFrom(doc, is_own,
                                [this](uint32_t value) { ++all_[value]; })
              : CountListed(lists, doc,
                            mentioned ? columns_.Mentions({number, doc}) : 0);
      if (!any) counter_->AddMissing();
    });
    return status;
  }

  bool CountListed(const ValueLists& lists, uint32_t doc,
                   uint32_t mentions) const {
    return lists.VisitFrom(
        doc, [this](uint32_t value) { return IsOwn(value); },
        [&](uint32_t value) { counter_->Add(value, mentions); });
  }

  const FacetColumns& columns_;
  const Catalog& catalog_;
  const uint32_t name_;
  FacetCounter* const counter_;
  uint32_t* all_ = nullptr;  // FacetCounter::ArticlesOfAll, when it pays
};

}  // namespace

Status CountAttribute(const std::string& attribute,
                      const std::vector<DocSet>& docs,
                      const FacetColumns& columns, CallPoll* poll,
                      FacetCounter* counter) {
  const auto name = columns.catalog().FindAttributeName(attribute);
  if (name) return AttributeCount(columns, *name, counter).Count(docs, poll);
  for (const DocSet& of_segment : docs) counter->AddMissing(of_segment.size());
  return OkStatus();
}

}  // namespace vigie::match
