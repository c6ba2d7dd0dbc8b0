#include "match/overlap.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

namespace vigie::match {
namespace {

// Entities by segment ordinal, text last.
uint64_t EntityRank(const Match& match) {
  return match.mention == nullptr ? UINT64_MAX : match.mention->entity;
}

// By positions of tokens, which are known whether or not text was read.
auto TokenOrder(const Match& match) {
  return std::make_tuple(match.field, match.tokens.begin,
                         UINT32_MAX - match.tokens.end, EntityRank(match),
                         match.mention);
}

auto Position(const Match& match) {
  return std::make_tuple(match.field, match.range.begin,
                         UINT32_MAX - match.range.end, EntityRank(match));
}

// What has been accepted in one field.
struct Accepted {
  RangeSet text;
  std::map<uint32_t, RangeSet> entities;  // by alternative
};

bool Overlapped(const Accepted& accepted, const Reading& reading) {
  const ByteRange range = reading.match.tokens;
  if (accepted.text.Overlaps(range)) return true;
  for (const auto& [alternative, ranges] : accepted.entities) {
    const bool own =
        reading.match.mention != nullptr && alternative == reading.alternative;
    if (!own && ranges.Overlaps(range)) return true;
  }
  return false;
}

}  // namespace

bool RangeSet::Overlaps(ByteRange range) const {
  const auto after = end_by_begin_.lower_bound(range.end);
  return after != end_by_begin_.begin() &&
         std::prev(after)->second > range.begin;
}

void RangeSet::Add(ByteRange range) {
  auto at = end_by_begin_.upper_bound(range.begin);
  if (at != end_by_begin_.begin() && std::prev(at)->second >= range.begin) {
    --at;
    range.begin = at->first;
  }
  while (at != end_by_begin_.end() && at->first <= range.end) {
    range.end = std::max(range.end, at->second);
    at = end_by_begin_.erase(at);
  }
  end_by_begin_.emplace(range.begin, range.end);
}

std::vector<ByteRange> RangeSet::ranges() const {
  std::vector<ByteRange> ranges;
  for (const auto& [begin, end] : end_by_begin_) ranges.push_back({begin, end});
  return ranges;
}

// Whether they are text alone, in order, and none overlaps another.
bool AreApart(const std::vector<Reading>& readings) {
  for (size_t i = 0; i < readings.size(); ++i) {
    const Match& match = readings[i].match;
    if (match.mention != nullptr) return false;
    if (i == 0) continue;
    const Match& before = readings[i - 1].match;
    if (std::make_pair(match.field, match.tokens.begin) <
        std::make_pair(before.field,
                       before.field == match.field ? before.tokens.end : 0U)) {
      return false;
    }
  }
  return true;
}

void AppendWidest(std::vector<Reading> readings, std::vector<Match>* found) {
  if (AreApart(readings)) {
    for (const Reading& reading : readings) found->push_back(reading.match);
    return;
  }
  std::sort(readings.begin(), readings.end(),
            [](const Reading& a, const Reading& b) {
              if (a.match.tokens.size() != b.match.tokens.size()) {
                return a.match.tokens.size() > b.match.tokens.size();
              }
              const bool a_text = a.match.mention == nullptr;
              const bool b_text = b.match.mention == nullptr;
              if (a_text != b_text) return b_text;
              return std::make_pair(TokenOrder(a.match), a.alternative) <
                     std::make_pair(TokenOrder(b.match), b.alternative);
            });
  std::array<Accepted, 2> by_field;
  for (const Reading& reading : readings) {
    Accepted& accepted = by_field[static_cast<size_t>(reading.match.field)];
    if (Overlapped(accepted, reading)) continue;
    found->push_back(reading.match);
    if (reading.match.mention == nullptr) {
      accepted.text.Add(reading.match.tokens);
    } else {
      accepted.entities[reading.alternative].Add(reading.match.tokens);
    }
  }
}

// Two words of one place that leaves found by different tokens there, such as
// the two readings of McDonald's, are one.
void DropRepeatedText(std::vector<Match>* matches) {
  std::set<std::tuple<Field, uint32_t, uint32_t>> seen;
  matches->erase(std::remove_if(matches->begin(), matches->end(),
                                [&seen](const Match& match) {
                                  return match.mention == nullptr &&
                                         !seen.emplace(match.field,
                                                       match.tokens.begin,
                                                       match.tokens.end)
                                              .second;
                                }),
                 matches->end());
}

// Distinct positions of one field.
class PositionSet {
 public:
  void Add(uint32_t position) {
    if (bits_.size() <= position / 64) bits_.resize(position / 64 + 1);
    const uint64_t bit = uint64_t{1} << (position % 64);
    uint64_t& bits = bits_[position / 64];
    size_ += (bits & bit) == 0 ? 1 : 0;
    bits |= bit;
  }
  size_t size() const { return size_; }

 private:
  std::vector<uint64_t> bits_;
  size_t size_ = 0;
};

uint32_t CountMatches(const std::vector<Match>& matches) {
  std::array<PositionSet, 2> single;  // tokens, by field
  std::vector<uint64_t> text;         // of several tokens
  std::vector<Match> mentions;
  for (const Match& match : matches) {
    if (match.mention != nullptr) {
      mentions.push_back(match);
    } else if (match.tokens.size() == 1) {
      single[static_cast<size_t>(match.field)].Add(match.tokens.begin);
    } else {
      text.push_back(uint64_t{match.field == Field::kText} << 63 |
                     uint64_t{match.tokens.begin} << 32 | match.tokens.end);
    }
  }
  std::sort(text.begin(), text.end());
  const auto distinct = std::unique(text.begin(), text.end()) - text.begin();
  SortMatches(&mentions);
  return static_cast<uint32_t>(single[0].size() + single[1].size() +
                               static_cast<size_t>(distinct) + mentions.size());
}

void SortMatches(std::vector<Match>* matches) {
  std::sort(matches->begin(), matches->end(),
            [](const Match& a, const Match& b) {
              return std::make_pair(Position(a), a.part) <
                     std::make_pair(Position(b), b.part);
            });
  matches->erase(std::unique(matches->begin(), matches->end(),
                             [](const Match& a, const Match& b) {
                               return a.mention != nullptr &&
                                      b.mention != nullptr &&
                                      Position(a) == Position(b);
                             }),
                 matches->end());
  DropRepeatedText(matches);
}

}  // namespace vigie::match
