#include "index/columns_writer.h"

#include <zstd.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <limits>
#include <map>
#include <numeric>

#include "index/structure.h"
#include "vigie/time.h"

namespace vigie::index {
namespace {

constexpr int kZstdLevel = 3;

void AppendNumber(uint32_t number, std::string* bytes) {
  bytes->append(reinterpret_cast<const char*>(&number), sizeof(number));
}

template <typename Value>
std::string_view BytesOf(const std::vector<Value>& values) {
  return {reinterpret_cast<const char*>(values.data()),
          values.size() * sizeof(Value)};
}

uint64_t AlignUp(uint64_t offset) {
  return (offset + kSectionAlignment - 1) / kSectionAlignment *
         kSectionAlignment;
}

uint32_t Bytes32(std::string_view text) {
  return static_cast<uint32_t>(text.size());
}

StoredMention Store(const entities::FoundMention& found, uint32_t entity,
                    EntityType type, const analysis::AnalyzedText& analyzed) {
  StoredMention mention;
  mention.entity = entity;
  mention.begin = found.range.begin;
  mention.end = found.range.end;
  mention.position_begin = found.position_begin;
  mention.position_end = found.position_end;
  if (found.sentence < analyzed.sentences.size()) {
    mention.sentence_begin = analyzed.sentences[found.sentence].range.begin;
    mention.sentence_end = analyzed.sentences[found.sentence].range.end;
  }
  mention.parent_begin = found.nested ? found.parent.begin : 0;
  mention.parent_end = found.nested ? found.parent.end : 0;
  mention.confidence = found.confidence;
  mention.field = static_cast<uint8_t>(found.field);
  mention.type = static_cast<uint8_t>(type);
  mention.rule = static_cast<uint8_t>(found.rule);
  mention.nested = found.nested ? 1 : 0;
  return mention;
}

bool ComesBefore(const StoredMention& a, const StoredMention& b) {
  if (a.field != b.field) return a.field < b.field;
  if (a.begin != b.begin) return a.begin < b.begin;
  return a.end > b.end;
}

// Distinct entities of mentions[begin:], most mentioned first.
std::vector<EntityCount> CountEntities(
    const std::vector<StoredMention>& mentions, size_t begin) {
  std::map<uint32_t, uint32_t> by_entity;
  for (size_t i = begin; i < mentions.size(); ++i) {
    ++by_entity[mentions[i].entity];
  }
  std::vector<EntityCount> counts;
  for (const auto& [entity, count] : by_entity) {
    counts.push_back({entity, count});
  }
  std::stable_sort(counts.begin(), counts.end(),
                   [](const EntityCount& a, const EntityCount& b) {
                     return a.mentions > b.mentions;
                   });
  return counts;
}

}  // namespace

Status ColumnsWriter::Add(const AnalyzedArticle& article) {
  constexpr size_t kMost = std::numeric_limits<uint32_t>::max() - 1;
  if (rows_.size() >= kMost ||
      mentions_.size() + article.mentions->size() >= kMost ||
      uint64_t{marks_.size()} + article.title->positions +
              article.text->positions >=
          kMost) {
    return Status(StatusCode::kResourceExhausted, "the segment is full");
  }
  ArticleRow row;
  Status added = AddText(article.article->text, &row);
  if (!added.ok()) return added;
  row.content_hash = article.content_hash;
  AddStrings(*article.article, &row);
  AddDay(*article.article, &row);
  sources_.push_back(SourceOrdinal(article.article->source));
  AddMentions(article);
  AddStructure(article);
  rows_.push_back(row);
  return OkStatus();
}

Status ColumnsWriter::AddText(std::string_view text, ArticleRow* row) {
  row->text = texts_.size();
  row->text_bytes = Bytes32(text);
  if (text.empty()) return OkStatus();
  texts_.resize(row->text + ZSTD_compressBound(text.size()));
  const size_t stored =
      ZSTD_compress(texts_.data() + row->text, texts_.size() - row->text,
                    text.data(), text.size(), kZstdLevel);
  if (ZSTD_isError(stored) != 0) {
    texts_.resize(row->text);
    return Status(
        StatusCode::kResourceExhausted,
        std::string("cannot compress a text: ") + ZSTD_getErrorName(stored));
  }
  texts_.resize(row->text + stored);
  row->text_stored_bytes = static_cast<uint32_t>(stored);
  return OkStatus();
}

void ColumnsWriter::AddStrings(const Article& article, ArticleRow* row) {
  std::string authors;
  for (const std::string& author : article.authors) {
    AppendNumber(Bytes32(author), &authors);
    authors.append(author);
  }
  row->strings = strings_.size();
  row->id_bytes = Bytes32(article.id);
  row->title_bytes = Bytes32(article.title);
  row->url_bytes = Bytes32(article.url);
  row->language_bytes = Bytes32(article.language);
  row->section_bytes = Bytes32(article.section);
  row->authors_bytes = Bytes32(authors);
  strings_.append(article.id).append(article.title).append(article.url);
  strings_.append(article.language).append(article.section).append(authors);
}

void ColumnsWriter::AddDay(const Article& article, ArticleRow* row) {
  if (!article.published_at.has_value()) {
    days_.push_back(kNoDay);
    return;
  }
  row->unix_seconds = article.published_at->unix_seconds;
  row->flags = kHasPublication;
  if (article.published_at->date_only) row->flags |= kDateOnly;
  days_.push_back(ParisDay(row->unix_seconds));
}

void ColumnsWriter::AddMentions(const AnalyzedArticle& article) {
  const size_t begin = mentions_.size();
  for (const entities::FoundMention& found : *article.mentions) {
    const bool in_title = found.field == Field::kTitle;
    assert(found.range.begin <= found.range.end &&
           found.range.end <= (in_title ? article.article->title.size()
                                        : article.article->text.size()));
    mentions_.push_back(Store(found, EntityOrdinal(found.entity),
                              dictionary_.entity(found.entity).type,
                              in_title ? *article.title : *article.text));
  }
  std::stable_sort(mentions_.begin() + static_cast<std::ptrdiff_t>(begin),
                   mentions_.end(), ComesBefore);
  mention_begin_.push_back(static_cast<uint32_t>(mentions_.size()));
  for (const EntityCount& count : CountEntities(mentions_, begin)) {
    counts_.push_back(count);
  }
  count_begin_.push_back(static_cast<uint32_t>(counts_.size()));
}

void ColumnsWriter::AddStructure(const AnalyzedArticle& article) {
  title_positions_.push_back(article.title->positions);
  AppendMarks(*article.title, article.article->title, &marks_);
  AppendMarks(*article.text, article.article->text, &marks_);
  mark_begin_.push_back(static_cast<uint32_t>(marks_.size()));
  AppendJoins(*article.title, 0, &joins_);
  AppendJoins(*article.text, article.title->positions, &joins_);
  join_begin_.push_back(static_cast<uint32_t>(joins_.size()));
}

uint32_t ColumnsWriter::EntityOrdinal(uint32_t dictionary_index) {
  const auto next = static_cast<uint32_t>(entity_ordinals_.size());
  const auto [at, is_new] = entity_ordinals_.emplace(dictionary_index, next);
  if (is_new) {
    const Entity& entity = dictionary_.entity(dictionary_index);
    AppendNumber(static_cast<uint32_t>(entity.type), &entities_);
    AppendNumber(Bytes32(entity.id), &entities_);
    AppendNumber(Bytes32(entity.label), &entities_);
    entities_.append(entity.id).append(entity.label);
  }
  return at->second;
}

uint32_t ColumnsWriter::SourceOrdinal(const std::string& source) {
  const auto next = static_cast<uint32_t>(source_ordinals_.size());
  const auto [at, is_new] = source_ordinals_.emplace(source, next);
  if (is_new) {
    AppendNumber(Bytes32(source), &source_names_);
    source_names_.append(source);
  }
  return at->second;
}

std::string_view ColumnsWriter::IdOf(uint32_t doc) const {
  return std::string_view(strings_).substr(rows_[doc].strings,
                                           rows_[doc].id_bytes);
}

Status ColumnsWriter::SortIds() {
  id_order_.resize(rows_.size());
  std::iota(id_order_.begin(), id_order_.end(), 0);
  std::sort(id_order_.begin(), id_order_.end(),
            [this](uint32_t a, uint32_t b) { return IdOf(a) < IdOf(b); });
  const auto twice = std::adjacent_find(
      id_order_.begin(), id_order_.end(),
      [this](uint32_t a, uint32_t b) { return IdOf(a) == IdOf(b); });
  if (twice == id_order_.end()) return OkStatus();
  return Status(
      StatusCode::kAlreadyExists,
      "the segment holds the article " + std::string(IdOf(*twice)) + " twice");
}

Status ColumnsWriter::Write(const std::string& path) {
  Status done = SortIds();
  if (!done.ok()) return done;
  const std::array<std::string_view, kSections> sections = {
      BytesOf(rows_),
      strings_,
      BytesOf(id_order_),
      BytesOf(days_),
      BytesOf(sources_),
      source_names_,
      entities_,
      BytesOf(count_begin_),
      BytesOf(counts_),
      BytesOf(mention_begin_),
      BytesOf(mentions_),
      texts_,
      BytesOf(title_positions_),
      BytesOf(mark_begin_),
      BytesOf(marks_),
      BytesOf(join_begin_),
      BytesOf(joins_)};

  ColumnsHeader header;
  std::memcpy(header.magic, kColumnsMagic, sizeof(header.magic));
  header.documents = documents();
  std::array<SectionEntry, kSections> table;
  uint64_t offset = sizeof(header) + sizeof(table);
  for (uint32_t i = 0; i < kSections; ++i) {
    table[i].section = i + 1;
    table[i].offset = offset;
    table[i].bytes = sections[i].size();
    offset = AlignUp(offset + sections[i].size());
  }
  header.file_bytes = offset;

  Result<FileDescriptor> file = CreateForWriting(path);
  if (!file.ok()) return file.status();
  done = WriteAll(*file, &header, sizeof(header), path);
  if (done.ok()) done = WriteAll(*file, table.data(), sizeof(table), path);
  for (uint32_t i = 0; done.ok() && i < kSections; ++i) {
    constexpr char kPadding[kSectionAlignment] = {};
    const size_t size = sections[i].size();
    done = WriteAll(*file, sections[i].data(), size, path);
    if (done.ok()) done = WriteAll(*file, kPadding, AlignUp(size) - size, path);
  }
  return done.ok() ? SyncFile(*file, path) : done;
}

}  // namespace vigie::index
