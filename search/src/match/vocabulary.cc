#include "match/vocabulary.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <unordered_map>
#include <utility>

#include "match/posting_cache.h"

namespace vigie::match {
namespace {

constexpr size_t kMostBytes = 40;

}  // namespace

uint32_t TypoLimit(size_t letters) {
  if (letters < 5) return 0;
  return letters < 9 ? 1 : 2;
}

uint32_t TypoDistance(std::string_view a, std::string_view b, uint32_t limit) {
  constexpr size_t kRow = kMostBytes + 1;
  if (a.size() > kMostBytes || b.size() > kMostBytes) return limit + 1;
  const size_t difference =
      a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > limit) return limit + 1;
  std::array<std::array<uint32_t, kRow>, 3> rows;
  uint32_t* before = rows[0].data();
  uint32_t* above = rows[1].data();
  uint32_t* row = rows[2].data();
  const auto cost = [](size_t i) { return i == 0 ? 2U : 1U; };
  above[0] = 0;
  for (size_t j = 1; j <= b.size(); ++j) above[j] = above[j - 1] + cost(j - 1);
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = above[0] + cost(i - 1);
    uint32_t least = row[0];
    for (size_t j = 1; j <= b.size(); ++j) {
      const uint32_t edit = std::max(cost(i - 1), cost(j - 1));
      const uint32_t replaced = a[i - 1] == b[j - 1] ? 0 : edit;
      row[j] = std::min({above[j - 1] + replaced, above[j] + cost(i - 1),
                         row[j - 1] + cost(j - 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + (i == 2 || j == 2 ? 2U : 1U));
      }
      least = std::min(least, row[j]);
    }
    if (least > limit + 1) return limit + 1;
    std::swap(before, above);
    std::swap(above, row);
  }
  return std::min(above[b.size()], limit + 1);
}

Vocabulary::Vocabulary(std::vector<const SegmentWords*> parts)
    : parts_(std::move(parts)) {
  for (size_t i = 1; i < parts_.size(); ++i) {
    if (parts_[i]->size() > parts_[largest_]->size()) largest_ = i;
  }
}

template <typename Wanted>
std::vector<SegmentWords::Word> Vocabulary::Gather(std::string_view start,
                                                   const Wanted& wanted) const {
  using Word = SegmentWords::Word;
  const auto visit = [&](size_t part, const auto& take) {
    const SegmentWords& words = *parts_[part];
    for (size_t i = words.LowerBound(start); i < words.size(); ++i) {
      const Word word = words[i];
      if (word.folded.substr(0, start.size()) != start) break;
      if (wanted(word.folded)) take(word);
    }
  };
  struct Other {
    Word word;
    size_t part = 0;  // that saw the accented form most often
  };
  std::unordered_map<std::string_view, Other> others;
  for (size_t part = 0; part < parts_.size(); ++part) {
    if (part == largest_) continue;
    visit(part, [&](const Word& word) {
      const auto [at, is_new] =
          others.try_emplace(word.folded, Other{word, part});
      if (is_new) return;
      Other& other = at->second;
      other.word.articles += word.articles;
      if (word.seen > other.word.seen) {
        other.word.accented = word.accented;
        other.word.seen = word.seen;
        other.part = part;
      }
    });
  }
  std::vector<Word> found;
  if (parts_.empty()) return found;
  visit(largest_, [&](Word word) {
    const auto at = others.empty() ? others.end() : others.find(word.folded);
    if (at != others.end()) {
      const Other& other = at->second;
      word.articles += other.word.articles;
      if (other.word.seen > word.seen ||
          (other.word.seen == word.seen && other.part < largest_)) {
        word.accented = other.word.accented;
      }
      others.erase(at);
    }
    found.push_back(word);
  });
  for (const auto& [folded, other] : others) found.push_back(other.word);
  return found;
}

// A changed first letter costs 2, so that among words of up to 8 letters only
// those of the same first letter are near.
std::vector<NearWord> Vocabulary::Near(std::string_view form,
                                       size_t count) const {
  std::vector<NearWord> near;
  const uint32_t limit = TypoLimit(form.size());
  if (limit == 0) return near;
  const auto is_near = [&](std::string_view other) {
    return other.size() + limit >= form.size() &&
           form.size() + limit >= other.size() &&
           TypoDistance(form, other, limit) <= limit;
  };
  for (const SegmentWords::Word& word :
       Gather(form.substr(0, limit > 1 ? 0 : 1), is_near)) {
    near.push_back({std::string(word.accented),
                    TypoDistance(form, word.folded, limit), word.articles});
  }
  const size_t kept = std::min(count, near.size());
  std::partial_sort(near.begin(),
                    near.begin() + static_cast<std::ptrdiff_t>(kept),
                    near.end(), [](const NearWord& a, const NearWord& b) {
                      if (a.distance != b.distance) {
                        return a.distance < b.distance;
                      }
                      return a.articles != b.articles ? a.articles > b.articles
                                                      : a.word < b.word;
                    });
  near.resize(kept);
  return near;
}

std::vector<NearWord> Vocabulary::StartingWith(std::string_view form,
                                               size_t count) const {
  std::vector<SegmentWords::Word> found =
      Gather(form, [](std::string_view /*folded*/) { return true; });
  const size_t kept = std::min(count, found.size());
  std::partial_sort(
      found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept),
      found.end(),
      [](const SegmentWords::Word& a, const SegmentWords::Word& b) {
        return a.articles != b.articles ? a.articles > b.articles
                                        : a.folded < b.folded;
      });
  std::vector<NearWord> words;
  for (size_t i = 0; i < kept; ++i) {
    words.push_back({std::string(found[i].accented), 0, found[i].articles});
  }
  return words;
}

uint32_t Vocabulary::Articles(std::string_view form) const {
  uint32_t articles = 0;
  for (const SegmentWords* part : parts_) {
    const size_t at = part->LowerBound(form);
    if (at == part->size()) continue;
    const SegmentWords::Word word = (*part)[at];
    if (word.folded == form) articles += word.articles;
  }
  return articles;
}

LazyVocabulary::LazyVocabulary(const Catalog& catalog, bool keeps)
    : catalog_(catalog),
      held_(HeldBySegment<SegmentWords>::HoldAll(catalog.segments(), keeps,
                                                 ContentKey)) {}

const Vocabulary& LazyVocabulary::Get() {
  std::call_once(once_, [this] {
    std::vector<const SegmentWords*> parts;
    for (size_t i = 0; i < held_.size(); ++i) {
      parts.push_back(&held_[i]->Get([&] {
        return std::make_unique<const SegmentWords>(*catalog_.segments()[i]);
      }));
    }
    vocabulary_ = std::make_unique<const Vocabulary>(std::move(parts));
  });
  return *vocabulary_;
}

}  // namespace vigie::match
