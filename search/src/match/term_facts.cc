#include "match/term_facts.h"

#include <algorithm>
#include <utility>

#include "index/posting_reader.h"
#include "match/posting_cache.h"

namespace vigie::match {
namespace {

constexpr size_t kOverhead = 256;  // of maps, lists and blocks of memory
constexpr size_t kOfList = 64;     // of its blocks of memory
constexpr size_t kHolderBytes = 2U << 20;
constexpr size_t kFamilyBytes = 1U << 20;
// What segments say of one family takes so much at most, or is not kept.
constexpr size_t kMostListed = 96U << 10;
// Lists of larger segments are kept one by one (PostingCache).
constexpr uint32_t kSmallSegment = 2'048;

template <typename Value>
KeptTerms::Shards<Value> ShardsOf(size_t bytes) {
  using One = KeptBySegment<std::string, Value>;
  return {One(bytes), One(bytes), One(bytes), One(bytes),
          One(bytes), One(bytes), One(bytes), One(bytes)};
}

template <typename Shards>
auto& ShardOf(const std::string& name, Shards* shards) {
  return (*shards)[std::hash<std::string>()(name) / 64 % shards->size()];
}

// Most segments have nothing to say of most families.
SegmentTermsPtr Share(SegmentTerms terms) {
  static const auto* const none =
      new SegmentTermsPtr(std::make_shared<const SegmentTerms>());
  if (terms.size() == 0) return *none;
  return std::make_shared<const SegmentTerms>(std::move(terms));
}

size_t BytesOf(const TermHolders& holders) {
  size_t bytes = kOverhead + sizeof(holders) +
                 (holders.segments.capacity() + holders.counts.capacity()) *
                     sizeof(uint32_t) +
                 holders.lists.capacity() * sizeof(PostingListPtr);
  for (const PostingListPtr& list : holders.lists) {
    if (list != nullptr) bytes += kOfList + list->bytes();
  }
  return bytes;
}

size_t BytesOf(const TermFamily& family) {
  size_t bytes = kOverhead + sizeof(family);
  for (const std::string& term : family.terms) {
    bytes += sizeof(std::string) + term.size();
  }
  return bytes;
}

size_t BytesOf(const std::vector<SegmentTermsPtr>& lists) {
  size_t bytes = 0;
  for (const SegmentTermsPtr& list : lists) {
    bytes += sizeof(SegmentTermsPtr);
    if (list->size() > 0) bytes += sizeof(SegmentTerms) + list->bytes();
  }
  return bytes;
}

}  // namespace

KeptTerms::KeptTerms()
    : holders(ShardsOf<Holders>(kHolderBytes)),
      families(ShardsOf<Family>(kFamilyBytes)) {}

const std::shared_ptr<KeptTerms>& KeptTerms::Shared() {
  // Lives until the end: snapshots in static storage may outlive it else.
  static const auto* const kept =
      new std::shared_ptr<KeptTerms>(std::make_shared<KeptTerms>());
  return *kept;
}

TermFacts::TermFacts(const Segments& segments, std::shared_ptr<KeptTerms> kept)
    : segments_(segments), kept_(std::move(kept)) {
  if (kept_ == nullptr) return;
  std::vector<uint32_t> numbers;
  uint32_t largest = 0;
  for (const auto& segment : segments_) {
    numbers.push_back(kept_->segments.Hold(ContentKey(*segment)));
    if (numbers.size() > 1 && segment->size() <= largest) continue;
    largest = segment->size();
    home_ = numbers.back();
  }
  numbers_ = std::make_shared<const std::vector<uint32_t>>(std::move(numbers));
}

TermFacts::~TermFacts() {
  if (kept_ == nullptr) return;
  for (const auto& segment : segments_) {
    const auto unused = kept_->segments.Release(ContentKey(*segment));
    if (!unused) continue;
    for (auto& shard : kept_->holders) shard.Forget(*unused);
    for (auto& shard : kept_->families) shard.Forget(*unused);
  }
}

std::shared_ptr<const TermFacts::Places> TermFacts::PlacesOf(
    const KeptTerms::Numbers& from) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (places_ != nullptr && places_->from == from) return places_;
  Places places;
  places.from = from;
  const auto place = [](uint32_t number, const std::vector<uint32_t>& in) {
    const auto found = std::find(in.begin(), in.end(), number);
    return found == in.end() ? -1 : static_cast<int32_t>(found - in.begin());
  };
  for (const uint32_t number : *from) {
    places.to.push_back(place(number, *numbers_));
  }
  for (uint32_t i = 0; i < numbers_->size(); ++i) {
    if (place((*numbers_)[i], *from) < 0) places.added.push_back(i);
  }
  places_ = std::make_shared<const Places>(std::move(places));
  return places_;
}

