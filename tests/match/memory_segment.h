// A segment whose columns a test fills by hand. It has no postings.
#ifndef VIGIE_TESTS_MATCH_MEMORY_SEGMENT_H_
#define VIGIE_TESTS_MATCH_MEMORY_SEGMENT_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/analyzer.h"
#include "index/attribute_columns.h"
#include "index/attribute_rows.h"
#include "index/mapped_tokens.h"
#include "index/mapped_vocabulary.h"
#include "index/schema.h"
#include "index/segment.h"
#include "index/token_column_writer.h"
#include "vigie/time.h"

namespace vigie::match {

struct MemoryDocument {
  Article article;
  bool tombstoned = false;
  std::vector<index::EntityCount> counts;
  std::vector<index::StoredMention> mentions;
};

class MemorySegment : public index::Segment {
 public:
  std::vector<MemoryDocument> documents;
  // Ids and labels must outlive the segment: string literals do.
  std::vector<index::StoredEntity> entity_table;
  // false: as segments were before they kept author, section and language.
  bool with_fields = true;
  bool with_rows = true;  // whether it has attribute_rows()

  uint32_t AddEntity(std::string_view id, EntityType type) {
    entity_table.push_back({id, id, type});
    return static_cast<uint32_t>(entity_table.size() - 1);
  }
  // Call once `documents` is filled.
  void Seal() {
    for (const MemoryDocument& document : documents) {
      const auto found =
          std::find(sources_.begin(), sources_.end(), document.article.source);
      source_of_.push_back(static_cast<uint32_t>(found - sources_.begin()));
      if (found == sources_.end()) sources_.push_back(document.article.source);
      AddTokens(document.article);
      uint32_t mentions = 0;
      for (const index::EntityCount& count : document.counts) {
        mentions += count.mentions;
      }
      if (!entity_table.empty()) mention_totals_.push_back(mentions);
    }
    encoded_ = index::EncodeTokens(lists_);
    vocabulary_ = index::MappedVocabulary(
        {SpanOf(encoded_.words), encoded_.word_bytes,
         SpanOf(encoded_.words_by_form), SpanOf(encoded_.words_by_stem)});
    tokens_ = index::MappedTokens({encoded_.code, SpanOf(encoded_.symbol_words),
                                   SpanOf(encoded_.symbol_marks),
                                   SpanOf(encoded_.begin), encoded_.bytes});
  }

