#include "index/write_record.h"

#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

#include "vigie/mention.h"

namespace vigie::index {
namespace {

// Persisted, little-endian; texts are u32 bytes, then the bytes. A put: every
// field of Article in the order of its declaration; a time is u8 (0 absent, 1
// an instant, 2 a day) and i64; the mentions are there only when there are any,
// each u8 field, u32 begin and end, u8 type, id, label. A deletion: id, u64
// version. An erasure: id.
class PayloadWriter {
 public:
  template <typename Number>
  void Append(Number number) {
    bytes_.append(reinterpret_cast<const char*>(&number), sizeof(number));
  }
  void Append(const std::string& text) {
    Append(static_cast<uint32_t>(text.size()));
    bytes_.append(text);
  }
  void Append(const std::vector<std::string>& texts) {
    Append(static_cast<uint32_t>(texts.size()));
    for (const std::string& text : texts) Append(text);
  }
  void Append(const std::optional<PublicationTime>& time) {
    Append(static_cast<uint8_t>(!time ? 0 : time->date_only ? 2 : 1));
    Append(time ? time->unix_seconds : int64_t{0});
  }
  void Append(const std::vector<Attribute>& attributes) {
    Append(static_cast<uint32_t>(attributes.size()));
    for (const Attribute& attribute : attributes) {
      Append(attribute.name);
      Append(attribute.values);
    }
  }
  void Append(const std::vector<SuppliedMention>& mentions) {
    if (mentions.empty()) return;
    Append(static_cast<uint32_t>(mentions.size()));
    for (const SuppliedMention& mention : mentions) {
      Append(static_cast<uint8_t>(mention.field));
      Append(mention.range.begin);
      Append(mention.range.end);
      Append(static_cast<uint8_t>(mention.type));
      Append(mention.entity_id);
      Append(mention.label);
    }
  }
  std::string Take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class PayloadReader {
 public:
  explicit PayloadReader(std::string_view bytes) : rest_(bytes) {}

  template <typename Number>
  void Read(Number* number) {
    if (rest_.size() < sizeof(Number)) return Fail();
    std::memcpy(number, rest_.data(), sizeof(Number));
    rest_.remove_prefix(sizeof(Number));
  }
  void Read(std::string* text) {
    const uint32_t size = Count();
    if (rest_.size() < size) return Fail();
    text->assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }
  void Read(std::vector<std::string>* texts) {
    for (uint32_t left = Count(); left > 0 && ok_; --left) {
      Read(&texts->emplace_back());
    }
  }
  void Read(std::optional<PublicationTime>* time) {
    uint8_t kind = 0;
    PublicationTime value;
    Read(&kind);
    Read(&value.unix_seconds);
    if (kind > 2) return Fail();
    value.date_only = kind == 2;
    if (kind != 0) *time = value;
  }
  void Read(std::vector<Attribute>* attributes) {
    for (uint32_t left = Count(); left > 0 && ok_; --left) {
      Attribute& attribute = attributes->emplace_back();
      Read(&attribute.name);
      Read(&attribute.values);
    }
  }
  void Read(std::vector<SuppliedMention>* mentions) {
    if (rest_.empty()) return;
    for (uint32_t left = Count(); left > 0 && ok_; --left) {
      SuppliedMention& mention = mentions->emplace_back();
      uint8_t field = 0;
      uint8_t type = 0;
      Read(&field);
      Read(&mention.range.begin);
      Read(&mention.range.end);
      Read(&type);
      Read(&mention.entity_id);
      Read(&mention.label);
      if (field > static_cast<uint8_t>(Field::kText) ||
          type > static_cast<uint8_t>(EntityType::kConcept)) {
        return Fail();
      }
      mention.field = static_cast<Field>(field);
      mention.type = static_cast<EntityType>(type);
    }
  }
  bool complete() const { return ok_ && rest_.empty(); }

 private:
  uint32_t Count() {
    uint32_t count = 0;
    Read(&count);
    return count;
  }
  void Fail() {
    ok_ = false;
    rest_ = {};
  }

  std::string_view rest_;
  bool ok_ = true;
};

void ReadArticle(PayloadReader* reader, Article* article) {
  reader->Read(&article->id);
  reader->Read(&article->title);
  reader->Read(&article->text);
  reader->Read(&article->published_at);
  reader->Read(&article->source);
  reader->Read(&article->authors);
  reader->Read(&article->url);
  reader->Read(&article->language);
  reader->Read(&article->section);
  reader->Read(&article->updated_at);
  reader->Read(&article->attributes);
  reader->Read(&article->version);
  reader->Read(&article->mentions);
}

}  // namespace

WriteRecord PutRecord(const Article& article) {
  return {RecordKind::kPut, article.id, article.version, article, 0};
}

std::string EncodeWrite(const WriteRecord& write) {
  PayloadWriter writer;
  if (write.kind != RecordKind::kPut) {
    writer.Append(write.id);
    if (write.kind == RecordKind::kDelete) writer.Append(write.version);
    return writer.Take();
  }
  const Article& article = write.article;
  writer.Append(article.id);
  writer.Append(article.title);
  writer.Append(article.text);
  writer.Append(article.published_at);
  writer.Append(article.source);
  writer.Append(article.authors);
  writer.Append(article.url);
  writer.Append(article.language);
  writer.Append(article.section);
  writer.Append(article.updated_at);
  writer.Append(article.attributes);
  writer.Append(article.version);
  writer.Append(article.mentions);
  return writer.Take();
}

Result<WriteRecord> DecodeWrite(const JournalRecord& record) {
  WriteRecord write;
  write.kind = record.kind;
  write.sequence = record.sequence;
  PayloadReader reader(record.payload);
  if (record.kind == RecordKind::kPut) {
    ReadArticle(&reader, &write.article);
    write.id = write.article.id;
    write.version = write.article.version;
  } else {
    reader.Read(&write.id);
    if (record.kind == RecordKind::kDelete) reader.Read(&write.version);
  }
  if (reader.complete()) return write;
  return Status(StatusCode::kDataLoss,
                "record " + std::to_string(record.sequence) +
                    " of the journal is not of the form of its kind");
}

}  // namespace vigie::index
