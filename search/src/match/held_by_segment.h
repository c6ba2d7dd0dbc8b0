// What is worked out of one segment, once for all snapshots that have it.
#ifndef VIGIE_MATCH_HELD_BY_SEGMENT_H_
#define VIGIE_MATCH_HELD_BY_SEGMENT_H_

#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace vigie::match {

// The value for the first who asks; when making it throws, for the next.
// Thread-safe.
template <typename Value>
class HeldValue {
 public:
  // `make` returns a std::unique_ptr<const Value>.
  template <typename Make>
  const Value& Get(const Make& make) {
    std::call_once(once_, [&] { value_ = make(); });
    return *value_;
  }

 private:
  std::once_flag once_;
  std::unique_ptr<const Value> value_;
};

// Values by the content that they are of, as long as somebody holds them.
// Thread-safe.
template <typename Value>
class HeldBySegment {
 public:
  using Pointer = std::shared_ptr<HeldValue<Value>>;

  // Who gives the same key has the same value. O(log values held).
  Pointer Hold(const std::string& key) {
    const std::lock_guard<std::mutex> lock(mutex_);
    std::weak_ptr<HeldValue<Value>>& held = held_[key];
    Pointer value = held.lock();
    if (value) return value;
    value = std::make_shared<HeldValue<Value>>();
    held = value;
    DropUnheld();
    return value;
  }

  static HeldBySegment& OfThisProcess() {
    static auto* const held = new HeldBySegment();  // lives until the end
    return *held;
  }

  // By segment: of this process, or, without `keeps`, of nobody else.
  // `key_of` names the content of a segment.
  template <typename Segments, typename KeyOf>
  static std::vector<Pointer> HoldAll(const Segments& segments, bool keeps,
                                      const KeyOf& key_of) {
    std::vector<Pointer> held;
    held.reserve(segments.size());
    for (const auto& segment : segments) {
      held.push_back(keeps ? OfThisProcess().Hold(key_of(*segment))
                           : std::make_shared<HeldValue<Value>>());
    }
    return held;
  }

 private:
  void DropUnheld() {
    for (auto at = held_.begin(); at != held_.end();) {
      at = at->second.expired() ? held_.erase(at) : std::next(at);
    }
  }

  std::mutex mutex_;
  // Guarded by mutex_.
  std::map<std::string, std::weak_ptr<HeldValue<Value>>> held_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_HELD_BY_SEGMENT_H_
