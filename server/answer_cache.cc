#include "server/answer_cache.h"

#include <chrono>
#include <utility>

namespace vigie::server {

AnswerCache::Epoch AnswerCache::Now(uint64_t revision) {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return {revision,
          std::chrono::duration_cast<std::chrono::hours>(since_1970).count()};
}

size_t AnswerCache::SizeOf(const Entry& entry) {
  constexpr size_t kNodes = 160;  // of list and table, estimated
  return entry.key.size() + entry.answer.bytes.size() + kNodes;
}

std::optional<AnswerCache::Answer> AnswerCache::Find(const Epoch& epoch,
                                                     const std::string& key) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!(epoch == epoch_)) return std::nullopt;
  const auto place = places_.find(key);
  if (place == places_.end()) return std::nullopt;
  entries_.splice(entries_.begin(), entries_, place->second);
  return place->second->answer;
}

void AnswerCache::Store(const Epoch& epoch, std::string key, Answer answer) {
  Entry entry{std::move(key), std::move(answer)};
  const size_t size = SizeOf(entry);
  if (size > limit_ / 16) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (epoch < epoch_) return;
  if (epoch_ < epoch) {
    places_.clear();
    entries_.clear();
    bytes_ = 0;
    epoch_ = epoch;
  }
  if (places_.count(entry.key) > 0) return;
  entries_.push_front(std::move(entry));
  places_.emplace(entries_.front().key, entries_.begin());
  bytes_ += size;
  while (bytes_ > limit_) {
    bytes_ -= SizeOf(entries_.back());
    places_.erase(entries_.back().key);
    entries_.pop_back();
  }
}

size_t AnswerCache::bytes() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return bytes_;
}

}  // namespace vigie::server
