#include "match/changed_sums.h"

#include <algorithm>
#include <utility>

#include "match/attribute_lists.h"
#include "match/attribute_sums.h"
#include "match/sum_difference.h"
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
// Fewer first values than that, of more, are looked for among all.
constexpr size_t kLeastFirst = 32;

using Sums = std::vector<ValueSum>;
using Change = ValueChange;

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
           const CarriedSums* carried, SumDifference difference)
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
  const SumDifference difference_;
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
  KnownChanges::Pointer rows;
  if (carries) carried = kept.carried->Find(sums.key());
  if (carried != nullptr) rows = kept.carried->Since(*carried, *name, columns);
  if (rows == nullptr) carried = nullptr;
  Result<SumDifference> difference =
      rows == nullptr ? DifferenceFromFirst(*name, live, sums, columns, poll)
                      : DifferenceBy(*rows, live, sums);
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
