#include "match/hit_cards.h"

#include <optional>
#include <string>
#include <utility>

#include "index/columns.h"
#include "match/posting_cache.h"

namespace vigie::match {
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

const std::shared_ptr<KeptArticles>& KeptArticles::Shared() {
  // Lives until the end: snapshots in static storage may outlive it else.
  static const auto* const kept = new std::shared_ptr<KeptArticles>(
      std::make_shared<KeptArticles>(kDefaultBytes));
  return *kept;
}

void KeptArticles::Release(const std::string& content) {
  const std::optional<uint32_t> unused = segments.Release(content);
  if (!unused) return;
  cards.Forget(*unused);
  texts.Forget(*unused);
}

HitCards::HitCards(const Catalog& catalog, std::shared_ptr<KeptArticles> kept)
    : catalog_(catalog), kept_(std::move(kept)) {
  for (const auto& segment : catalog_.segments()) {
    numbers_.push_back(kept_->Hold(ContentKey(*segment)));
  }
}

HitCards::~HitCards() {
  for (const auto& segment : catalog_.segments()) {
    kept_->Release(ContentKey(*segment));
  }
}

Result<HitCards::Card> HitCards::Read(DocRef ref) {
  if (Card kept = kept_->cards.Find(KeyOf(ref))) return kept;
  const Result<std::shared_ptr<Article>> article = ReadOwn(ref);
  if (!article.ok()) return article.status();
  const size_t bytes = BytesOf(**article);
  return kept_->cards.Keep(KeyOf(ref), std::move(**article), bytes);
}

std::vector<HitCards::Card> HitCards::Find(const std::vector<DocRef>& refs) {
  std::vector<KeptKey> keys;
  keys.reserve(refs.size());
  for (const DocRef ref : refs) keys.push_back(KeyOf(ref));
  return kept_->cards.Find(keys);
}

Result<std::shared_ptr<Article>> HitCards::ReadOwn(DocRef ref) const {
  const index::Columns* columns = catalog_.segment(ref).columns();
  Result<Article> article = columns != nullptr
                                ? columns->ReadCard(ref.doc)
                                : catalog_.segment(ref).ReadArticle(ref.doc);
  if (!article.ok()) return article.status();
  article->text = std::string();
  return std::make_shared<Article>(*std::move(article));
}

Result<HitCards::Text> HitCards::ReadText(DocRef ref) {
  if (!kept_->keeps) return Text();
  if (Text kept = kept_->texts.Find(KeyOf(ref))) return kept;
  if (!kept_->shown.SeenBefore(KeyOf(ref))) return Text();
  Result<Article> article = catalog_.segment(ref).ReadArticle(ref.doc);
  if (!article.ok()) return article.status();
  ShownText shown;
  shown.text = std::move(article->text);
  shown.text.shrink_to_fit();
  shown.layouts = {PackLayout(LayOut(article->title)),
                   PackLayout(LayOut(shown.text))};
  constexpr size_t kOfEntry = sizeof(ShownText) + 192;
  const size_t bytes = kOfEntry + shown.text.size() + shown.layouts[0].size() +
                       shown.layouts[1].size();
  catalog_.segment(ref).ReleaseRead(1);
  return kept_->texts.Keep(KeyOf(ref), std::move(shown), bytes);
}

}  // namespace vigie::match
