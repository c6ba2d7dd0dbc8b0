// Articles cut into the parts that a build works on.
#ifndef VIGIE_INDEX_ARTICLE_PARTS_H_
#define VIGIE_INDEX_ARTICLE_PARTS_H_

#include <cstdint>
#include <functional>
#include <mutex>
#include <vector>

#include "vigie/article.h"
#include "vigie/status.h"

namespace vigie::index {

// Where articles come from, one after the other; called by one thread at a
// time.
struct ArticleSource {
  uint64_t size = 0;
  // REQUIRES i < size; called once for each i, in order.
  std::function<Result<Article>(uint64_t i)> at;
};

struct ArticlePart {
  uint64_t number = 0;            // from 0
  std::vector<Article> articles;  // none: there are no more parts
};

// Parts end where articles and bytes of text say, whatever the threads, so that
// the result of a build does not depend on them. Thread-safe.
class ArticleParts {
 public:
  explicit ArticleParts(const ArticleSource& source) : source_(source) {}

  Result<ArticlePart> Next();
  // No more parts.
  void Stop();

 private:
  const ArticleSource& source_;
  std::mutex mutex_;
  uint64_t next_ = 0;  // guarded by mutex_, as all below
  uint64_t parts_ = 0;
  bool stopped_ = false;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_ARTICLE_PARTS_H_
