#include "match/changed_sums.h"

#include <algorithm>
#include <utility>

#include "match/attribute_lists.h"
#include "match/attribute_sums.h"
#include "match/value_adder.h"
#include "match/value_changes.h"

namespace vigie::match {
namespace {

// Fewer documents of the first segment are counted as fast.
constexpr uint32_t kChangedFrom = 64;
// What changes is at most one document of so many.
constexpr uint64_t kUnchanged = 3;
// What changed since an earlier revision is carried on once it is one document
// of so many.
constexpr uint64_t kCarriedOn = 8;
// The values of fewer documents are found by hash.
constexpr uint64_t kFewDocuments = 512;
// Fewer first values than that, of more, are looked for among all.
constexpr size_t kLeastFirst = 32;

using Sums = std::vector<ValueSum>;
using Change = ValueChange;

// What some documents have of the attribute.
struct Counted {
  Sums sums;
  uint32_t missing = 0;
  uint64_t documents = 0;
};

// What came and went since something was counted.
struct Difference {
  Counted removed;  // tombstoned in the first segment
  Counted gone;     // tombstoned in the others that were counted
  Counted added;    // the live ones of segments that were not

  uint64_t documents() const {
    return removed.documents + gone.documents + added.documents;
  }
  int64_t missing() const {
    return int64_t{added.missing} - removed.missing - gone.missing;
  }
};

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

