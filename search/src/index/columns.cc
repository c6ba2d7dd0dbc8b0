#include "index/columns.h"

#include <zstd.h>

#include <algorithm>
#include <cstring>

namespace vigie::index {
namespace {

template <typename Value>
Span<Value> Slice(const Span<Value>& values, uint32_t begin, uint32_t end) {
  return {values.data + begin, end - begin};
}

// Authors as Columns::Parse has checked them.
std::vector<std::string> ReadAuthors(std::string_view bytes) {
  std::vector<std::string> authors;
  while (!bytes.empty()) {
    uint32_t size = 0;
    std::memcpy(&size, bytes.data(), sizeof(size));
    authors.emplace_back(bytes.substr(sizeof(size), size));
    bytes.remove_prefix(sizeof(size) + size);
  }
  return authors;
}

}  // namespace

std::optional<uint32_t> Columns::FindArticle(std::string_view wanted) const {
  const uint32_t* at = std::lower_bound(
      id_order_.begin(), id_order_.end(), wanted,
      [this](uint32_t doc, std::string_view value) { return id(doc) < value; });
  if (at == id_order_.end() || id(*at) != wanted) return {};
  return *at;
}

std::string_view Columns::id(uint32_t doc) const {
  return strings_.substr(rows_[doc].strings, rows_[doc].id_bytes);
}

std::string_view Columns::title(uint32_t doc) const {
  const ArticleRow& row = rows_[doc];
  return strings_.substr(row.strings + row.id_bytes, row.title_bytes);
}

std::string_view Columns::url(uint32_t doc) const {
  const ArticleRow& row = rows_[doc];
  return strings_.substr(row.strings + row.id_bytes + row.title_bytes,
                         row.url_bytes);
}

std::optional<PublicationTime> Columns::published_at(uint32_t doc) const {
  const ArticleRow& row = rows_[doc];
  if ((row.flags & kHasPublication) == 0) return {};
  return PublicationTime{row.unix_seconds, (row.flags & kDateOnly) != 0};
}

Span<EntityCount> Columns::entity_counts(uint32_t doc) const {
  return Slice(counts_, count_begin_[doc], count_begin_[doc + 1]);
}

Span<StoredMention> Columns::mentions(uint32_t doc) const {
  return Slice(mentions_, mention_begin_[doc], mention_begin_[doc + 1]);
}

Structure Columns::structure(uint32_t doc) const {
  return {title_positions_[doc],
          Slice(marks_, mark_begin_[doc], mark_begin_[doc + 1]),
          Slice(joins_, join_begin_[doc], join_begin_[doc + 1])};
}

Result<Article> Columns::ReadArticle(uint32_t doc) const {
  const ArticleRow& row = rows_[doc];
  std::string_view rest = strings_.substr(row.strings);
  const auto take = [&rest](uint32_t size) {
    const std::string_view taken = rest.substr(0, size);
    rest.remove_prefix(size);
    return taken;
  };
  Article article;
  article.id = take(row.id_bytes);
  article.title = take(row.title_bytes);
  article.url = take(row.url_bytes);
  article.language = take(row.language_bytes);
  article.section = take(row.section_bytes);
  article.authors = ReadAuthors(take(row.authors_bytes));
  article.source = source_names_[sources_[doc]];
  article.published_at = published_at(doc);
  article.text.resize(row.text_bytes);
  if (row.text_bytes > 0) {
    const size_t size =
        ZSTD_decompress(article.text.data(), article.text.size(),
                        texts_.data() + row.text, row.text_stored_bytes);
    if (ZSTD_isError(size) != 0 || size != row.text_bytes) {
      return Status(
          StatusCode::kDataLoss,
          "the stored text of article " + article.id + " does not decompress");
    }
  }
  return article;
}

}  // namespace vigie::index
