#include "index/columns.h"

#include <algorithm>

#include "index/article_record.h"
#include "index/text_blocks.h"

namespace vigie::index {
namespace {

// Offsets were checked, but a page that has become unreadable gives zeros.
template <typename Value>
Span<Value> Slice(const Span<Value>& values, uint32_t begin, uint32_t end) {
  return {values.data + begin, begin < end ? end - begin : 0};
}

}  // namespace

std::optional<uint32_t> Columns::FindArticle(std::string_view wanted) const {
  const uint32_t* after = std::upper_bound(
      id_order_.begin(), id_order_.end(), wanted,
      [this](std::string_view value, uint32_t doc) { return value < id(doc); });
  if (after == id_order_.begin() || id(*(after - 1)) != wanted) return {};
  return *(after - 1);
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

Span<uint32_t> Columns::attributes(uint32_t doc) const {
  return Slice(attributes_, attribute_begin_[doc], attribute_begin_[doc + 1]);
}

std::optional<PublicationTime> Columns::updated_at(uint32_t doc) const {
  const ArticleRow& row = rows_[doc];
  if ((row.flags & kHasUpdate) == 0) return {};
  return PublicationTime{updates_[doc], (row.flags & kUpdateDateOnly) != 0};
}

// What stands in the article's row.
Article Columns::OwnFields(uint32_t doc) const {
  Article article;
  article.id = id(doc);
  article.title = title(doc);
  article.url = url(doc);
  article.source = source_names_[sources_[doc]];
  article.published_at = published_at(doc);
  article.updated_at = updated_at(doc);
  article.version = version(doc);
  return article;
}

Result<Article> Columns::ReadArticle(uint32_t doc,
                                     const FileDescriptor* file) const {
  Article article = OwnFields(doc);
  const Result<std::string_view> text = ReadText(doc, &article, file);
  if (!text.ok()) return text.status();
  article.text = *text;
  return article;
}

Result<Article> Columns::ReadCard(uint32_t doc) const {
  Article article = OwnFields(doc);
  if ((rows_[doc].flags & kListedRecord) == 0) {
    const Result<std::string_view> text = ReadText(doc, &article);
    if (!text.ok()) return text.status();
    return article;
  }
  std::vector<AttributeValue> listed;
  for (const uint32_t ordinal : attributes(doc)) {
    listed.push_back(attribute_values_[ordinal]);
  }
  FillFromListed(listed, &article);
  if ((rows_[doc].flags & kNoLanguage) != 0) article.language.clear();
  return article;
}

Result<std::string_view> Columns::ReadText(uint32_t doc, Article* rest,
                                           const FileDescriptor* file) const {
  const ArticleRow& row = rows_[doc];
  const auto broken = [&](const std::string& why) {
    return Status(StatusCode::kDataLoss, "the stored text of article " +
                                             std::string(id(doc)) +
                                             " cannot be read: " + why);
  };
  const std::string_view frame = text_block(row.block);
  const auto offset = static_cast<uint64_t>(frame.data() - bytes_.data());
  const Result<std::string_view> block = ReadTextBlockAgain(
      block_owner_, row.block, {frame, file, offset}, text_dictionary_);
  if (!block.ok()) return broken(block.status().message());
  if (row.text > block->size() ||
      uint64_t{row.text_bytes} + row.record_bytes > block->size() - row.text) {
    return broken("it lies beyond its block");
  }
  const std::string_view record =
      block->substr(row.text + row.text_bytes, row.record_bytes);
  if (!ReadRecord(record, {attribute_values_, attributes(doc)}, rest)) {
    return broken("what is stored with it is damaged");
  }
  return block->substr(row.text, row.text_bytes);
}

}  // namespace vigie::index
