// Author, section and language of articles that were written before the
// columns had them.
#ifndef VIGIE_MATCH_OLD_FIELDS_H_
#define VIGIE_MATCH_OLD_FIELDS_H_

#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace vigie::match {

class Catalog;
struct DocRef;

// Read from the stored articles by the first who asks: O(their bytes). An
// article that cannot be read has no values. Thread-safe.
class OldFields {
 public:
  // Values that the catalog's attribute values lack are numbered from `first`.
  OldFields(std::vector<DocRef> articles, uint32_t first);
  ~OldFields();

  void Read(const Catalog& catalog, std::string_view field, DocRef ref,
            std::vector<uint32_t>* numbers);
  std::optional<uint32_t> Find(const Catalog& catalog, std::string_view field,
                               std::string_view value);
  // REQUIRES a number given by Read or Find and not below `first`.
  std::string_view value(uint32_t number) const {
    return values_[number - first_].second;
  }

 private:
  void ReadAll(const Catalog& catalog);
  uint32_t Number(const Catalog& catalog, std::string_view field,
                  std::string_view value);

  std::once_flag once_;
  const std::vector<DocRef> articles_;
  const uint32_t first_;
  std::deque<std::pair<std::string, std::string>> values_;  // field, value
  std::unordered_map<std::string, uint32_t> by_key_;
  // By segment and document: field and number of each value.
  using Values = std::vector<std::pair<std::string_view, uint32_t>>;
  std::unordered_map<uint64_t, Values> by_article_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_OLD_FIELDS_H_
