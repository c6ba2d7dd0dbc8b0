// Answers to requests that were asked before, as the bytes that were sent.
#ifndef SERVER_ANSWER_CACHE_H_
#define SERVER_ANSWER_CACHE_H_

#include <grpcpp/support/slice.h>

#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace vigie::server {

// Thread-safe. The least recently used go first once `limit` is passed.
class AnswerCache {
 public:
  // What an answer depends on besides its request: the revision, and the hour
  // since 1970, since some requests speak of today and days of Paris end at
  // whole hours of UTC. Answers of one epoch are forgotten with the first
  // answer of a later one.
  struct Epoch {
    uint64_t revision = 0;
    int64_t hour = 0;
    bool operator==(const Epoch& other) const {
      return revision == other.revision && hour == other.hour;
    }
    bool operator<(const Epoch& other) const {
      return revision != other.revision ? revision < other.revision
                                        : hour < other.hour;
    }
  };
  static Epoch Now(uint64_t revision);

  struct Answer {
    grpc::Slice bytes;  // of the response message
    uint64_t rows = 0;  // as CallOutcome::rows
  };

  // `limit` in bytes of keys and answers; 0 keeps nothing.
  explicit AnswerCache(size_t limit) : limit_(limit) {}

  // `key` names method, source scope and request.
  std::optional<Answer> Find(const Epoch& epoch, const std::string& key);
  // Ignored: an earlier epoch than one stored before, and more than a 16th of
  // the limit.
  void Store(const Epoch& epoch, std::string key, Answer answer);

  size_t bytes() const;

 private:
  struct Entry {
    std::string key;
    Answer answer;
  };
  using Entries = std::list<Entry>;  // the last used first

  static size_t SizeOf(const Entry& entry);

  const size_t limit_;
  mutable std::mutex mutex_;
  Epoch epoch_;  // guarded by mutex_, as is all below
  Entries entries_;
  std::unordered_map<std::string_view, Entries::iterator> places_;
  size_t bytes_ = 0;
};

}  // namespace vigie::server

#endif  // SERVER_ANSWER_CACHE_H_
