#include "match/text_window.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace vigie::match {

Result<Article> TextWindow::Take(size_t i) {
  if (i < begin_ || i >= begin_ + articles_.size()) {
    Status filled = Fill(i);
    if (!filled.ok()) return filled;
  }
  std::optional<Article>& kept = articles_[i - begin_];
  if (kept) return *std::exchange(kept, std::nullopt);
  const DocRef ref = hits_[i].doc;
  return catalog_.segment(ref).ReadArticle(ref.doc);
}

Status TextWindow::Fill(size_t begin) {
  begin_ = begin;
  articles_.clear();
  articles_.resize(std::min(next_hits_, hits_.size() - begin));
  next_hits_ = std::min(next_hits_ * 4, kMostHits);
  std::vector<size_t> order(articles_.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    const DocRef of_a = hits_[begin + a].doc;
    const DocRef of_b = hits_[begin + b].doc;
    return std::tie(of_a.segment, of_a.doc) < std::tie(of_b.segment, of_b.doc);
  });
  size_t bytes = 0;
  for (const size_t at : order) {
    if (bytes > kMostBytes) break;
    if (Status status = poll_->Tick(); !status.ok()) return status;
    const DocRef ref = hits_[begin + at].doc;
    const index::Segment& segment = catalog_.segment(ref);
    if (wanted_ == Wanted::kWithMentions &&
        segment.mentions(ref.doc).size == 0) {
      continue;
    }
    Result<Article> article = segment.ReadArticle(ref.doc);
    if (!article.ok()) return article.status();
    bytes += article->title.size() + article->text.size();
    articles_[at] = std::move(article).value();
  }
  return OkStatus();
}

}  // namespace vigie::match
