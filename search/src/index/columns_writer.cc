#include "index/columns_writer.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "index/article_record.h"
#include "index/columns_file.h"
#include "index/pair_lists_writer.h"
#include "index/schema.h"
#include "index/section_bytes.h"
#include "index/segment_room.h"
#include "index/token_column_writer.h"
#include "vigie/time.h"

namespace vigie::index {
namespace {

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
  const ByteRange other = found.nested ? found.parent : found.quotation;
  mention.parent_begin = other.begin;
  mention.parent_end = other.end;
  mention.confidence = found.confidence;
  mention.field = static_cast<uint8_t>(found.field);
  mention.type = static_cast<uint8_t>(type);
  mention.rule = static_cast<uint8_t>(found.rule);
  mention.flags =
      StoredMention::FlagsOf(found.nested, found.role, found.link_confidence);
  return mention;
}

// kListedRecord and kNoLanguage, where they hold.
uint16_t RecordFlags(const Article& article,
                     const std::vector<AttributeValue>& listed,
                     std::string_view record) {
  Article from_list;
  FillFromListed(listed, &from_list);
  const bool no_language = article.language.empty();
  if (no_language) from_list.language.clear();
  std::string same;
  AppendRecord(from_list, listed, &same);
  if (same != record) return 0;
  return static_cast<uint16_t>(kListedRecord | (no_language ? kNoLanguage : 0));
}

}  // namespace

Status ColumnsWriter::Add(const AnalyzedArticle& article) {
  Status room = CheckRoom(rows_.size(), 1);
  if (room.ok()) {
    room = CheckRoom(mentions_.mentions(), article.found->mentions.size());
  }
  if (room.ok()) {
    room = CheckRoom(tokens_.size(), uint64_t{article.title->positions} +
                                         article.text->positions);
  }
  if (!room.ok()) return room;
  ArticleRow row;
  Status added = AddText(article, &row);
  if (!added.ok()) return added;
  row.content_hash = article.content_hash;
  AddStrings(*article.article, &row);
  AddTimes(*article.article, &row);
  sources_.push_back(SourceOrdinal(article.article->source));
  AddMentions(article);
  tokens_.Add({article.article->title, article.title},
              {article.article->text, article.text});
  lengths_.push_back(
      DocumentLength(static_cast<uint32_t>(article.title->tokens.size()),
                     static_cast<uint32_t>(article.text->tokens.size())));
  filters_.AddArticle(documents(), article, *dictionary_, options_);
  rows_.push_back(row);
  return OkStatus();
}

Status ColumnsWriter::Append(ColumnsWriter* part) {
  Status done = CheckRoom(rows_.size(), part->rows_.size());
  if (done.ok()) {
    done = CheckRoom(mentions_.mentions(), part->mentions_.mentions());
  }
  if (done.ok()) done = CheckRoom(tokens_.size(), part->tokens_.size());
  if (done.ok()) done = texts_.Finish();
  if (done.ok()) done = part->texts_.Finish();
  if (!done.ok()) return done;
  filters_.Append(part->filters_, documents());
  const uint32_t first_block = texts_.Append(part->texts_);
  for (ArticleRow row : part->rows_) {
    row.strings += strings_.size();
    row.block += first_block;
    rows_.push_back(row);
  }
  strings_.append(part->strings_);
  for (const uint32_t source : part->sources_) {
    sources_.push_back(SourceOrdinal(part->source_names_[source]));
  }
  const auto append = [](const auto& from, auto* to) {
    to->insert(to->end(), from.begin(), from.end());
  };
  append(part->days_, &days_);
  append(part->lengths_, &lengths_);
  append(part->updates_, &updates_);
  append(part->versions_, &versions_);
  append(part->validity_, &validity_);
  any_update_ = any_update_ || part->any_update_;
  any_version_ = any_version_ || part->any_version_;
  any_validity_ = any_validity_ || part->any_validity_;
  attributes_.Append(part->attributes_);
  mentions_.Append(part->mentions_);
  tokens_.Append(part->tokens_);
  return OkStatus();
}

