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

void AppendWidest(std::vector<Reading> readings, std::vector<Match>* found) {
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
