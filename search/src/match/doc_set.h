// Sets of documents of one segment.
#ifndef VIGIE_MATCH_DOC_SET_H_
#define VIGIE_MATCH_DOC_SET_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "match/gallop.h"
#include "match/posting_list.h"

namespace vigie::match {

// Numbers below `documents`, sorted or as a bitmap: whichever the set was made
// as. Movable; what it views lives as long as it. Thread-safe while unchanged.
class DocSet {
 public:
  DocSet() = default;  // empty
  static DocSet Everything(uint32_t documents);
  static DocSet OfList(PostingListPtr list);
  // REQUIRES rising numbers.
  static DocSet OfSorted(std::vector<uint32_t> docs);
  // REQUIRES documents / 64 + 1 words.
  static DocSet OfBits(std::vector<uint64_t> bits);

  DocSet(DocSet&&) = default;
  DocSet& operator=(DocSet&&) = default;

  // The same set, without its own storage: this one must outlive it.
  DocSet View() const {
    DocSet view;
    view.docs_ = docs_;
    view.bits_ = bits_;
    view.words_ = words_;
    view.size_ = size_;
    return view;
  }

  // The same set with its own storage.
  DocSet Copy() const {
    return bits_ == nullptr ? OfSorted({docs_, docs_ + size_})
                            : OfBits({bits_, bits_ + words_});
  }

  // The same set with its own storage, copied only where `set` has none.
  static DocSet Owned(DocSet set) {
    const bool owns =
        set.list_ != nullptr ||
        (set.bits_ == nullptr ? set.docs_ == set.own_docs_.data()
                              : set.bits_ == set.own_bits_.data());
    return owns ? std::move(set) : set.Copy();
  }

  uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  // Of its own storage.
  size_t bytes() const {
    return own_docs_.capacity() * sizeof(uint32_t) +
           own_bits_.capacity() * sizeof(uint64_t);
  }
  // O(1) as a bitmap, else O(log size).
  bool Has(uint32_t doc) const;
  // Calls `take` with each document, rising.
  template <typename Take>
  void Visit(const Take& take) const {
    if (bits_ == nullptr) {
      for (uint32_t i = 0; i < size_; ++i) take(docs_[i]);
      return;
    }
    for (uint32_t at = 0; at < words_; ++at) {
      for (uint64_t word = bits_[at]; word != 0; word &= word - 1) {
        take(at * 64 + static_cast<uint32_t>(__builtin_ctzll(word)));
      }
    }
  }
  std::vector<uint32_t> Sorted() const;
  // Calls `take(block, documents)` with the documents, as bits, of each block
  // of 64 whose bit is set and that has any, rising. REQUIRES a bit for each
  // block. O(blocks / 64 + blocks that are set), as numbers O(size).
  template <typename Take>
  void VisitBlocks(const std::vector<uint64_t>& blocks, const Take& take) const;
  // Those of which `keeps` is true.
  template <typename Keeps>
  DocSet Filtered(const Keeps& keeps) const {
    std::vector<uint32_t> kept;
    Visit([&](uint32_t doc) {
      if (keeps(doc)) kept.push_back(doc);
    });
    return OfSorted(std::move(kept));
  }

  friend DocSet Intersect(const DocSet& a, const DocSet& b);
  friend DocSet Subtract(const DocSet& a, const DocSet& b);
  // O(sizes + documents / 64). REQUIRES sets of as many documents.
  friend DocSet Unite(const std::vector<const DocSet*>& sets,
                      uint32_t documents);

 private:
  const uint32_t* docs_ = nullptr;
  const uint64_t* bits_ = nullptr;
  uint32_t words_ = 0;  // of bits_
  uint32_t size_ = 0;
  std::vector<uint32_t> own_docs_;
  std::vector<uint64_t> own_bits_;
  PostingListPtr list_;
};

DocSet Intersect(const DocSet& a, const DocSet& b);
DocSet Subtract(const DocSet& a, const DocSet& b);
DocSet Unite(const std::vector<const DocSet*>& sets, uint32_t documents);

template <typename Take>
void DocSet::VisitBlocks(const std::vector<uint64_t>& blocks,
                         const Take& take) const {
  if (bits_ != nullptr) {
    for (uint32_t group = 0; group < blocks.size(); ++group) {
      for (uint64_t left = blocks[group]; left != 0; left &= left - 1) {
        const uint32_t block =
            group * 64 + static_cast<uint32_t>(__builtin_ctzll(left));
        if (block < words_ && bits_[block] != 0) take(block, bits_[block]);
      }
    }
    return;
  }
  for (uint32_t i = 0; i < size_;) {
    const uint32_t block = docs_[i] / 64;
    uint64_t docs = 0;
    for (; i < size_ && docs_[i] / 64 == block; ++i) {
      docs |= uint64_t{1} << (docs_[i] % 64);
    }
    if ((blocks[block / 64] >> (block % 64) & 1U) != 0) take(block, docs);
  }
}

}  // namespace vigie::match

#endif  // VIGIE_MATCH_DOC_SET_H_
