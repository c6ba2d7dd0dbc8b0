#include "index/check_pair_lists.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "index/columns.h"

namespace vigie::index {
namespace {

// Of so many documents one is read.
constexpr uint32_t kReadEvery = 256;
constexpr uint32_t kNoRow = std::numeric_limits<uint32_t>::max();

// First and second row.
using Pair = uint64_t;
Pair PairOf(uint64_t first, uint64_t second) { return first << 32 | second; }

class PairListsCheck {
 public:
  explicit PairListsCheck(const Segment& segment)
      : segment_(segment),
        lists_(segment.columns()->pair_lists()),
        stored_in_(segment.size() / kReadEvery + 1) {}

  // What is wrong, or nullptr.
  const char* Check() {
    if (!ReadLists()) return "cut or out of order";
    if (!NumberWords()) return "of no stems";
    for (uint32_t i = 0; i < stored_in_.size(); ++i) {
      const uint32_t doc = i * kReadEvery;
      if (doc >= segment_.size()) break;
      if (PairsIn(doc) != stored_in_[i]) return "not those of its tokens";
    }
    return nullptr;
  }

 private:
  bool ReadLists() {
    for (size_t row = 0; row < lists_.rows().size; ++row) {
      PairLists::Cursor cursor = lists_.ListsOf(row);
      while (cursor.Next()) {
        cursor.Read(segment_.size(), &docs_);
        if (cursor.second() >= lists_.rows().size || docs_.empty() ||
            docs_.size() != cursor.count()) {
          return false;
        }
        const Pair pair = PairOf(row, cursor.second());
        stored_.push_back(pair);
        for (const uint32_t doc : docs_) {
          if (doc % kReadEvery == 0) {
            stored_in_[doc / kReadEvery].push_back(pair);
          }
        }
      }
      if (!cursor.at_end()) return false;
    }
    return true;
  }

  // The row of each word's stem.
  bool NumberWords() {
    const Vocabulary& vocabulary = segment_.vocabulary();
    row_of_.assign(vocabulary.size(), kNoRow);
    std::vector<uint32_t> codes;
    for (uint32_t row = 0; row < lists_.rows().size; ++row) {
      const uint32_t word = lists_.rows()[row].word;
      if (word >= vocabulary.size()) return false;
      codes.clear();
      vocabulary.FindStem(vocabulary.stem(word), &codes);
      if (codes.empty() || codes.front() != word) return false;
      for (const uint32_t code : codes) row_of_[code] = row;
    }
    return true;
  }

  // Of the pairs that are stored, those in a document, rising.
  std::vector<Pair> PairsIn(uint32_t doc) {
    segment_.ReadTokens(doc, &tokens_);
    rows_.assign(tokens_.codes.size(), {});
    for (size_t at = 0; at < tokens_.codes.size(); ++at) {
      AddRow(tokens_.codes[at], at);
    }
    for (const OverlaidToken& over : tokens_.overlaid) {
      AddRow(over.code, over.position);
    }
    std::set<Pair> pairs;
    for (size_t at = 1; at < rows_.size(); ++at) {
      if (at == tokens_.title_positions) continue;
      for (const uint32_t first : rows_[at - 1]) {
        for (const uint32_t second : rows_[at]) {
          const Pair pair = PairOf(first, second);
          if (std::binary_search(stored_.begin(), stored_.end(), pair)) {
            pairs.insert(pair);
          }
        }
      }
    }
    return {pairs.begin(), pairs.end()};
  }

  void AddRow(uint32_t code, size_t at) {
    if (at < rows_.size() && row_of_[code] != kNoRow) {
      rows_[at].push_back(row_of_[code]);
    }
  }

  const Segment& segment_;
  const PairLists& lists_;
  std::vector<Pair> stored_;                  // rising
  std::vector<std::vector<Pair>> stored_in_;  // by document that is read
  std::vector<uint32_t> row_of_;              // by code
  std::vector<uint32_t> docs_;
  DocumentTokens tokens_;
  std::vector<std::vector<uint32_t>> rows_;  // by position
};

}  // namespace

Status CheckPairLists(const Segment& segment) {
  if (segment.columns()->pair_lists().rows().size == 0) return OkStatus();
  const char* const fault = PairListsCheck(segment).Check();
  if (fault == nullptr) return OkStatus();
  return Status(StatusCode::kDataLoss, segment.record().columns.path +
                                           ": the lists of pairs are " + fault);
}

}  // namespace vigie::index