uint64_t ColumnsWriter::memory_bytes() const {
  return rows_.capacity() * sizeof(ArticleRow) + strings_.capacity() +
         texts_.bytes().capacity() + tokens_.memory_bytes() +
         mentions_.mentions() * sizeof(StoredMention);
}

Status ColumnsWriter::AddText(const AnalyzedArticle& article, ArticleRow* row) {
  std::string bytes = article.article->text;
  const std::vector<AttributeValue> listed = attributes_.Add(*article.article);
  AppendRecord(*article.article, listed, &bytes);
  row->text_bytes = Bytes32(article.article->text);
  row->flags |= RecordFlags(*article.article, listed,
                            std::string_view(bytes).substr(row->text_bytes));
  row->record_bytes = Bytes32(bytes) - row->text_bytes;
  const Result<BlockPlace> place = texts_.Add(bytes);
  if (!place.ok()) return place.status();
  row->block = place->block;
  row->text = place->begin;
  return OkStatus();
}

void ColumnsWriter::AddStrings(const Article& article, ArticleRow* row) {
  row->strings = strings_.size();
  row->id_bytes = static_cast<uint16_t>(article.id.size());
  row->title_bytes = static_cast<uint16_t>(article.title.size());
  row->url_bytes = static_cast<uint16_t>(article.url.size());
  strings_.append(article.id).append(article.title).append(article.url);
}

void ColumnsWriter::AddTimes(const Article& article, ArticleRow* row) {
  validity_.emplace_back();
  versions_.push_back(article.version);
  any_version_ = any_version_ || article.version != 0;
  updates_.push_back(0);
  if (article.updated_at.has_value()) {
    updates_.back() = article.updated_at->unix_seconds;
    any_update_ = true;
    row->flags |= kHasUpdate;
    if (article.updated_at->date_only) row->flags |= kUpdateDateOnly;
  }
  if (!article.published_at.has_value()) {
    days_.push_back(kNoDay);
    return;
  }
  row->unix_seconds = article.published_at->unix_seconds;
  row->flags |= kHasPublication;
  if (article.published_at->date_only) row->flags |= kDateOnly;
  days_.push_back(ParisDay(row->unix_seconds));
}

void ColumnsWriter::AddMentions(const AnalyzedArticle& article) {
  std::vector<StoredMention> stored;
  stored.reserve(article.found->mentions.size());
  std::unordered_map<uint32_t, uint32_t> ordinals;  // of the article's entities
  for (const entities::FoundMention& found : article.found->mentions) {
    const bool in_title = found.field == Field::kTitle;
    assert(found.range.begin <= found.range.end &&
           found.range.end <= (in_title ? article.article->title.size()
                                        : article.article->text.size()));
    const entities::EntityView entity =
        entities::ViewEntity(*dictionary_, *article.found, found.entity);
    const auto [ordinal, is_new] = ordinals.try_emplace(found.entity);
    if (is_new) {
      ordinal->second =
          mentions_.EntityOrdinal({entity.id, entity.label, entity.type});
    }
    stored.push_back(Store(found, ordinal->second, entity.type,
                           in_title ? *article.title : *article.text));
  }
  mentions_.Add(std::move(stored));
}

uint32_t ColumnsWriter::SourceOrdinal(const std::string& source) {
  const auto next = static_cast<uint32_t>(source_ordinals_.size());
  const auto [at, is_new] = source_ordinals_.emplace(source, next);
  if (is_new) source_names_.push_back(source);
  return at->second;
}

std::string_view ColumnsWriter::IdOf(uint32_t doc) const {
  return std::string_view(strings_).substr(rows_[doc].strings,
                                           rows_[doc].id_bytes);
}

