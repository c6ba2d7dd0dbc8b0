#include "index/article_parts.h"

#include <utility>

namespace vigie::index {
namespace {

constexpr uint64_t kPartArticles = 256;
constexpr uint64_t kPartBytes = 512U << 10;

}  // namespace

Result<ArticlePart> ArticleParts::Next() {
  const std::lock_guard<std::mutex> lock(mutex_);
  ArticlePart part;
  part.number = parts_;
  uint64_t bytes = 0;
  while (!stopped_ && next_ < source_.size &&
         part.articles.size() < kPartArticles && bytes < kPartBytes) {
    Result<Article> article = source_.at(next_++);
    if (!article.ok()) return article.status();
    bytes += article->text.size();
    part.articles.push_back(*std::move(article));
  }
  if (!part.articles.empty()) ++parts_;
  return part;
}

void ArticleParts::Stop() {
  const std::lock_guard<std::mutex> lock(mutex_);
  stopped_ = true;
}

}  // namespace vigie::index
