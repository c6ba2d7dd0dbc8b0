// Where a thread that has nothing else to do analyses articles that another
// one will come to.
#ifndef VIGIE_INDEX_ANALYSIS_AHEAD_H_
#define VIGIE_INDEX_ANALYSIS_AHEAD_H_

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "index/article_analysis.h"
#include "vigie/article.h"

namespace vigie::index {

// The articles of one part. Which thread analyses one changes nothing but the
// time that it takes. What the function throws, Next and AnalyzeOne let
// through; that article is lost.
class AnalysisAhead {
 public:
  using Analyze = std::function<ReadyArticle(Article)>;  // on either thread
  explicit AnalysisAhead(Analyze analyze) : analyze_(std::move(analyze)) {}

  // The first thread: another part, once it has taken all of the last one.
  void Begin(std::vector<Article> articles);
  // The first thread: the next article, analysed now if it has not been.
  // REQUIRES that there is one.
  ReadyArticle Next();
  // The other thread: analyses one of the articles after the next one. False
  // when enough are waiting.
  bool AnalyzeOne();

 private:
  enum class State : uint8_t { kGiven, kTaken, kReady };
  struct Slot {
    State state = State::kGiven;
    Article article;     // while it is given
    ReadyArticle ready;  // once it is
  };

  const Analyze analyze_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::vector<Slot> slots_;  // guarded by mutex_, but what is kTaken
  size_t next_ = 0;
  size_t ahead_ = 0;          // behind the last one analysed ahead
  uint64_t ahead_bytes_ = 0;  // of texts that it has analysed, not yet taken
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_ANALYSIS_AHEAD_H_