PostingListPtr TermFacts::SmallList(uint32_t segment,
                                    std::string_view term) const {
  const index::Segment& from = *segments_[segment];
  if (kept_ == nullptr || from.size() >= kSmallSegment ||
      from.postings().FindDense(term)) {
    return nullptr;
  }
  return ReadPostings(from.postings(), term, from.size());
}

// `before`: what an earlier snapshot has found; may be null.
TermHolders TermFacts::FindHolders(std::string_view term,
                                   const KeptTerms::Holders* before,
                                   bool lists) const {
  struct Found {
    uint32_t segment = 0;
    uint32_t articles = 0;
    PostingListPtr list;
  };
  std::vector<Found> found;
  const auto look = [&](uint32_t segment) {
    const uint32_t articles = segments_[segment]->postings().Frequency(term);
    if (articles == 0) return;
    found.push_back({segment, articles, nullptr});
    if (lists) found.back().list = SmallList(segment, term);
  };
  if (before == nullptr) {
    for (uint32_t i = 0; i < segments_.size(); ++i) look(i);
  } else {
    const auto places = PlacesOf(before->of);
    const TermHolders& known = *before->holders;
    for (size_t i = 0; i < known.segments.size(); ++i) {
      const int32_t here = places->to[known.segments[i]];
      if (here < 0) continue;
      const auto segment = static_cast<uint32_t>(here);
      found.push_back({segment, known.counts[i], nullptr});
      if (!lists) continue;
      found.back().list =
          known.listed ? known.lists[i] : SmallList(segment, term);
    }
    for (const uint32_t segment : places->added) look(segment);
    std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
      return a.segment < b.segment;
    });
  }
  TermHolders holders;
  holders.listed = lists;
  holders.segments.reserve(found.size());
  holders.counts.reserve(found.size());
  if (lists) holders.lists.reserve(found.size());
  for (Found& of_segment : found) {
    holders.segments.push_back(of_segment.segment);
    holders.counts.push_back(of_segment.articles);
    if (lists) holders.lists.push_back(std::move(of_segment.list));
    holders.articles += of_segment.articles;
  }
  return holders;
}

TermFacts::Holders TermFacts::Look(std::string_view term, bool lists) const {
  if (kept_ == nullptr) {
    return std::make_shared<const TermHolders>(
        FindHolders(term, nullptr, lists));
  }
  const std::string name(term);
  auto& shard = ShardOf(name, &kept_->holders);
  const auto before = shard.Find({home_, name});
  const bool known = before != nullptr && before->of == numbers_;
  if (known && (before->holders->listed || !lists)) return before->holders;
  // Lists that are there stay.
  const bool listed = lists || (before != nullptr && before->holders->listed);
  auto holders = std::make_shared<const TermHolders>(
      FindHolders(term, before.get(), listed));
  const size_t bytes = BytesOf(*holders) + 2 * name.size();
  shard.Keep({home_, name}, {numbers_, holders}, bytes);
  return holders;
}

std::vector<SegmentTermsPtr> TermFacts::ListAll(
    const FamilyRecipe& recipe, const KeptTerms::Family* before) const {
  std::vector<SegmentTermsPtr> lists(segments_.size());
  if (before != nullptr && !before->lists.empty()) {
    const auto places = PlacesOf(before->of);
    for (size_t i = 0; i < before->lists.size(); ++i) {
      if (places->to[i] >= 0) lists[places->to[i]] = before->lists[i];
    }
  }
  for (size_t i = 0; i < lists.size(); ++i) {
    if (lists[i] == nullptr) lists[i] = Share(recipe.list(*segments_[i]));
  }
  return lists;
}

TermFacts::Family TermFacts::FamilyOf(const std::string& name,
                                      const FamilyRecipe& recipe) const {
  if (kept_ == nullptr) {
    return std::make_shared<const TermFamily>(
        recipe.join(ListAll(recipe, nullptr)));
  }
  auto& shard = ShardOf(name, &kept_->families);
  const auto before = shard.Find({home_, name});
  if (before != nullptr && before->of == numbers_) return before->family;
  std::vector<SegmentTermsPtr> lists = ListAll(recipe, before.get());
  auto family = std::make_shared<const TermFamily>(recipe.join(lists));
  size_t bytes = BytesOf(lists);
  if (bytes > kMostListed) {
    lists.clear();
    bytes = 0;
  }
  bytes += BytesOf(*family) + 2 * name.size();
  shard.Keep({home_, name}, {numbers_, std::move(lists), family}, bytes);
  return family;
}

}  // namespace vigie::match
