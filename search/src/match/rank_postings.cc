#include "match/rank_postings.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace vigie::match {

PostingsPool::Handles PostingsPool::Take() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!resting_.empty()) {
      Handles handles = std::move(resting_.back());
      resting_.pop_back();
      return handles;
    }
  }
  Handles handles;
  for (const auto& segment : catalog_.segments()) {
    handles.push_back(segment->OpenDatabase());
  }
  return handles;
}

void PostingsPool::Return(Handles handles) {
  const std::lock_guard<std::mutex> lock(mutex_);
  resting_.push_back(std::move(handles));
}

uint64_t ArticlesWith(const PostingsPool::Handles& handles,
                      const std::string& term) {
  uint64_t articles = 0;
  for (const Xapian::Database& handle : handles) {
    articles += handle.get_termfreq(term);
  }
  return articles;
}

namespace {

// Calls `take` with the posting of `term` in each of `docs` that has it, and
// the number of the document in `docs`.
template <typename Take>
void VisitPostings(const PostingsPool::Handles& handles,
                   const std::string& term, const std::vector<DocRef>& docs,
                   const Take& take) {
  std::vector<uint32_t> order(docs.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return docs[a].segment != docs[b].segment
               ? docs[a].segment < docs[b].segment
               : docs[a].doc < docs[b].doc;
  });
  size_t next = 0;
  while (next < order.size()) {
    const uint32_t segment = docs[order[next]].segment;
    const Xapian::Database& handle = handles[segment];
    Xapian::PostingIterator posting = handle.postlist_begin(term);
    const Xapian::PostingIterator end = handle.postlist_end(term);
    for (; next < order.size() && docs[order[next]].segment == segment;
         ++next) {
      const Xapian::docid docid = docs[order[next]].doc + 1;
      if (posting != end && *posting < docid) posting.skip_to(docid);
      if (posting == end || *posting != docid) continue;
      take(order[next], posting);
    }
  }
}

}  // namespace

std::vector<std::vector<uint32_t>> PositionsIn(
    const PostingsPool::Handles& handles, const std::string& term,
    const std::vector<DocRef>& docs) {
  std::vector<std::vector<uint32_t>> positions(docs.size());
  VisitPostings(handles, term, docs,
                [&](uint32_t doc, const Xapian::PostingIterator& posting) {
                  positions[doc].assign(posting.positionlist_begin(),
                                        posting.positionlist_end());
                });
  return positions;
}

std::vector<uint32_t> CountsIn(const PostingsPool::Handles& handles,
                               const std::string& term,
                               const std::vector<DocRef>& docs) {
  std::vector<uint32_t> counts(docs.size());
  VisitPostings(handles, term, docs,
                [&](uint32_t doc, const Xapian::PostingIterator& posting) {
                  counts[doc] = posting.get_wdf();
                });
  return counts;
}

}  // namespace vigie::match
