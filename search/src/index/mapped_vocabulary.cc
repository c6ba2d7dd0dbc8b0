#include "index/mapped_vocabulary.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace vigie::index {
namespace {

// Words beside a wanted one. Most are told from it by their first bytes, as one
// number.
class Wanted {
 public:
  // Others lie in `bytes`.
  Wanted(std::string_view word, std::string_view bytes)
      : word_(word), end_(bytes.data() + bytes.size()) {
    std::array<char, kBytes> first{};
    std::copy_n(word.data(), std::min(word.size(), kBytes), first.begin());
    first_ = NumberOf(first.data(), word.size());
  }

  bool IsBehind(std::string_view other) const {
    if (static_cast<size_t>(end_ - other.data()) < kBytes) {
      return other < word_;
    }
    const uint64_t first = NumberOf(other.data(), other.size());
    return first != first_ ? first < first_ : other < word_;
  }
  std::string_view word() const { return word_; }

 private:
  static constexpr size_t kBytes = sizeof(uint64_t);

  // Of bytes that can be read, those of a word of `size`, the first one
  // highest.
  static uint64_t NumberOf(const char* bytes, size_t size) {
    if (size == 0) return 0;
    uint64_t number = 0;
    std::memcpy(&number, bytes, sizeof(number));
    const size_t others = kBytes - std::min(size, kBytes);
    return __builtin_bswap64(number) & ~uint64_t{} << (8 * others);
  }

  std::string_view word_;
  const char* end_;
  uint64_t first_ = 0;
};

// Appends the codes of `sorted` whose `key` is wanted.
template <typename Key>
void AppendEqual(const Span<uint32_t>& sorted, const Key& key,
                 const Wanted& wanted, std::vector<uint32_t>* codes) {
  const uint32_t* at = std::partition_point(
      sorted.begin(), sorted.end(),
      [&](uint32_t code) { return wanted.IsBehind(key(code)); });
  for (; at != sorted.end() && key(*at) == wanted.word(); ++at) {
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
  const Wanted wanted(exact, sections_.bytes);
  const WordRow* first = std::partition_point(
      sections_.words.begin(), sections_.words.end(),
      [&](const WordRow& row) { return wanted.IsBehind(bytes_of(row)); });
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
  AppendEqual(
      sections_.by_form,
      [this](uint32_t code) { return MappedVocabulary::form(code); },
      Wanted(wanted, sections_.bytes), codes);
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
  AppendEqual(
      sections_.by_stem,
      [this](uint32_t code) { return MappedVocabulary::stem(code); },
      Wanted(wanted, sections_.bytes), codes);
  SortFrom(before, codes);
}

}  // namespace vigie::index
