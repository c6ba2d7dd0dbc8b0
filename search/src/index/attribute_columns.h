// Values of the declared attributes of a segment while it is made.
#ifndef VIGIE_INDEX_ATTRIBUTE_COLUMNS_H_
#define VIGIE_INDEX_ATTRIBUTE_COLUMNS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "index/segment.h"
#include "vigie/article.h"

namespace vigie::index {

// Names under which author, section and language stand among the attributes:
// no attribute can be called so. Persisted. kFieldLanguage is each article's
// last value; articles without it were written before these were kept.
inline constexpr std::string_view kFieldAuthor = ":author";
inline constexpr std::string_view kFieldSection = ":section";
inline constexpr std::string_view kFieldLanguage = ":language";

// Distinct values of those fields, empty ones left out; an empty language is
// "fr". Views into `article`.
std::vector<AttributeValue> ArticleFields(const Article& article);

// Not thread-safe.
class AttributeColumns {
 public:
  // `declared` are names, sorted; values of others are left out.
  explicit AttributeColumns(std::vector<std::string> declared)
      : declared_(std::move(declared)) {}

  // The next document's attributes and fields. Returns its distinct declared
  // values in order, then ArticleFields; views into `article`.
  std::vector<AttributeValue> Add(const Article& article);
  // The number of a value here, for AddNumbers; a new one when it was not
  // there.
  uint32_t Number(const AttributeValue& value);
  // The next document's values.
  void AddNumbers(const std::vector<uint32_t>& numbers);
  // All documents of `other`, after those here.
  void Append(const AttributeColumns& other);

  // As columns_format.h lays them down.
  struct Encoded {
    std::string values;
    std::vector<uint32_t> begin;
    std::vector<uint32_t> ordinals;
  };
  Encoded Encode() const;

 private:
  struct Value {
    std::string name;
    std::string value;
    uint32_t articles = 0;
  };
  void EndDocument();

  std::vector<std::string> declared_;
  std::vector<Value> values_;
  std::unordered_map<std::string, uint32_t> numbers_;  // by name=value
  std::vector<uint32_t> begin_ = {0};
  std::vector<uint32_t> listed_;  // numbers
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_ATTRIBUTE_COLUMNS_H_
