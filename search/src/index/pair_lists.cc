#include "index/pair_lists.h"

#include "index/varint.h"

namespace vigie::index {

bool PairLists::Cursor::Next() {
  if (at_ == end_) return false;
  next_ += uint64_t{TakeVarint(&at_, end_)} + 1;
  count_ = TakeVarint(&at_, end_);
  const uint32_t bytes = TakeVarint(&at_, end_);
  list_ = at_;
  if (bytes > static_cast<size_t>(end_ - at_)) return false;
  at_ += bytes;
  return true;
}

void PairLists::Cursor::Read(uint32_t documents,
                             std::vector<uint32_t>* docs) const {
  docs->clear();
  docs->reserve(std::min<size_t>(count_, static_cast<size_t>(at_ - list_)));
  uint64_t next = 0;
  for (const uint8_t* at = list_; at < at_;) {
    const uint64_t doc = next + TakeVarint(&at, at_);
    if (doc >= documents) break;
    docs->push_back(static_cast<uint32_t>(doc));
    next = doc + 1;
  }
}

PairLists::Cursor PairLists::ListsOf(size_t row) const {
  const auto* const lists =
      reinterpret_cast<const uint8_t*>(sections_.lists.data());
  const size_t end = row + 1 < sections_.rows.size
                         ? sections_.rows[row + 1].begin
                         : sections_.lists.size();
  return {lists + sections_.rows[row].begin, lists + end};
}

bool PairLists::IsSound() const {
  const Span<PairRow>& rows = sections_.rows;
  for (size_t i = 0; i < rows.size; ++i) {
    const bool rises = i == 0 || (rows[i - 1].word < rows[i].word &&
                                  rows[i - 1].begin <= rows[i].begin);
    if (!rises || rows[i].begin > sections_.lists.size()) return false;
  }
  return true;
}

std::optional<uint32_t> PairLists::RowOf(uint32_t word) const {
  const auto found = std::lower_bound(
      sections_.rows.begin(), sections_.rows.end(), word,
      [](const PairRow& row, uint32_t wanted) { return row.word < wanted; });
  if (found == sections_.rows.end() || found->word != word) return {};
  return static_cast<uint32_t>(found - sections_.rows.begin());
}

std::optional<std::vector<uint32_t>> PairLists::Find(uint32_t first,
                                                     uint32_t second,
                                                     uint32_t documents) const {
  const std::optional<uint32_t> row = RowOf(first);
  const std::optional<uint32_t> wanted = RowOf(second);
  if (!row || !wanted) return {};
  Cursor cursor = ListsOf(*row);
  while (cursor.Next() && cursor.second() <= *wanted) {
    if (cursor.second() != *wanted) continue;
    std::vector<uint32_t> docs;
    cursor.Read(documents, &docs);
    return docs;
  }
  return {};
}

}  // namespace vigie::index
