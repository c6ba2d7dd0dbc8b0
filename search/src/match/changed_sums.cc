#include "match/changed_sums.h"

#include <algorithm>
#include <utility>

#include "match/attribute_lists.h"
#include "match/attribute_sums.h"

namespace vigie::match {
namespace {

// Fewer documents of the first segment are counted as fast.
constexpr uint32_t kChangedFrom = 64;
// What changes is at most one document of so many.
constexpr uint64_t kUnchanged = 3;

struct Change {
  int32_t articles = 0;
  int32_t mentions = 0;
};

// Changes by number in the catalog, in memory that the thread keeps, all zero
// between uses; one of a thread at a time.
class Changes {
 public:
  explicit Changes(size_t values) : of_(OfThread()) {
    if (of_.size() < values) of_.resize(values);
  }
  ~Changes() {
    constexpr size_t kMostKept = 1U << 20;
    for (const uint32_t value : touched_) of_[value] = {};
    if (of_.size() > kMostKept) of_ = {};
  }
  Changes(const Changes&) = delete;
  Changes& operator=(const Changes&) = delete;

  void Add(uint32_t value, Change by) {
    Change& change = of_[value];
    if (change.articles == 0) touched_.push_back(value);
    change.articles += by.articles;
    change.mentions += by.mentions;
  }
  Change of(uint32_t value) const { return of_[value]; }
  // Rising. Once all is added.
  const std::vector<uint32_t>& Touched() {
    std::sort(touched_.begin(), touched_.end());
    touched_.erase(std::unique(touched_.begin(), touched_.end()),
                   touched_.end());
    return touched_;
  }

 private:
  static std::vector<Change>& OfThread() {
    thread_local std::vector<Change> changes;
    return changes;
  }

  std::vector<Change>& of_;
  std::vector<uint32_t> touched_;
};

class Merging {
 public:
  Merging(uint32_t name, const AttributeSums& sums, const FacetColumns& columns,
          CallPoll* poll)
      : name_(name),
        sums_(sums),
        columns_(columns),
        catalog_(columns.catalog()),
        poll_(poll),
        changes_(catalog_.attribute_values().size()) {}

  Status Take(const std::vector<DocSet>& live) {
    for (uint32_t i = 0; i < live.size(); ++i) {
      Status done;
      const FacetSums::Pointer kept = i == 0 ? nullptr : sums_.Kept(i);
      if (kept != nullptr) {
        AddSums(AttributeLists(catalog_, i), *kept);
      } else if (i > 0) {
        done = AddDocuments(i, live[i], 1);
      }
      if (done.ok() && (i == 0 || kept != nullptr)) {
        done = AddDocuments(i, sums_.tombstoned(i), -1);
      }
      if (!done.ok()) return done;
    }
    return OkStatus();
  }

  // None: less is certain than `limit` values.
  std::optional<ValueSums> Apply(const ValueSums& first, uint32_t limit) {
    // Less than all values of `first`, but for those of most().
    const uint32_t bound = first.most().size() < first.distinct()
                               ? first.most().back().articles
                               : 0;
    std::vector<Candidate> found;
    int64_t distinct = first.distinct();
    int64_t articles = static_cast<int64_t>(first.articles());
    for (ValueSum sum : first.most()) {
      const auto change = changes_.of(sum.value);
      if (change.articles != 0) continue;
      sum.mentions += static_cast<uint32_t>(change.mentions);
      found.push_back({sum, true});
    }
    for (const uint32_t value : changes_.Touched()) {
      const auto change = changes_.of(value);
      if (change.articles == 0) continue;
      const ValueSum before = first.Find(value);
      ValueSum sum = before;
      sum.articles += static_cast<uint32_t>(change.articles);
      sum.mentions += static_cast<uint32_t>(change.mentions);
      articles += change.articles;
      distinct += (sum.articles > 0 ? 1 : 0) - (before.articles > 0 ? 1 : 0);
      if (sum.articles > 0 && sum.articles >= bound) {
        found.push_back({sum, sum.articles > bound});
      }
    }
    std::vector<ValueSum> most = CertainFirst(std::move(found));
    if (static_cast<int64_t>(most.size()) <
        std::min<int64_t>(limit, distinct)) {
      return {};
    }
    return ValueSums::BriefOf(
        std::move(most), static_cast<uint32_t>(first.missing() + missing_),
        static_cast<uint32_t>(distinct), static_cast<uint64_t>(articles));
  }

 private:
  // Of the values that are no candidates some may come before one that is not
  // certain. None comes before one with more articles than they have, nor
  // before one that was before them and did not change.
  struct Candidate {
    ValueSum sum;
    bool certain = false;
  };

  bool IsOwn(uint32_t value) const {
    return catalog_.attribute_name(value) == name_;
  }

  void AddSums(const AttributeLists& lists, const ValueSums& sums) {
    missing_ += sums.missing();
    sums.Visit([&](const ValueSum& sum) {
      changes_.Add(lists.InCatalog(sum.value),
                   {static_cast<int32_t>(sum.articles),
                    static_cast<int32_t>(sum.mentions)});
    });
  }

  Status AddDocuments(uint32_t number, const DocSet& docs, int32_t sign) {
    if (docs.empty()) return OkStatus();
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
      const uint32_t mentions =
          mentioned ? columns_.Mentions({number, doc}) : 0;
      bool any = false;
      for (const uint32_t local : listed) {
        const uint32_t value = lists.InCatalog(local);
        if (!IsOwn(value)) continue;
        any = true;
        changes_.Add(value, {sign, sign * static_cast<int32_t>(mentions)});
      }
      if (!any) missing_ += sign;
    });
    return status;
  }

  // In the order of an answer, up to the first that is not certain.
  std::vector<ValueSum> CertainFirst(std::vector<Candidate> found) const {
    const size_t most = std::min(found.size(), ValueSums::kMost);
    const auto& values = catalog_.attribute_values();
    std::partial_sort(
        found.begin(), found.begin() + static_cast<std::ptrdiff_t>(most),
        found.end(), [&](const Candidate& a, const Candidate& b) {
          if (a.sum.articles != b.sum.articles) {
            return a.sum.articles > b.sum.articles;
          }
          return values[a.sum.value].value < values[b.sum.value].value;
        });
    std::vector<ValueSum> first;
    for (size_t i = 0; i < most && found[i].certain; ++i) {
      first.push_back(found[i].sum);
    }
    return first;
  }

  const uint32_t name_;
  const AttributeSums& sums_;
  const FacetColumns& columns_;
  const Catalog& catalog_;
  CallPoll* const poll_;
  Changes changes_;
  int64_t missing_ = 0;
};

// Whether little changes of the first segment's sums.
bool ChangesLittle(const std::vector<DocSet>& live, const DocSet& dead) {
  if (live.empty() || live.front().size() < kChangedFrom) return false;
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
  const auto name = columns.catalog().FindAttributeName(attribute);
  if (!name || live.empty() ||
      !AttributeLists(columns.catalog(), 0).numbers_as_catalog()) {
    return none;
  }
  const AttributeSums sums(attribute, *name, columns, kept);
  if (!ChangesLittle(live, sums.tombstoned(0))) return none;
  const FacetSums::Pointer first = sums.Kept(0);
  if (first == nullptr) return none;
  Merging merging(*name, sums, columns, poll);
  Status taken = merging.Take(live);
  if (!taken.ok()) return taken;
  return merging.Apply(*first, limit);
}

}  // namespace vigie::match
