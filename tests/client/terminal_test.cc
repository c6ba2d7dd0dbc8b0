#include "client/terminal.h"

#include <gtest/gtest.h>

#include <vector>

namespace vigie::client {
namespace {

using Ranges = google::protobuf::RepeatedPtrField<v1::TextRange>;

Ranges MakeRanges(const std::vector<std::pair<uint32_t, uint32_t>>& pairs) {
  Ranges ranges;
  for (const auto& [begin, end] : pairs) {
    v1::TextRange* range = ranges.Add();
    range->set_begin(begin);
    range->set_end(end);
  }
  return ranges;
}

TEST(SafeForTerminal, LetsNoControlThrough) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"été\nœuf — « oui »", "été\nœuf — « oui »"},
      {"a\033[31mb", "a [31mb"},
      {"a\033]8;;http://x\007b", "a ]8;;http://x b"},
      {"a\rb\tc\bd\x7F"
       "e",
       "a b c d e"},
      {std::string("a\0b", 3), "a b"},
      {"a\u009B31mb", "a 31mb"},
      {"a\u0080\u009Fb", "a  b"},
      {"a\u00A0b", "a\u00A0b"},
      {"a\u202Eb\u202Cc", "a b c"},
      {"a\u2066b\u2069c", "a b c"},
      {"a\u2019b\u2026", "a\u2019b\u2026"},
      {"", ""},
      {"fin\xC2", "fin\xC2"},
      {"fin\xE2\x80", "fin\xE2\x80"},
  };
  for (const auto& [input, want] : rows) {
    EXPECT_EQ(SafeForTerminal(input), want) << testing::PrintToString(input);
  }
}

TEST(Style, IsPlainWithoutColours) {
  const Style style(ColorMode::kNever);
  EXPECT_EQ(style.Strong("a"), "a");
  EXPECT_EQ(style.Faint("a\033[1mb"), "a [1mb");
  EXPECT_EQ(style.Source("a"), "a");
}

TEST(Style, WrapsSafeTextInColours) {
  const Style style(ColorMode::kAlways);
  EXPECT_EQ(style.Strong("a\033[2mb"), "\033[1ma [2mb\033[0m");
  EXPECT_EQ(style.Highlight("un phare", 0, MakeRanges({{3, 8}})),
            "un \033[1;33mphare\033[0m");
}

TEST(Highlight, MarksRangesRelativeToTheFirstByte) {
  const Style style(ColorMode::kNever);
  const std::vector<
      std::pair<std::vector<std::pair<uint32_t, uint32_t>>, std::string>>
      rows = {
          {{}, "le phare, la tour"},
          {{{103, 108}}, "le [phare], la tour"},
          {{{103, 108}, {113, 117}}, "le [phare], la [tour]"},
          {{{100, 102}}, "[le] phare, la tour"},
          {{{100, 117}}, "[le phare, la tour]"},
      };
  for (const auto& [pairs, want] : rows) {
    EXPECT_EQ(style.Highlight("le phare, la tour", 100, MakeRanges(pairs)),
              want);
  }
}

TEST(Highlight, LeavesOutRangesThatDoNotFit) {
  const Style style(ColorMode::kNever);
  const std::vector<std::vector<std::pair<uint32_t, uint32_t>>> wrong = {
      {{99, 102}},   // before the text
      {{0, 2}},      // of another sentence
      {{108, 103}},  // reversed
      {{113, 118}},  // beyond the end
      {{118, 118}},  // outside
      {{4'294'967'295U, 4'294'967'295U}},
      {{101, 4'294'967'295U}},
  };
  for (const auto& pairs : wrong) {
    EXPECT_EQ(style.Highlight("le phare, la tour", 100, MakeRanges(pairs)),
              "le phare, la tour")
        << pairs[0].first;
  }
}

TEST(Highlight, KeepsTheFirstOfOverlappingRanges) {
  const Style style(ColorMode::kNever);
  EXPECT_EQ(style.Highlight("le phare", 0, MakeRanges({{3, 8}, {5, 8}})),
            "le [phare]");
  EXPECT_EQ(style.Highlight("le phare", 0, MakeRanges({{3, 8}, {0, 2}})),
            "le [phare]");
}

TEST(Highlight, OfAnEmptyTextIsEmpty) {
  const Style style(ColorMode::kNever);
  EXPECT_EQ(style.Highlight("", 0, MakeRanges({{0, 1}})), "");
}

}  // namespace
}  // namespace vigie::client
