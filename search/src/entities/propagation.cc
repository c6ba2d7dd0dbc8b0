#include "entities/propagation.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

namespace vigie::entities {
namespace {

constexpr uint32_t kMostWords = 6;

struct Sightings {
  std::array<uint32_t, kModelTypes> types{};
  uint32_t outside = 0;  // names of one word: capitalised, in no name
  uint32_t labelled() const {
    uint32_t sum = 0;
    for (const uint32_t count : types) sum += count;
    return sum;
  }
  size_t type() const {
    return static_cast<size_t>(std::max_element(types.begin(), types.end()) -
                               types.begin());
  }
};

uint64_t Extend(uint64_t key, const WordFacts& facts) {
  return (key + facts.lower + 1) * 0x9E3779B97F4A7C15ULL;
}

class Names {
 public:
  explicit Names(const WordBook& book) : book_(book) {}

  void Collect(const FieldWords& field) {
    const std::vector<uint8_t>& labels = field.labels;
    uint64_t key = 0;
    uint32_t begin = 0;
    for (uint32_t i = 0; i < labels.size(); ++i) {
      if (labels[i] == kOutside) continue;
      const SpanPart part = PartOf(labels[i]);
      if (part == SpanPart::kBegin || part == SpanPart::kSingle) {
        key = 0;
        begin = i;
      }
      key = Extend(key, book_.facts(field.words[i].facts));
      if ((part != SpanPart::kEnd && part != SpanPart::kSingle) ||
          !field.words[begin].capital || i + 1 - begin > kMostWords) {
        continue;
      }
      ++seen_[key].types[TypeOf(labels[i])];
      longest_ = std::max(longest_, i + 1 - begin);
    }
  }

  void CountOutside(const FieldWords& field) {
    for (uint32_t i = 0; i < field.labels.size(); ++i) {
      if (field.labels[i] != kOutside || !field.words[i].capital) continue;
      const auto found =
          seen_.find(Extend(0, book_.facts(field.words[i].facts)));
      if (found != seen_.end()) ++found->second.outside;
    }
  }

  // Labels from `i` the longest name that stands there; returns its words.
  uint32_t LabelAt(uint32_t i, FieldWords* field) const {
    uint64_t key = 0;
    uint32_t best = 0;
    size_t type = 0;
    for (uint32_t end = i; end < field->words.size() && end - i < longest_;
         ++end) {
      const NameWord& word = field->words[end];
      if (field->labels[end] != kOutside) break;
      if (end > i &&
          (word.starts_sentence || word.gap_kind == GapKind::kPunctuation)) {
        break;
      }
      key = Extend(key, book_.facts(word.facts));
      const auto found = seen_.find(key);
      if (found == seen_.end() || found->second.labelled() == 0) continue;
      if (end == i && found->second.labelled() <= found->second.outside) {
        continue;
      }
      best = end + 1 - i;
      type = found->second.type();
    }
    for (uint32_t n = 0; n < best; ++n) {
      const SpanPart part =
          n == 0 ? (best == 1 ? SpanPart::kSingle : SpanPart::kBegin)
                 : (n + 1 == best ? SpanPart::kEnd : SpanPart::kInside);
      field->labels[i + n] = LabelOf(type, part);
    }
    return best;
  }

 private:
  const WordBook& book_;
  std::unordered_map<uint64_t, Sightings> seen_;
  uint32_t longest_ = 0;
};

}  // namespace

void PropagateNames(const WordBook& book,
                    const std::vector<FieldWords*>& fields) {
  Names names(book);
  for (const FieldWords* field : fields) names.Collect(*field);
  for (const FieldWords* field : fields) names.CountOutside(*field);
  for (FieldWords* field : fields) {
    for (uint32_t i = 0; i < field->labels.size();) {
      const bool free = field->labels[i] == kOutside &&
                        field->words[i].capital &&
                        field->words[i].listed != kListedAsNoName;
      const uint32_t words = free ? names.LabelAt(i, field) : 0;
      i += std::max(words, 1U);
    }
  }
}

}  // namespace vigie::entities
