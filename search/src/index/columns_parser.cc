// Checks columns.bin before anything trusts it.
#include <algorithm>
#include <array>
#include <cstring>

#include "index/columns.h"
#include "index/text_blocks.h"

namespace vigie::index {
namespace {

// What Add accepts is far below; a larger claim is damage, and must not make
// the reader allocate.
constexpr uint32_t kMaxTextBytes = kMostBlockBytes;

// Days of the years 1600 to 9999, and one more on either side.
constexpr int32_t kFirstDay = -135'141;
constexpr int32_t kLastDay = 2'932'897;
constexpr int64_t kSecondsPerDay = 86'400;

// Reads "uint32 length, bytes" and fixed numbers off the front of a view.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : rest_(bytes) {}

  bool done() const { return rest_.empty(); }

  bool Take(uint64_t size, std::string_view* taken) {
    if (size > rest_.size()) return false;
    *taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return true;
  }

  template <typename Value>
  bool TakeValue(Value* value) {
    std::string_view bytes;
    if (!Take(sizeof(Value), &bytes)) return false;
    std::memcpy(value, bytes.data(), sizeof(Value));
    return true;
  }

  bool TakeText(std::string_view* text) {
    uint32_t size = 0;
    return TakeValue(&size) && Take(size, text);
  }

 private:
  std::string_view rest_;
};

bool Fits(uint64_t offset, uint64_t size, uint64_t limit) {
  return offset <= limit && size <= limit - offset;
}

bool IsSoundDate(const ArticleRow& row, int32_t day) {
  if ((row.flags & kHasPublication) == 0) return day == kNoDay;
  return day >= kFirstDay && day <= kLastDay &&
         row.unix_seconds >= kFirstDay * kSecondsPerDay &&
         row.unix_seconds <= kLastDay * kSecondsPerDay;
}

bool IsRange(uint32_t begin, uint32_t end, uint32_t limit) {
  return begin <= end && end <= limit;
}

// `begin` has one more element than there are documents, starts at 0, never
// falls and ends at `size`.
template <typename Offset>
bool Partitions(const Span<Offset>& begin, size_t size) {
  return begin[0] == 0 && begin[begin.size - 1] == size &&
         std::is_sorted(begin.begin(), begin.end());
}

}  // namespace

class ColumnsParser {
 public:
  explicit ColumnsParser(std::string_view bytes) : bytes_(bytes) {}

  // What is wrong, or nullptr.
  const char* Parse() {
    const char* fault = ParseHeader();
    if (fault == nullptr) fault = ParseArrays();
    if (fault == nullptr) fault = ParseSources();
    if (fault == nullptr) fault = ParseEntities();
    if (fault == nullptr) fault = CheckArticles();
    if (fault == nullptr) fault = CheckIdOrder();
    if (fault == nullptr) fault = CheckMentions();
    if (fault == nullptr) fault = ParseAttributes();
    if (fault == nullptr) fault = ParseTokens();
    if (fault == nullptr) fault = ParseDenseTerms();
    if (fault == nullptr) fault = ParsePairLists();
    if (fault == nullptr) AddUpMentions();
    return fault;
  }

  Columns Take() { return std::move(columns_); }

 private:
  const char* ParseHeader();
  const char* ParseArrays();
  const char* ParseSources();
  const char* ParseEntities();
  const char* CheckArticles() const;
  bool IsSound(const ArticleRow& row) const;
  const char* CheckIdOrder() const;
  const char* CheckMentions() const;
  void AddUpMentions();
  bool IsSound(const StoredMention& mention, const ArticleRow& row) const;
  const char* ParseAttributes();
  const char* ParseTokens();
  const char* ParseDenseTerms();
  const char* ParsePairLists();

  std::string_view section(Section which) const {
    return sections_[static_cast<uint32_t>(which) - 1];
  }

