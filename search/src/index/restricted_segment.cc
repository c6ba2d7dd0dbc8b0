#include "index/restricted_segment.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "index/posting_reader.h"

namespace vigie::index {
namespace {

using Bits = std::vector<uint64_t>;

class RestrictedSegment final : public Segment {
 public:
  RestrictedSegment(std::shared_ptr<const Segment> base,
                    const std::vector<std::string>& sources,
                    const std::string& scope_key)
      : base_(std::move(base)),
        scope_key_(std::string(base_->scope_key()) + scope_key) {
    KeepSources(sources);
    visible_ = VisibleBits();
    postings_ = base_->postings().Restricted(visible_);
    KeepNames();
  }

  const SegmentRecord& record() const override { return base_->record(); }
  uint32_t size() const override { return base_->size(); }
  bool tombstoned(uint32_t doc) const override {
    return hidden(doc) || base_->tombstoned(doc);
  }
  uint32_t tombstones() const override { return tombstones_; }
  // Of all documents: nothing that answers requests asks for it.
  Xapian::Database OpenDatabase() const override {
    return base_->OpenDatabase();
  }
  const PostingReader& postings() const override { return postings_; }
  std::optional<uint32_t> FindArticle(std::string_view id) const override {
    const auto doc = base_->FindArticle(id);
    return doc && !hidden(*doc) ? doc : std::nullopt;
  }
  std::string_view article_id(uint32_t doc) const override {
    return base_->article_id(doc);
  }
  std::string_view title(uint32_t doc) const override {
    return base_->title(doc);
  }
  std::string_view url(uint32_t doc) const override { return base_->url(doc); }
  uint64_t content_hash(uint32_t doc) const override {
    return base_->content_hash(doc);
  }
  std::optional<PublicationTime> published_at(uint32_t doc) const override {
    return base_->published_at(doc);
  }
  int32_t day(uint32_t doc) const override { return base_->day(doc); }
  uint32_t source(uint32_t doc) const override { return base_->source(doc); }
  const std::vector<std::string>& sources() const override { return sources_; }
  const std::vector<StoredEntity>& entities() const override {
    return entities_;
  }
  Span<EntityCount> entity_counts(uint32_t doc) const override {
    return base_->entity_counts(doc);
  }
  Span<uint32_t> mention_totals() const override {
    return base_->mention_totals();
  }
  Span<StoredMention> mentions(uint32_t doc) const override {
    return base_->mentions(doc);
  }
  const std::vector<AttributeValue>& attribute_values() const override {
    return attribute_values_;
  }
  Span<uint32_t> attributes(uint32_t doc) const override {
    return base_->attributes(doc);
  }
  std::optional<PublicationTime> updated_at(uint32_t doc) const override {
    return base_->updated_at(doc);
  }
  uint64_t version(uint32_t doc) const override { return base_->version(doc); }
  Validity validity(uint32_t doc) const override {
    return base_->validity(doc);
  }
  Span<uint32_t> lengths() const override { return base_->lengths(); }
  const Vocabulary& vocabulary() const override { return base_->vocabulary(); }
  void ReadTokens(uint32_t doc, DocumentTokens* tokens) const override {
    base_->ReadTokens(doc, tokens);
  }
  SymbolSet SymbolsOf(const std::vector<uint32_t>& codes) const override {
    return base_->SymbolsOf(codes);
  }
  void ReadSought(uint32_t doc, const SymbolSet& sought, TextMarks text,
                  SoughtTokens* tokens) const override {
    base_->ReadSought(doc, sought, text, tokens);
  }
  Span<uint32_t> id_order() const override { return base_->id_order(); }
  bool hidden(uint32_t doc) const override {
    return ((*visible_)[doc / 64] >> (doc % 64) & 1U) == 0;
  }
  uint32_t visible() const override { return visible_count_; }
  std::string_view scope_key() const override { return scope_key_; }
  Status CheckIntact() const override { return base_->CheckIntact(); }
  void ReleaseRead(uint32_t reads) const override { base_->ReleaseRead(reads); }
  Result<Article> ReadArticle(uint32_t doc) const override {
    return base_->ReadArticle(doc);
  }

 private:
  void KeepSources(const std::vector<std::string>& sources) {
    sources_ = base_->sources();
    for (std::string& source : sources_) {
      const bool kept =
          !source.empty() &&
          std::binary_search(sources.begin(), sources.end(), source);
      kept_.push_back(kept);
      if (!kept) source.clear();
    }
  }

  std::shared_ptr<const Bits> VisibleBits() {
    auto bits = std::make_shared<Bits>(base_->size() / 64 + 1);
    for (uint32_t doc = 0; doc < base_->size(); ++doc) {
      if (base_->hidden(doc) || !kept_[base_->source(doc)]) {
        ++tombstones_;
        continue;
      }
      (*bits)[doc / 64] |= uint64_t{1} << (doc % 64);
      ++visible_count_;
      tombstones_ += base_->tombstoned(doc) ? 1 : 0;
    }
    return bits;
  }

  void KeepNames() {
    std::vector<bool> entities(base_->entities().size());
    std::vector<bool> values(base_->attribute_values().size());
    for (uint32_t doc = 0; doc < base_->size(); ++doc) {
      if (tombstoned(doc)) continue;
      for (const EntityCount& count : base_->entity_counts(doc)) {
        entities[count.entity] = true;
      }
      for (const uint32_t value : base_->attributes(doc)) values[value] = true;
    }
    entities_ = base_->entities();
    for (size_t i = 0; i < entities_.size(); ++i) {
      if (!entities[i]) entities_[i] = {};
    }
    attribute_values_ = base_->attribute_values();
    for (size_t i = 0; i < attribute_values_.size(); ++i) {
      if (!values[i]) attribute_values_[i] = {};
    }
  }

  const std::shared_ptr<const Segment> base_;
  const std::string scope_key_;
  std::vector<std::string> sources_;
  std::vector<bool> kept_;  // by source
  std::shared_ptr<const Bits> visible_;
  uint32_t visible_count_ = 0;
  uint32_t tombstones_ = 0;
  PostingReader postings_;
  std::vector<StoredEntity> entities_;
  std::vector<AttributeValue> attribute_values_;
};

}  // namespace

std::shared_ptr<const Segment> RestrictSegment(
    std::shared_ptr<const Segment> segment,
    const std::vector<std::string>& sources, const std::string& scope_key) {
  return std::make_shared<const RestrictedSegment>(std::move(segment), sources,
                                                   scope_key);
}

}  // namespace vigie::index
