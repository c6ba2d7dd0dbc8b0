#include "match/rank_rows.h"

#include <algorithm>

namespace vigie::match {
namespace {

void AppendNumber(uint32_t number, std::string* name) {
  name->append(reinterpret_cast<const char*>(&number), sizeof(number));
}

void AppendText(std::string_view text, std::string* name) {
  AppendNumber(static_cast<uint32_t>(text.size()), name);
  *name += text;
}

void AppendNumbers(const std::vector<uint32_t>& numbers, std::string* name) {
  AppendNumber(static_cast<uint32_t>(numbers.size()), name);
  for (const uint32_t number : numbers) AppendNumber(number, name);
}

}  // namespace

const PartRow* RankRows::Find(uint32_t doc) const {
  const auto at = std::lower_bound(docs.begin(), docs.end(), doc);
  if (at == docs.end() || *at != doc) return nullptr;
  const auto place = static_cast<size_t>(at - docs.begin());
  return rows.data() + place * (rows.size() / docs.size());
}

RankRows Merge(const RankRows& a, const RankRows& b) {
  RankRows merged;
  std::set_union(a.docs.begin(), a.docs.end(), b.docs.begin(), b.docs.end(),
                 std::back_inserter(merged.docs));
  const RankRows& some = a.docs.empty() ? b : a;
  if (some.docs.empty()) return merged;
  const size_t parts = some.rows.size() / some.docs.size();
  merged.rows.reserve(parts * merged.docs.size());
  for (const uint32_t doc : merged.docs) {
    const PartRow* rows = a.Find(doc);
    if (rows == nullptr) rows = b.Find(doc);
    merged.rows.insert(merged.rows.end(), rows, rows + parts);
  }
  return merged;
}

std::string RowsName(const RankParts& list, const Catalog& catalog) {
  std::string name;
  for (const RankPart& part : list.parts) {
    name += part.weight < kOrderedWeight ? '-' : '+';
    AppendNumber(static_cast<uint32_t>(part.readings.size()), &name);
    for (const RankPart::Reading& reading : part.readings) {
      name += reading.title ? 't' : 'a';
      AppendNumbers(reading.words, &name);
    }
    AppendNumbers(part.relatives, &name);
    AppendNumber(static_cast<uint32_t>(part.entities.size()), &name);
    for (const uint32_t entity : part.entities) {
      AppendText(catalog.entities()[entity].id, &name);
    }
  }
  for (const SoughtWord& word : list.words.words()) {
    name += static_cast<char>('a' + static_cast<int>(word.by));
    AppendText(word.form, &name);
    AppendText(word.stem, &name);
    AppendNumber(static_cast<uint32_t>(word.forms.size()), &name);
    for (const std::string& form : word.forms) AppendText(form, &name);
  }
  return name;
}

const std::shared_ptr<KeptRows>& SharedRows() {
  constexpr size_t kBytes = 16U << 20;
  // Lives until the end: snapshots in static storage may outlive it else.
  static const auto* const kept =
      new std::shared_ptr<KeptRows>(std::make_shared<KeptRows>(kBytes));
  return *kept;
}

}  // namespace vigie::match
