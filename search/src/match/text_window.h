// Texts of many articles, read in the order in which they are stored.
#ifndef VIGIE_MATCH_TEXT_WINDOW_H_
#define VIGIE_MATCH_TEXT_WINDOW_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "match/call_poll.h"
#include "match/catalog.h"
#include "match/executor.h"
#include "vigie/article.h"
#include "vigie/status.h"

namespace vigie::match {

// Articles are stored in blocks of a few or some dozens, and one is
// decompressed as a whole: hits in another order than the stored one would
// decompress a block for each. So they are read ahead, by windows that grow
// from 64 to 16,384 hits or 32 MiB of text. Of one thread.
class TextWindow {
 public:
  enum class Wanted : uint8_t { kAll, kWithMentions };
  // The arguments must outlive it. Only hits that are wanted are read ahead.
  TextWindow(const Catalog& catalog, const std::vector<ScoredDoc>& hits,
             Wanted wanted, CallPoll* poll)
      : catalog_(catalog), hits_(hits), wanted_(wanted), poll_(poll) {}

  // The stored article of hit `i`, once; numbers must rise from call to call.
  // DATA_LOSS and the errors of the poll.
  Result<Article> Take(size_t i);

 private:
  static constexpr size_t kFirstHits = 64;
  static constexpr size_t kMostHits = 16'384;
  static constexpr size_t kMostBytes = 32U << 20;

  Status Fill(size_t begin);

  const Catalog& catalog_;
  const std::vector<ScoredDoc>& hits_;
  const Wanted wanted_;
  CallPoll* const poll_;
  size_t begin_ = 0;  // of the hits in articles_
  size_t next_hits_ = kFirstHits;
  std::vector<std::optional<Article>> articles_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_TEXT_WINDOW_H_
