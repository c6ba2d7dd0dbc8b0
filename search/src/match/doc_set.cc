#include "match/doc_set.h"

#include <algorithm>
#include <utility>

#include "index/bit_count.h"

namespace vigie::match {
namespace {

// So few sets are merged. Of more, fewer documents than one in so many are put
// in order, and more by way of a bitmap.
constexpr size_t kMerged = 4;
constexpr uint32_t kSortedBelow = 256;

bool HasBit(const uint64_t* bits, uint32_t doc) {
  return (bits[doc / 64] >> (doc % 64) & 1) != 0;
}

// How many times as long a list is better searched than read.
constexpr uint32_t kGallopFrom = 16;

// Of documents that rise, those also in [begin, end) when `wanted`, else the
// others.
std::vector<uint32_t> Sift(const uint32_t* docs, uint32_t size,
                           const uint32_t* begin, const uint32_t* end,
                           bool wanted) {
  std::vector<uint32_t> kept(size);
  size_t count = 0;
  const bool gallops = static_cast<size_t>(end - begin) / kGallopFrom > size;
  for (uint32_t i = 0; i < size; ++i) {
    if (gallops) {
      begin = Gallop(begin, end, docs[i]);
    } else {
      while (begin != end && *begin < docs[i]) ++begin;
    }
    const bool there = begin != end && *begin == docs[i];
    kept[count] = docs[i];
    count += there == wanted ? 1 : 0;
  }
  kept.resize(count);
  return kept;
}

// The same, the others being a bitmap.
std::vector<uint32_t> Sift(const uint32_t* docs, uint32_t size,
                           const uint64_t* bits, bool wanted) {
  std::vector<uint32_t> kept(size);
  size_t count = 0;
  for (uint32_t i = 0; i < size; ++i) {
    kept[count] = docs[i];
    count += HasBit(bits, docs[i]) == wanted ? 1 : 0;
  }
  kept.resize(count);
  return kept;
}

}  // namespace

DocSet DocSet::Everything(uint32_t documents) {
  std::vector<uint64_t> bits(documents / 64 + 1, ~uint64_t{0});
  bits.back() = (uint64_t{1} << (documents % 64)) - 1;
  return OfBits(std::move(bits));
}

DocSet DocSet::OfList(PostingListPtr list) {
  DocSet set;
  set.size_ = list->size();
  const index::Span<uint64_t> bits = list->bits();
  if (bits.size == 0) {
    set.docs_ = list->docs().data();
  } else {
    set.bits_ = bits.data;
    set.words_ = static_cast<uint32_t>(bits.size);
  }
  set.list_ = std::move(list);
  return set;
}

DocSet DocSet::OfSorted(std::vector<uint32_t> docs) {
  DocSet set;
  set.own_docs_ = std::move(docs);
  set.docs_ = set.own_docs_.data();
  set.size_ = static_cast<uint32_t>(set.own_docs_.size());
  return set;
}

DocSet DocSet::OfBits(std::vector<uint64_t> bits) {
  DocSet set;
  set.size_ = static_cast<uint32_t>(index::CountBits(bits.data(), bits.size()));
  set.own_bits_ = std::move(bits);
  set.bits_ = set.own_bits_.data();
  set.words_ = static_cast<uint32_t>(set.own_bits_.size());
  return set;
}

bool DocSet::Has(uint32_t doc) const {
  if (bits_ != nullptr) return doc / 64 < words_ && HasBit(bits_, doc);
  return std::binary_search(docs_, docs_ + size_, doc);
}

std::vector<uint32_t> DocSet::Sorted() const {
  if (bits_ == nullptr) return {docs_, docs_ + size_};
  std::vector<uint32_t> docs(size_);
  size_t count = 0;
  Visit([&](uint32_t doc) { docs[count++] = doc; });
  return docs;
}

DocSet Intersect(const DocSet& a, const DocSet& b) {
  if (a.empty() || b.empty()) return {};
  if (a.bits_ != nullptr && b.bits_ != nullptr) {
    std::vector<uint64_t> bits(std::min(a.words_, b.words_));
    for (size_t i = 0; i < bits.size(); ++i) bits[i] = a.bits_[i] & b.bits_[i];
    return DocSet::OfBits(std::move(bits));
  }
  if (a.bits_ != nullptr) return Intersect(b, a);
  if (b.bits_ != nullptr) {
    return DocSet::OfSorted(Sift(a.docs_, a.size_, b.bits_, true));
  }
  if (a.size_ > b.size_) return Intersect(b, a);
  return DocSet::OfSorted(
      Sift(a.docs_, a.size_, b.docs_, b.docs_ + b.size_, true));
}

DocSet Subtract(const DocSet& a, const DocSet& b) {
  if (a.bits_ == nullptr) {
    return DocSet::OfSorted(
        b.bits_ != nullptr
            ? Sift(a.docs_, a.size_, b.bits_, false)
            : Sift(a.docs_, a.size_, b.docs_, b.docs_ + b.size_, false));
  }
  std::vector<uint64_t> bits(a.bits_, a.bits_ + a.words_);
  if (b.bits_ != nullptr) {
    for (size_t i = 0; i < bits.size(); ++i) bits[i] &= ~b.bits_[i];
  } else {
    for (uint32_t i = 0; i < b.size_; ++i) {
      bits[b.docs_[i] / 64] &= ~(uint64_t{1} << (b.docs_[i] % 64));
    }
  }
  return DocSet::OfBits(std::move(bits));
}

DocSet Unite(const std::vector<const DocSet*>& sets, uint32_t documents) {
  size_t total = 0;
  bool has_bits = false;
  for (const DocSet* set : sets) {
    total += set->size_;
    has_bits = has_bits || set->bits_ != nullptr;
  }
  const bool dense = has_bits || IsDense(total, documents);
  if (!dense && (sets.size() <= kMerged || total < documents / kSortedBelow)) {
    std::vector<uint32_t> docs;
    docs.reserve(total);
    for (const DocSet* set : sets) {
      const auto middle = static_cast<std::ptrdiff_t>(docs.size());
      docs.insert(docs.end(), set->docs_, set->docs_ + set->size_);
      if (sets.size() <= kMerged) {
        std::inplace_merge(docs.begin(), docs.begin() + middle, docs.end());
      }
    }
    if (sets.size() > kMerged) std::sort(docs.begin(), docs.end());
    docs.erase(std::unique(docs.begin(), docs.end()), docs.end());
    return DocSet::OfSorted(std::move(docs));
  }
  std::vector<uint64_t> bits(documents / 64 + 1);
  for (const DocSet* set : sets) {
    if (set->bits_ != nullptr) {
      for (uint32_t i = 0; i < set->words_; ++i) bits[i] |= set->bits_[i];
    } else {
      for (uint32_t i = 0; i < set->size_; ++i) {
        bits[set->docs_[i] / 64] |= uint64_t{1} << (set->docs_[i] % 64);
      }
    }
  }
  DocSet united = DocSet::OfBits(std::move(bits));
  return dense ? std::move(united) : DocSet::OfSorted(united.Sorted());
}

}  // namespace vigie::match
