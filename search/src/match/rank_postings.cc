#include "match/rank_postings.h"

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

}  // namespace vigie::match