  // The section as an array of exactly `count` values.
  template <typename Value>
  bool Array(Section which, uint64_t count, Span<Value>* values) const {
    const std::string_view bytes = section(which);
    if (bytes.size() != count * sizeof(Value)) return false;
    values->data = reinterpret_cast<const Value*>(bytes.data());
    values->size = count;
    return true;
  }

  template <typename Value>
  bool WholeArray(Section which, Span<Value>* values) const {
    return Array(which, section(which).size() / sizeof(Value), values);
  }

  // As Array; a section that no document needs is empty.
  template <typename Value>
  bool OptionalArray(Section which, uint64_t count, Span<Value>* values) const {
    return section(which).empty() || Array(which, count, values);
  }

  std::string_view bytes_;
  std::array<std::string_view, kSections> sections_;
  Columns columns_;
};

const char* ColumnsParser::ParseHeader() {
  ColumnsHeader header;
  Cursor cursor(bytes_);
  if (!cursor.TakeValue(&header) ||
      std::memcmp(header.magic, kColumnsMagic, sizeof(kColumnsMagic)) != 0) {
    return "is not a columns file";
  }
  if (header.version != kColumnsVersion || header.sections > kSections ||
      header.sections < kFewestSections) {
    return "is of another version";
  }
  if (header.file_bytes != bytes_.size()) return "has another length";
  for (uint32_t i = 0; i < header.sections; ++i) {
    SectionEntry entry;
    if (!cursor.TakeValue(&entry)) return "is cut in its table";
    if (entry.section != i + 1 || entry.offset % kSectionAlignment != 0 ||
        !Fits(entry.offset, entry.bytes, bytes_.size())) {
      return "has a section outside of it";
    }
    sections_[i] = bytes_.substr(entry.offset, entry.bytes);
  }
  columns_.bytes_ = bytes_;
  columns_.documents_ = header.documents;
  return nullptr;
}

const char* ColumnsParser::ParseArrays() {
  const uint64_t documents = columns_.documents_;
  if (!Array(Section::kArticles, documents, &columns_.rows_) ||
      !Array(Section::kIdOrder, documents, &columns_.id_order_) ||
      !Array(Section::kDays, documents, &columns_.days_) ||
      !Array(Section::kSources, documents, &columns_.sources_) ||
      !Array(Section::kEntityCountBegin, documents + 1,
             &columns_.count_begin_) ||
      !Array(Section::kMentionBegin, documents + 1, &columns_.mention_begin_) ||
      !WholeArray(Section::kEntityCounts, &columns_.counts_) ||
      !Array(Section::kLengths, documents, &columns_.lengths_) ||
      !OptionalArray(Section::kUpdates, documents, &columns_.updates_) ||
      !OptionalArray(Section::kVersions, documents, &columns_.versions_) ||
      !OptionalArray(Section::kValidity, documents, &columns_.validity_) ||
      !WholeArray(Section::kTextBlocks, &columns_.text_blocks_) ||
      !WholeArray(Section::kMentions, &columns_.mentions_)) {
    return "has a column of another length";
  }
  columns_.texts_ = section(Section::kTexts);
  columns_.block_owner_ = NextBlockOwner();
  if (columns_.text_blocks_.size == 0 ||
      !Partitions(columns_.text_blocks_, columns_.texts_.size()) ||
      !Partitions(columns_.count_begin_, columns_.counts_.size) ||
      !Partitions(columns_.mention_begin_, columns_.mentions_.size)) {
    return "has offsets out of order";
  }
  columns_.strings_ = section(Section::kStrings);
  Result<TextDictionary> dictionary =
      TextDictionary::Parse(section(Section::kTextDictionary));
  if (!dictionary.ok()) return "has a broken dictionary of texts";
  columns_.text_dictionary_ = *std::move(dictionary);
  return nullptr;
}

