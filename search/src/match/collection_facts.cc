#include "match/collection_facts.h"

namespace vigie::match {

double AverageLength(const Catalog& catalog) {
  double total = 0;
  for (const auto& segment : catalog.segments()) {
    uint64_t of_segment = 0;
    const bool all = segment->visible() == segment->size();
    for (uint32_t doc = 0; doc < segment->size(); ++doc) {
      if (all || !segment->hidden(doc)) of_segment += segment->lengths()[doc];
    }
    total += static_cast<double>(of_segment);
  }
  const auto documents = static_cast<double>(catalog.documents());
  return documents == 0 ? 0 : total / documents;
}

std::vector<uint32_t> Tombstoned(const index::Segment& segment) {
  std::vector<uint32_t> docs;
  for (uint32_t doc = 0; segment.tombstones() > 0 && doc < segment.size();
       ++doc) {
    if (segment.tombstoned(doc)) docs.push_back(doc);
  }
  return docs;
}

std::vector<uint32_t> Visible(const index::Segment& segment) {
  std::vector<uint32_t> docs;
  docs.reserve(segment.visible());
  for (uint32_t doc = 0; doc < segment.size(); ++doc) {
    if (!segment.hidden(doc)) docs.push_back(doc);
  }
  return docs;
}

}  // namespace vigie::match