  const index::SegmentRecord& record() const override { return record_; }
  uint32_t size() const override {
    return static_cast<uint32_t>(documents.size());
  }
  bool tombstoned(uint32_t doc) const override {
    return documents[doc].tombstoned;
  }
  uint32_t tombstones() const override {
    return static_cast<uint32_t>(std::count_if(
        documents.begin(), documents.end(),
        [](const MemoryDocument& document) { return document.tombstoned; }));
  }
  Xapian::Database OpenDatabase() const override { return {}; }
  std::optional<uint32_t> FindArticle(std::string_view id) const override {
    for (uint32_t doc = 0; doc < size(); ++doc) {
      if (documents[doc].article.id == id) return doc;
    }
    return std::nullopt;
  }
  std::string_view article_id(uint32_t doc) const override {
    return documents[doc].article.id;
  }
  std::string_view title(uint32_t doc) const override {
    return documents[doc].article.title;
  }
  std::string_view url(uint32_t doc) const override {
    return documents[doc].article.url;
  }
  uint64_t content_hash(uint32_t /*doc*/) const override { return 0; }
  std::optional<PublicationTime> published_at(uint32_t doc) const override {
    return documents[doc].article.published_at;
  }
  int32_t day(uint32_t doc) const override {
    const auto time = published_at(doc);
    return time ? ParisDay(time->unix_seconds) : index::kNoDay;
  }
  uint32_t source(uint32_t doc) const override { return source_of_[doc]; }
  const std::vector<std::string>& sources() const override { return sources_; }
  const std::vector<index::StoredEntity>& entities() const override {
    return entity_table;
  }
  index::Span<index::EntityCount> entity_counts(uint32_t doc) const override {
    return {documents[doc].counts.data(), documents[doc].counts.size()};
  }
  index::Span<uint32_t> mention_totals() const override {
    return {mention_totals_.data(), mention_totals_.size()};
  }
  index::Span<index::StoredMention> mentions(uint32_t doc) const override {
    return {documents[doc].mentions.data(), documents[doc].mentions.size()};
  }
  const std::vector<index::AttributeValue>& attribute_values() const override {
    return attribute_values_;
  }
  index::Span<uint32_t> attributes(uint32_t doc) const override {
    return {attributes_[doc].data(), attributes_[doc].size()};
  }
  const index::AttributeRows* attribute_rows(
      std::string_view attribute) const override {
    return with_rows ? attribute_rows_.Get(*this, attribute) : nullptr;
  }
  std::optional<PublicationTime> updated_at(uint32_t doc) const override {
    return documents[doc].article.updated_at;
  }
  uint64_t version(uint32_t doc) const override {
    return documents[doc].article.version;
  }
  index::Validity validity(uint32_t /*doc*/) const override { return {}; }
  index::Span<uint32_t> lengths() const override { return SpanOf(lengths_); }
  const index::Vocabulary& vocabulary() const override { return vocabulary_; }
  void ReadTokens(uint32_t doc, index::DocumentTokens* tokens) const override {
    tokens_.Read(doc, tokens);
  }
  index::SymbolSet SymbolsOf(
      const std::vector<uint32_t>& codes) const override {
    return tokens_.SymbolsOf(codes);
  }
  void ReadSought(uint32_t doc, const index::SymbolSet& sought,
                  index::TextMarks text,
                  index::SoughtTokens* tokens) const override {
    tokens_.ReadSought(doc, sought, text, tokens);
  }
  Result<Article> ReadArticle(uint32_t doc) const override {
    return documents[doc].article;
  }

 private:
  void AddTokens(const Article& article) {
    const auto title = analysis::Analyze(article.title);
    const auto text = analysis::Analyze(article.text);
    lists_.Add({article.title, &title}, {article.text, &text});
    lengths_.push_back(
        index::DocumentLength(static_cast<uint32_t>(title.tokens.size()),
                              static_cast<uint32_t>(text.tokens.size())));
    AddAttributes(article);
  }
  // Every attribute counts as declared; ordinals by first appearance.
  void AddAttributes(const Article& article) {
    std::vector<uint32_t>& ordinals = attributes_.emplace_back();
    std::vector<index::AttributeValue> listed;
    for (const Attribute& attribute : article.attributes) {
      for (const std::string& value : attribute.values) {
        listed.push_back({attribute.name, value});
      }
    }
    if (with_fields) {
      for (const auto& field : index::ArticleFields(article)) {
        listed.push_back(field);
      }
    }
    for (const index::AttributeValue& value : listed) {
      const auto next = static_cast<uint32_t>(attribute_values_.size());
      const auto [at, added] =
          attribute_numbers_.try_emplace({value.name, value.value}, next);
      ordinals.push_back(at->second);
      if (added) attribute_values_.push_back(value);
    }
  }
  template <typename Value>
  static index::Span<Value> SpanOf(const std::vector<Value>& values) {
    return {values.data(), values.size()};
  }

  index::SegmentRecord record_;
  std::vector<std::string> sources_;
  std::vector<uint32_t> source_of_;
  std::vector<uint32_t> lengths_;
  std::vector<uint32_t> mention_totals_;
  std::vector<index::AttributeValue> attribute_values_;  // views of documents
  std::map<std::pair<std::string_view, std::string_view>, uint32_t>
      attribute_numbers_;
  std::vector<std::vector<uint32_t>> attributes_;
  mutable index::AttributeRowsByName attribute_rows_;
  index::TokenLists lists_;
  index::EncodedTokens encoded_;
  index::MappedVocabulary vocabulary_;
  index::MappedTokens tokens_;
};

}  // namespace vigie::match

#endif  // VIGIE_TESTS_MATCH_MEMORY_SEGMENT_H_