const char* ColumnsParser::ParseSources() {
  Cursor cursor(section(Section::kSourceNames));
  while (!cursor.done()) {
    std::string_view name;
    if (!cursor.TakeText(&name)) return "has a cut source name";
    columns_.source_names_.emplace_back(name);
  }
  const size_t sources = columns_.source_names_.size();
  const bool known =
      std::all_of(columns_.sources_.begin(), columns_.sources_.end(),
                  [sources](uint32_t ordinal) { return ordinal < sources; });
  return known ? nullptr : "has an unknown source";
}

const char* ColumnsParser::ParseEntities() {
  Cursor cursor(section(Section::kEntities));
  while (!cursor.done()) {
    EntityRow row;
    StoredEntity entity;
    if (!cursor.TakeValue(&row) || !cursor.Take(row.id_bytes, &entity.id) ||
        !cursor.Take(row.label_bytes, &entity.label) ||
        row.type > static_cast<uint32_t>(EntityType::kConcept)) {
      return "has a broken entity";
    }
    entity.type = static_cast<EntityType>(row.type);
    columns_.entities_.push_back(entity);
  }
  const size_t entities = columns_.entities_.size();
  const bool known = std::all_of(
      columns_.counts_.begin(), columns_.counts_.end(),
      [entities](const EntityCount& count) { return count.entity < entities; });
  return known ? nullptr : "counts an unknown entity";
}

bool ColumnsParser::IsSound(const ArticleRow& row) const {
  const uint64_t strings =
      uint64_t{row.id_bytes} + row.title_bytes + row.url_bytes;
  return Fits(row.strings, strings, columns_.strings_.size()) &&
         uint64_t{row.block} + 1 < columns_.text_blocks_.size &&
         row.text_bytes <= kMaxTextBytes &&
         ((row.flags & kHasUpdate) == 0 || columns_.updates_.size > 0);
}

const char* ColumnsParser::CheckArticles() const {
  for (uint32_t doc = 0; doc < columns_.documents_; ++doc) {
    const ArticleRow& row = columns_.rows_[doc];
    if (!IsSound(row)) return "has an article outside of it";
    if (!IsSoundDate(row, columns_.days_[doc])) return "has a wrong date";
  }
  return nullptr;
}

// Rising without repetition; versions that are kept repeat an id.
const char* ColumnsParser::CheckIdOrder() const {
  const int most = columns_.has_validity() ? 0 : -1;
  for (uint32_t i = 0; i < columns_.documents_; ++i) {
    if (columns_.id_order_[i] >= columns_.documents_ ||
        (i > 0 &&
         columns_.id(columns_.id_order_[i - 1])
                 .compare(columns_.id(columns_.id_order_[i])) > most)) {
      return "has article ids out of order";
    }
  }
  return nullptr;
}

bool ColumnsParser::IsSound(const StoredMention& mention,
                            const ArticleRow& row) const {
  if (mention.entity >= columns_.entities_.size() ||
      mention.field > static_cast<uint8_t>(Field::kText) ||
      mention.type > static_cast<uint8_t>(EntityType::kConcept) ||
      mention.rule > static_cast<uint8_t>(MentionRule::kText)) {
    return false;
  }
  const bool in_title = mention.field == static_cast<uint8_t>(Field::kTitle);
  const uint32_t limit = in_title ? row.title_bytes : row.text_bytes;
  return IsRange(mention.begin, mention.end, limit) &&
         IsRange(mention.sentence_begin, mention.sentence_end, limit) &&
         IsRange(mention.parent_begin, mention.parent_end, limit) &&
         mention.position_begin <= mention.position_end;
}

const char* ColumnsParser::CheckMentions() const {
  for (uint32_t doc = 0; doc < columns_.documents_; ++doc) {
    for (const StoredMention& mention : columns_.mentions(doc)) {
      if (!IsSound(mention, columns_.rows_[doc])) {
        return "has a mention outside of its article";
      }
    }
  }
  return nullptr;
}

