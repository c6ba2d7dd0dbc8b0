#include "index/mapped_vocabulary.h"

#include <algorithm>
#include <utility>

namespace vigie::index {
namespace {

using Key = std::string_view (MappedVocabulary::*)(uint32_t) const;

// Appends the codes of `sorted` whose `key` is `wanted`.
void AppendEqual(const MappedVocabulary& words, const Span<uint32_t>& sorted,
                 Key key, std::string_view wanted,
                 std::vector<uint32_t>* codes) {
  const uint32_t* at =
      std::lower_bound(sorted.begin(), sorted.end(), wanted,
                       [&](uint32_t code, std::string_view value) {
                         return (words.*key)(code) < value;
                       });
  for (; at != sorted.end() && (words.*key)(*at) == wanted; ++at) {
    codes->push_back(*at);
  }
}

void SortFrom(size_t first, std::vector<uint32_t>* codes) {
  std::sort(codes->begin() + static_cast<std::ptrdiff_t>(first), codes->end());
}

}  // namespace

bool MappedVocabulary::IsSound() const {
  const size_t limit = sections_.bytes.size();
  for (const WordRow& row : sections_.words) {
    const bool own_form = (row.flags & kFormIsExact) == 0;
    const bool own_stem = (row.flags & kStemInForm) == 0;
    const size_t size = size_t{row.exact_bytes} +
                        (own_form ? row.form_bytes : 0) +
                        (own_stem ? row.stem_bytes : 0);
    if (row.bytes > limit || size > limit - row.bytes ||
        (!own_form && row.form_bytes != row.exact_bytes) ||
        (!own_stem && row.stem_bytes > row.form_bytes)) {
      return false;
    }
  }
  const auto known = [this](uint32_t code) { return code < size(); };
  return std::all_of(sections_.by_form.begin(), sections_.by_form.end(),
                     known) &&
         std::all_of(sections_.by_stem.begin(), sections_.by_stem.end(), known);
}

std::string_view MappedVocabulary::exact(uint32_t code) const {
  const WordRow& row = sections_.words[code];
  return {sections_.bytes.data() + row.bytes, row.exact_bytes};
}

std::string_view MappedVocabulary::form(uint32_t code) const {
  const WordRow& row = sections_.words[code];
  const bool own = (row.flags & kFormIsExact) == 0;
  return {sections_.bytes.data() + row.bytes + (own ? row.exact_bytes : 0),
          row.form_bytes};
}

std::string_view MappedVocabulary::stem(uint32_t code) const {
  const WordRow& row = sections_.words[code];
  const std::string_view before = form(code);
  const bool own = (row.flags & kStemInForm) == 0;
  return {before.data() + (own ? before.size() : 0), row.stem_bytes};
}

std::pair<uint32_t, uint32_t> MappedVocabulary::ExactRange(
    std::string_view exact) const {
  const auto bytes_of = [this](const WordRow& row) {
    return std::string_view(sections_.bytes.data() + row.bytes,
                            row.exact_bytes);
  };
  const WordRow* first =
      std::lower_bound(sections_.words.begin(), sections_.words.end(), exact,
                       [&](const WordRow& row, std::string_view value) {
                         return bytes_of(row) < value;
                       });
  const WordRow* last = first;
  while (last != sections_.words.end() && bytes_of(*last) == exact) ++last;
  return {static_cast<uint32_t>(first - sections_.words.begin()),
          static_cast<uint32_t>(last - sections_.words.begin())};
}

void MappedVocabulary::FindExact(std::string_view wanted,
                                 std::vector<uint32_t>* codes) const {
  const auto [first, last] = ExactRange(wanted);
  for (uint32_t code = first; code < last; ++code) codes->push_back(code);
}

void MappedVocabulary::FindForm(std::string_view wanted,
                                std::vector<uint32_t>* codes) const {
  const size_t before = codes->size();
  const auto [first, last] = ExactRange(wanted);
  for (uint32_t code = first; code < last; ++code) {
    if (form(code) == wanted) codes->push_back(code);
  }
  AppendEqual(*this, sections_.by_form, &MappedVocabulary::form, wanted, codes);
  SortFrom(before, codes);
}

void MappedVocabulary::FindStem(std::string_view wanted,
                                std::vector<uint32_t>* codes) const {
  const size_t before = codes->size();
  FindForm(wanted, codes);
  codes->erase(
      std::remove_if(codes->begin() + static_cast<std::ptrdiff_t>(before),
                     codes->end(),
                     [&](uint32_t code) { return stem(code) != wanted; }),
      codes->end());
  AppendEqual(*this, sections_.by_stem, &MappedVocabulary::stem, wanted, codes);
  SortFrom(before, codes);
}

}  // namespace vigie::index
