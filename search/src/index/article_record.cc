#include "index/article_record.h"

#include <algorithm>

#include "index/attribute_columns.h"
#include "index/varint.h"

namespace vigie::index {
namespace {

void AppendText(std::string_view text, std::string* bytes) {
  AppendVarint(text.size(), bytes);
  bytes->append(text);
}

// One more than the place of the value; 0 when it is not listed.
size_t PlaceOf(std::string_view name, std::string_view value,
               const std::vector<AttributeValue>& listed) {
  const auto at = std::find_if(
      listed.begin(), listed.end(), [&](const AttributeValue& candidate) {
        return candidate.name == name && candidate.value == value;
      });
  return at == listed.end() ? 0 : at - listed.begin() + 1;
}

// Takes fields off the front; once broken it stays so.
class RecordReader {
 public:
  explicit RecordReader(std::string_view bytes) : rest_(bytes) {}

  bool sound() const { return sound_; }
  bool done() const { return rest_.empty(); }

  uint32_t Number() {
    if (rest_.empty()) sound_ = false;
    const auto* at = reinterpret_cast<const uint8_t*>(rest_.data());
    const uint8_t* const begin = at;
    const uint32_t number = TakeVarint(&at, at + rest_.size());
    rest_.remove_prefix(at - begin);
    return number;
  }

  std::string_view Text() {
    const uint32_t size = Number();
    if (size > rest_.size()) {
      sound_ = false;
      rest_ = {};
      return {};
    }
    const std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
  }

 private:
  std::string_view rest_;
  bool sound_ = true;
};

bool ReadValues(const ListedValues& listed, RecordReader* reader,
                Attribute* attribute) {
  const uint32_t values = reader->Number();
  for (uint32_t i = 0; reader->sound() && i < values; ++i) {
    const uint32_t place = reader->Number();
    if (place > listed.size()) return false;
    const std::string_view own = place == 0 ? reader->Text() : "";
    // Listed values lie far apart: read when somebody wants them.
    if (attribute == nullptr) continue;
    attribute->values.emplace_back(place == 0 ? own : listed[place - 1].value);
  }
  return reader->sound();
}

void AppendMentions(const std::vector<SuppliedMention>& mentions,
                    std::string* bytes) {
  AppendVarint(mentions.size(), bytes);
  for (const SuppliedMention& mention : mentions) {
    AppendVarint(static_cast<uint32_t>(mention.field), bytes);
    AppendVarint(mention.range.begin, bytes);
    AppendVarint(mention.range.size(), bytes);
    AppendVarint(static_cast<uint32_t>(mention.type), bytes);
    AppendText(mention.entity_id, bytes);
    AppendText(mention.label, bytes);
  }
}

bool ReadMentions(RecordReader* reader, Article* article) {
  const uint32_t mentions = reader->Number();
  for (uint32_t i = 0; reader->sound() && i < mentions; ++i) {
    SuppliedMention mention;
    const uint32_t field = reader->Number();
    mention.range.begin = reader->Number();
    mention.range.end = mention.range.begin + reader->Number();
    const uint32_t type = reader->Number();
    const std::string_view entity_id = reader->Text();
    const std::string_view label = reader->Text();
    if (field > static_cast<uint32_t>(Field::kText) ||
        type > static_cast<uint32_t>(EntityType::kConcept)) {
      return false;
    }
    if (article == nullptr) continue;
    mention.entity_id = entity_id;
    mention.label = label;
    mention.field = static_cast<Field>(field);
    mention.type = static_cast<EntityType>(type);
    article->mentions.push_back(std::move(mention));
  }
  return reader->sound();
}

}  // namespace

void AppendRecord(const Article& article,
                  const std::vector<AttributeValue>& listed,
                  std::string* bytes) {
  AppendText(article.language, bytes);
  AppendText(article.section, bytes);
  AppendVarint(article.authors.size(), bytes);
  for (const std::string& author : article.authors) AppendText(author, bytes);
  AppendVarint(article.attributes.size(), bytes);
  for (const Attribute& attribute : article.attributes) {
    AppendText(attribute.name, bytes);
    AppendVarint(attribute.values.size(), bytes);
    for (const std::string& value : attribute.values) {
      const size_t place = PlaceOf(attribute.name, value, listed);
      AppendVarint(place, bytes);
      if (place == 0) AppendText(value, bytes);
    }
  }
  if (!article.mentions.empty()) AppendMentions(article.mentions, bytes);
}

void FillFromListed(const std::vector<AttributeValue>& listed,
                    Article* article) {
  for (const AttributeValue& value : listed) {
    if (value.name == kFieldLanguage) {
      article->language = value.value;
    } else if (value.name == kFieldSection) {
      article->section = value.value;
    } else if (value.name == kFieldAuthor) {
      article->authors.emplace_back(value.value);
    } else {
      std::vector<Attribute>& attributes = article->attributes;
      if (attributes.empty() || attributes.back().name != value.name) {
        attributes.push_back({std::string(value.name), {}});
      }
      attributes.back().values.emplace_back(value.value);
    }
  }
}

bool ReadRecord(std::string_view bytes, const ListedValues& listed,
                Article* article) {
  RecordReader reader(bytes);
  const std::string_view language = reader.Text();
  const std::string_view section = reader.Text();
  if (article != nullptr) {
    article->language = language;
    article->section = section;
  }
  const uint32_t authors = reader.Number();
  for (uint32_t i = 0; reader.sound() && i < authors; ++i) {
    const std::string_view author = reader.Text();
    if (article != nullptr) article->authors.emplace_back(author);
  }
  const uint32_t attributes = reader.Number();
  for (uint32_t i = 0; reader.sound() && i < attributes; ++i) {
    Attribute* attribute = nullptr;
    const std::string_view name = reader.Text();
    if (article != nullptr) {
      attribute = &article->attributes.emplace_back();
      attribute->name = name;
    }
    if (!ReadValues(listed, &reader, attribute)) return false;
  }
  if (reader.sound() && !reader.done() && !ReadMentions(&reader, article)) {
    return false;
  }
  return reader.sound() && reader.done();
}

}  // namespace vigie::index
