#include "match/old_fields.h"

#include "index/attribute_columns.h"
#include "match/catalog.h"

namespace vigie::match {
namespace {

uint64_t KeyOf(DocRef ref) { return uint64_t{ref.segment} << 32U | ref.doc; }

std::string KeyOf(std::string_view field, std::string_view value) {
  std::string key(field);
  key += '\0';
  return key.append(value);
}

}  // namespace

OldFields::OldFields(std::vector<DocRef> articles, uint32_t first)
    : articles_(std::move(articles)), first_(first) {}

OldFields::~OldFields() = default;

uint32_t OldFields::Number(const Catalog& catalog, std::string_view field,
                           std::string_view value) {
  if (const auto listed = catalog.FindAttributeValue(field, value)) {
    return *listed;
  }
  const auto next = first_ + static_cast<uint32_t>(values_.size());
  const auto [at, is_new] = by_key_.try_emplace(KeyOf(field, value), next);
  if (is_new) values_.emplace_back(field, value);
  return at->second;
}

void OldFields::ReadAll(const Catalog& catalog) {
  for (const DocRef ref : articles_) {
    const Result<Article> article = catalog.segment(ref).ReadArticle(ref.doc);
    if (!article.ok()) continue;
    Values& values = by_article_[KeyOf(ref)];
    for (const auto& field : index::ArticleFields(*article)) {
      values.emplace_back(field.name, Number(catalog, field.name, field.value));
    }
  }
}

void OldFields::Read(const Catalog& catalog, std::string_view field, DocRef ref,
                     std::vector<uint32_t>* numbers) {
  std::call_once(once_, [&] { ReadAll(catalog); });
  const auto article = by_article_.find(KeyOf(ref));
  if (article == by_article_.end()) return;
  for (const auto& [name, number] : article->second) {
    if (name == field) numbers->push_back(number);
  }
}

std::optional<uint32_t> OldFields::Find(const Catalog& catalog,
                                        std::string_view field,
                                        std::string_view value) {
  std::call_once(once_, [&] { ReadAll(catalog); });
  const auto found = by_key_.find(KeyOf(field, value));
  if (found == by_key_.end()) return std::nullopt;
  return found->second;
}

}  // namespace vigie::match