Status ColumnsWriter::SortIds() {
  id_order_.resize(rows_.size());
  std::iota(id_order_.begin(), id_order_.end(), 0);
  std::sort(id_order_.begin(), id_order_.end(), [this](uint32_t a, uint32_t b) {
    const int order = IdOf(a).compare(IdOf(b));
    if (order != 0) return order < 0;
    if (validity_[a].end != validity_[b].end) {
      return validity_[a].end < validity_[b].end;
    }
    return a < b;
  });
  if (any_validity_) return OkStatus();
  const auto twice = std::adjacent_find(
      id_order_.begin(), id_order_.end(),
      [this](uint32_t a, uint32_t b) { return IdOf(a) == IdOf(b); });
  if (twice == id_order_.end()) return OkStatus();
  return Status(
      StatusCode::kAlreadyExists,
      "the segment holds the article " + std::string(IdOf(*twice)) + " twice");
}

Status ColumnsWriter::Write(uint32_t threads, const WriteHook& hook,
                            const std::string& path, const DenseSource& dense) {
  Status done = SortIds();
  if (done.ok()) done = PackTexts(threads, hook);
  if (!done.ok()) return done;
  const AttributeColumns::Encoded attributes = attributes_.Encode();
  const EncodedTokens tokens = EncodeTokens(tokens_);
  std::string source_names;
  for (const std::string& name : source_names_) {
    AppendNumber(Bytes32(name), &source_names);
    source_names.append(name);
  }
  ColumnsFile file;
  file[Section::kArticles] = BytesOf(rows_);
  file[Section::kStrings] = strings_;
  file[Section::kIdOrder] = BytesOf(id_order_);
  file[Section::kDays] = BytesOf(days_);
  file[Section::kSources] = BytesOf(sources_);
  file[Section::kSourceNames] = source_names;
  file[Section::kEntities] = mentions_.entity_bytes();
  file[Section::kEntityCountBegin] = BytesOf(mentions_.count_begin());
  file[Section::kEntityCounts] = BytesOf(mentions_.counts());
  file[Section::kMentionBegin] = BytesOf(mentions_.mention_begin());
  file[Section::kMentions] = BytesOf(mentions_.stored());
  file[Section::kTexts] = texts_.bytes();
  file[Section::kTextBlocks] = BytesOf(texts_.begin());
  file[Section::kLengths] = BytesOf(lengths_);
  if (any_update_) file[Section::kUpdates] = BytesOf(updates_);
  if (any_version_) file[Section::kVersions] = BytesOf(versions_);
  if (any_validity_) file[Section::kValidity] = BytesOf(validity_);
  file[Section::kAttributeValues] = attributes.values;
  file[Section::kAttributeBegin] = BytesOf(attributes.begin);
  file[Section::kAttributes] = BytesOf(attributes.ordinals);
  file[Section::kWords] = BytesOf(tokens.words);
  file[Section::kWordBytes] = tokens.word_bytes;
  file[Section::kWordsByForm] = BytesOf(tokens.words_by_form);
  file[Section::kWordsByStem] = BytesOf(tokens.words_by_stem);
  file[Section::kTokenCode] = {reinterpret_cast<const char*>(&tokens.code),
                               sizeof(tokens.code)};
  file[Section::kSymbolWords] = BytesOf(tokens.symbol_words);
  file[Section::kSymbolMarks] = BytesOf(tokens.symbol_marks);
  file[Section::kTokenBegin] = BytesOf(tokens.begin);
  file[Section::kTokens] = tokens.bytes;
  EncodedDenseTerms terms;
  EncodedPairs pairs;
  return file.Write(documents(), hook, path, [&](ColumnsFile* last) {
    pairs = EncodePairs(tokens_, tokens.code_of);
    if (dense) terms = dense();
    (*last)[Section::kDenseRows] = BytesOf(terms.rows);
    (*last)[Section::kDenseNames] = terms.names;
    (*last)[Section::kDenseLists] = terms.lists;
    (*last)[Section::kPairRows] = BytesOf(pairs.rows);
    (*last)[Section::kPairLists] = pairs.lists;
    (*last)[Section::kTextDictionary] = text_dictionary_;
  });
}

}  // namespace vigie::index
