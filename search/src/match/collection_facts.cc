#include "match/collection_facts.h"

#include <utility>

namespace vigie::match {

double AverageLength(const Catalog& catalog) {
  double total = 0;
  for (uint32_t i = 0; i < catalog.segments().size(); ++i) {
    total += static_cast<double>(catalog.visible_totals(i).length);
  }
  const auto documents = static_cast<double>(catalog.documents());
  return documents == 0 ? 0 : total / documents;
}

DocSet Tombstoned(const index::Segment& segment) {
  if (segment.tombstones() == 0) return {};
  std::vector<uint64_t> bits(segment.size() / 64 + 1);
  for (uint32_t doc = 0; doc < segment.size(); ++doc) {
    bits[doc / 64] |= uint64_t{segment.tombstoned(doc)} << (doc % 64);
  }
  return DocSet::OfBits(std::move(bits));
}

std::vector<uint32_t> Visible(const index::Segment& segment) {
  std::vector<uint32_t> docs;
  docs.reserve(segment.visible());
  for (uint32_t doc = 0; doc < segment.size(); ++doc) {
    if (!segment.hidden(doc)) docs.push_back(doc);
  }
  return docs;
}

bool IsSmall(const Catalog& catalog, uint32_t segment) {
  constexpr uint32_t kFrom = 2'048;
  constexpr uint64_t kShare = 4;
  const uint64_t size = catalog.segments()[segment]->size();
  return size < kFrom && size * kShare < catalog.documents();
}

}  // namespace vigie::match