  // `change`: since what was counted; null: of that only the first segment was,
  // tombstoned documents included.
  Result<Difference> Count(const std::vector<DocSet>& live,
                           const ExtentChange* change) const {
    Difference difference;
    const uint32_t known = change == nullptr ? 1 : change->segments;
    Sets removed;
    Sets gone;
    for (uint32_t i = 0; i < known; ++i) {
      DocSet died = change == nullptr
                        ? sums_.tombstoned(i).View()
                        : Intersect(sums_.tombstoned(i), change->died[i]);
      if (died.empty()) continue;
      (i == 0 ? removed : gone).emplace_back(i, std::move(died));
    }
    Sets added;
    Summed summed;
    for (uint32_t i = known; i < live.size(); ++i) {
      if (FacetSums::Pointer kept = sums_.Kept(i)) {
        summed.emplace_back(i, std::move(kept));
        gone.emplace_back(i, sums_.tombstoned(i).View());
      } else if (!live[i].empty()) {
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

  Status Add(const Sets& sets, const Summed& summed, Counted* counted) const {
    for (const auto& [segment, docs] : sets) counted->documents += docs.size();
    if (summed.empty() && counted->documents < kFewDocuments) {
      if (sets.empty()) return OkStatus();
      FewValueAdder adder;
      return AddSets(sets, &adder, counted);
    }
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
    return AddSets(sets, &adder, counted);
  }

  template <typename Adder>
  Status AddSets(const Sets& sets, Adder* adder, Counted* counted) const {
    for (const auto& [segment, docs] : sets) {
      Status added = AddDocuments(segment, docs, adder, &counted->missing);
      if (!added.ok()) return added;
    }
    counted->sums =
        adder->Take([this](uint32_t value) { return IsOwn(value); });
    return OkStatus();
  }

  // Adds values of other attributes too, after the first one of its own:
  // telling them apart takes longer, and is done once for each.
  template <typename Adder>
  Status AddDocuments(uint32_t number, const DocSet& docs, Adder* adder,
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

// What values had before; asked for rising ones.
class Earlier {
 public:
  // As Changing.
  Earlier(const ValueSums& first, const CarriedSums* carried) : first_(first) {
    if (carried == nullptr) return;
    added_.emplace(carried->added);
    removed_.emplace(carried->removed);
  }

  ValueSum Find(uint32_t value) {
    ValueSum sum = first_.Find(value);
    if (!added_) return sum;
    const ValueSum added = added_->Find(value);
    const ValueSum removed = removed_->Find(value);
    sum.articles += added.articles - removed.articles;
    sum.mentions += added.mentions - removed.mentions;
    return sum;
  }

 private:
  ValueSums::Cursor first_;
  std::optional<ValueSums::Cursor> added_;
  std::optional<ValueSums::Cursor> removed_;
};

// Sums of an earlier time with what changed since.
class Changing {
 public:
  // `carried` may be null: then `first`, the sums of the first segment with its
  // tombstoned documents, is all that was counted.
  Changing(const Catalog& catalog, const ValueSums& first,
           const CarriedSums* carried, Difference difference)
      : catalog_(catalog),
        first_(first),
        carried_(carried),
        difference_(std::move(difference)) {
    changes_ = JoinChanges({}, difference_.added.sums, 1);
    changes_ = JoinChanges(changes_, difference_.gone.sums, -1);
    changes_ = JoinChanges(changes_, difference_.removed.sums, -1);
  }

  // A brief one with the first values as far as they are certain.
  ValueSums Certain() const {
    const ValueSums& head = Head();
    // Less than all values of `head`, but for those of most().
    const uint32_t bound =
        head.most().size() < head.distinct() ? head.most().back().articles : 0;
    std::vector<Candidate> found;
    int64_t distinct = head.distinct();
    auto articles = static_cast<int64_t>(head.articles());
    for (ValueSum sum : head.most()) {
      const auto change = std::lower_bound(
          changes_.begin(), changes_.end(), sum.value,
          [](const Change& a, uint32_t b) { return a.value < b; });
      if (change != changes_.end() && change->value == sum.value) {
        if (change->articles != 0) continue;
        sum.mentions += static_cast<uint32_t>(change->mentions);
      }
      found.push_back({sum, true});
    }
    Earlier earlier(first_, carried_);
    for (const Change& change : changes_) {
      if (change.articles == 0) continue;
      const ValueSum before = earlier.Find(change.value);
      ValueSum sum = before;
      sum.articles += static_cast<uint32_t>(change.articles);
      sum.mentions += static_cast<uint32_t>(change.mentions);
      articles += change.articles;
      distinct += (sum.articles > 0 ? 1 : 0) - (before.articles > 0 ? 1 : 0);
      if (sum.articles > 0 && sum.articles >= bound) {
        found.push_back({sum, sum.articles > bound});
      }
    }
    return ValueSums::BriefOf(CertainFirst(std::move(found)), Missing(),
                              static_cast<uint32_t>(distinct),
                              static_cast<uint64_t>(articles));
  }

  // The same with ValueSums::kMost values, or all. O(values).
  ValueSums Whole() const {
    Sums sums = first_.All();
    if (carried_ != nullptr) {
      sums = ApplyChanges(JoinChanges({}, carried_->added.All(), 1), sums);
      sums = ApplyChanges(JoinChanges({}, carried_->removed.All(), -1), sums);
    }
    sums = ApplyChanges(changes_, sums);
    uint64_t articles = 0;
    for (const ValueSum& sum : sums) articles += sum.articles;
    Sums most(std::min(sums.size(), ValueSums::kMost));
    std::partial_sort_copy(sums.begin(), sums.end(), most.begin(), most.end(),
                           [this](const ValueSum& a, const ValueSum& b) {
                             return IsBefore(a, b);
                           });
    return ValueSums::BriefOf(std::move(most), Missing(),
                              static_cast<uint32_t>(sums.size()), articles);
  }

  // To go on from; `head`: one of the above.
  CarriedSums Carried(const ValueSums& head) const {
    CarriedSums next;
    next.head = head;
    next.documents = difference_.documents();
    std::vector<Change> added = JoinChanges({}, difference_.added.sums, 1);
    added = JoinChanges(added, difference_.gone.sums, -1);
    const std::vector<Change> removed =
        JoinChanges({}, difference_.removed.sums, 1);
    if (carried_ == nullptr) {
      next.added = ValueSums(ApplyChanges(added, {}), {}, 0);
      next.removed = ValueSums(ApplyChanges(removed, {}), {}, 0);
      return next;
    }
    next.documents += carried_->documents;
    next.added = ValueSums(ApplyChanges(added, carried_->added.All()), {}, 0);
    next.removed =
        ValueSums(ApplyChanges(removed, carried_->removed.All()), {}, 0);
    return next;
  }

  // Whether to carry them on.
  bool CarriesOn(const ValueSums& head) const {
    return carried_ == nullptr ||
           difference_.documents() * kCarriedOn >= carried_->documents ||
           head.most().size() > carried_->head.most().size();
  }

 private:
  // Of the values that are no candidates some may come before one that is not
  // certain. None comes before one with more articles than they have, nor
  // before one that was before them and did not change.
  struct Candidate {
    ValueSum sum;
    bool certain = false;
  };

  const ValueSums& Head() const {
    return carried_ == nullptr ? first_ : carried_->head;
  }
  uint32_t Missing() const {
    return static_cast<uint32_t>(Head().missing() + difference_.missing());
  }

  // In the order of an answer.
  bool IsBefore(const ValueSum& a, const ValueSum& b) const {
    if (a.articles != b.articles) return a.articles > b.articles;
    const auto& values = catalog_.attribute_values();
    return values[a.value].value < values[b.value].value;
  }

  // In that order, up to the first that is not certain.
  Sums CertainFirst(std::vector<Candidate> found) const {
    const size_t most = std::min(found.size(), ValueSums::kMost);
    std::partial_sort(
        found.begin(), found.begin() + static_cast<std::ptrdiff_t>(most),
        found.end(), [this](const Candidate& a, const Candidate& b) {
          return IsBefore(a.sum, b.sum);
        });
    Sums first;
    for (size_t i = 0; i < most && found[i].certain; ++i) {
      first.push_back(found[i].sum);
    }
    return first;
  }

  const Catalog& catalog_;
  const ValueSums& first_;
  const CarriedSums* const carried_;
  const Difference difference_;
  std::vector<Change> changes_;
};

// Whether little changes of the first segment's sums.
bool ChangesLittle(const std::vector<DocSet>& live, const DocSet& dead) {
  if (live.front().size() < kChangedFrom) return false;
  uint64_t changed = dead.size();
  for (size_t i = 1; i < live.size(); ++i) changed += live[i].size();
  return changed <= live.front().size() / kUnchanged;
}

}  // namespace

Result<std::optional<ValueSums>> ChangedSums(const std::string& attribute,
                                             const std::vector<DocSet>& live,
                                             const KeptScope& kept,
                                             uint32_t limit,
                                             const FacetColumns& columns,
                                             CallPoll* poll) {
  std::optional<ValueSums> none;
  const Catalog& catalog = columns.catalog();
  const auto name = catalog.FindAttributeName(attribute);
  if (!name || live.empty() ||
      !AttributeLists(catalog, 0).numbers_as_catalog()) {
    return none;
  }
  const AttributeSums sums(attribute, *name, columns, kept);
  if (!ChangesLittle(live, sums.tombstoned(0))) return none;
  const FacetSums::Pointer first = sums.Kept(0);
  if (first == nullptr) return none;
  const bool carries = kept.carried != nullptr && kept.carried->applies();
  std::shared_ptr<const CarriedSums> carried;
  std::shared_ptr<const ExtentChange> change;
  if (carries) carried = kept.carried->Find(sums.key());
  if (carried != nullptr) change = kept.carried->Since(*carried);
  if (change == nullptr) carried = nullptr;
  Result<Difference> difference =
      Counting(*name, sums, columns, poll).Count(live, change.get());
  if (!difference.ok()) return difference.status();
  const Changing changing(catalog, *first, carried.get(),
                          *std::move(difference));
  ValueSums changed = changing.Certain();
  const size_t wanted = std::min<size_t>(std::max<size_t>(limit, kLeastFirst),
                                         changed.distinct());
  if (changed.most().size() < wanted) changed = changing.Whole();
  if (carries && changing.CarriesOn(changed)) {
    kept.carried->Keep(sums.key(), changing.Carried(changed));
  }
  return std::optional(std::move(changed));
}

}  // namespace vigie::match
