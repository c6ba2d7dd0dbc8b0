#include "match/hit_cards.h"

#include <string>
#include <utility>

namespace vigie::match {
namespace {

// About what a card takes.
size_t BytesOf(const Article& article) {
  constexpr size_t kOfItem = 48;
  size_t bytes = sizeof(Article) + 128 + article.id.size() +
                 article.title.size() + article.source.size() +
                 article.url.size();
  for (const std::string& author : article.authors) {
    bytes += kOfItem + author.size();
  }
  for (const Attribute& attribute : article.attributes) {
    bytes += kOfItem + attribute.name.size();
    for (const std::string& value : attribute.values) {
      bytes += kOfItem + value.size();
    }
  }
  return bytes;
}

}  // namespace

Result<HitCards::Card> HitCards::Read(DocRef ref) {
  const uint64_t key = uint64_t{ref.segment} << 32 | ref.doc;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = by_key_.find(key);
    if (found != by_key_.end()) {
      entries_.splice(entries_.begin(), entries_, found->second);
      return found->second->card;
    }
  }
  Result<Article> article = catalog_.segment(ref).ReadArticle(ref.doc);
  if (!article.ok()) return article.status();
  article->text = std::string();
  Entry entry{key, std::make_shared<const Article>(*std::move(article)), 0};
  entry.bytes = BytesOf(*entry.card);
  Card card = entry.card;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (by_key_.count(key) > 0 || entry.bytes > most_bytes_) return card;
  bytes_ += entry.bytes;
  entries_.push_front(std::move(entry));
  by_key_.emplace(key, entries_.begin());
  while (bytes_ > most_bytes_) {
    bytes_ -= entries_.back().bytes;
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
  return card;
}

}  // namespace vigie::match