void ColumnsParser::AddUpMentions() {
  if (columns_.entities_.empty()) return;
  columns_.mention_totals_.reserve(columns_.documents_);
  for (uint32_t doc = 0; doc < columns_.documents_; ++doc) {
    uint32_t total = 0;
    for (const EntityCount& count : columns_.entity_counts(doc)) {
      total += count.mentions;
    }
    columns_.mention_totals_.push_back(total);
  }
}

const char* ColumnsParser::ParseAttributes() {
  Cursor cursor(section(Section::kAttributeValues));
  while (!cursor.done()) {
    AttributeValue value;
    if (!cursor.TakeText(&value.name) || !cursor.TakeText(&value.value)) {
      return "has a cut attribute value";
    }
    columns_.attribute_values_.push_back(value);
  }
  if (!Array(Section::kAttributeBegin, uint64_t{columns_.documents_} + 1,
             &columns_.attribute_begin_) ||
      !WholeArray(Section::kAttributes, &columns_.attributes_) ||
      !Partitions(columns_.attribute_begin_, columns_.attributes_.size)) {
    return "has attributes out of order";
  }
  const size_t values = columns_.attribute_values_.size();
  const bool known =
      std::all_of(columns_.attributes_.begin(), columns_.attributes_.end(),
                  [values](uint32_t ordinal) { return ordinal < values; });
  return known ? nullptr : "has an unknown attribute value";
}

const char* ColumnsParser::ParseTokens() {
  MappedVocabulary::Sections words;
  MappedTokens::Sections tokens;
  Span<TokenCode> code;
  if (!WholeArray(Section::kWords, &words.words) ||
      !WholeArray(Section::kWordsByForm, &words.by_form) ||
      !WholeArray(Section::kWordsByStem, &words.by_stem) ||
      !Array(Section::kTokenCode, 1, &code) ||
      !WholeArray(Section::kSymbolWords, &tokens.symbol_words) ||
      !WholeArray(Section::kSymbolMarks, &tokens.symbol_marks) ||
      !Array(Section::kTokenBegin, uint64_t{columns_.documents_} + 1,
             &tokens.begin)) {
    return "has a token column of another length";
  }
  words.bytes = section(Section::kWordBytes);
  tokens.bytes = section(Section::kTokens);
  tokens.code = code[0];
  columns_.vocabulary_ = MappedVocabulary(words);
  columns_.tokens_ = MappedTokens(tokens);
  if (words.words.size >= kSpecials || !columns_.vocabulary_.IsSound()) {
    return "has a word outside of it";
  }
  return columns_.tokens_.IsSound(columns_.vocabulary_.size())
             ? nullptr
             : "has tokens out of order";
}

const char* ColumnsParser::ParseDenseTerms() {
  DenseTerms::Sections terms;
  if (!WholeArray(Section::kDenseRows, &terms.rows)) {
    return "has frequent terms of another length";
  }
  terms.names = section(Section::kDenseNames);
  terms.lists = section(Section::kDenseLists);
  columns_.dense_terms_ = DenseTerms(terms, columns_.documents_);
  return columns_.dense_terms_.IsSound() ? nullptr
                                         : "has a frequent term outside of it";
}

const char* ColumnsParser::ParsePairLists() {
  PairLists::Sections pairs;
  if (!WholeArray(Section::kPairRows, &pairs.rows)) {
    return "has pairs of another length";
  }
  pairs.lists = section(Section::kPairLists);
  columns_.pair_lists_ = PairLists(pairs);
  return columns_.pair_lists_.IsSound() ? nullptr : "has pairs out of order";
}

Result<Columns> Columns::Parse(std::string_view bytes,
                               const std::string& path) {
  ColumnsParser parser(bytes);
  const char* fault = parser.Parse();
  if (fault != nullptr) {
    return Status(StatusCode::kDataLoss, path + " " + fault);
  }
  return parser.Take();
}

}  // namespace vigie::index
