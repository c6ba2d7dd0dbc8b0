#include "query/diagnostics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "query/characters.h"

namespace vigie::query {
namespace {

TEST(Diagnostics, ListsInReadingOrderAndNothingTwice) {
  Diagnostics diagnostics;
  diagnostics.Add(WarningCode::kEmptyClause, {8, 9}, {"b", "b"});
  diagnostics.Add(WarningCode::kEmptyClause, {2, 3}, {"a", "a"});
  diagnostics.Add(WarningCode::kEmptyClause, {8, 9}, {"b", "b"});
  const auto warnings = diagnostics.Take();
  ASSERT_EQ(warnings.size(), 2U);
  EXPECT_EQ(warnings[0].range.begin, 2U);
  EXPECT_EQ(warnings[1].code, "EMPTY_CLAUSE");
}

TEST(Diagnostics, CountsWhatItDoesNotList) {
  Diagnostics diagnostics;
  for (uint32_t i = 0; i < Diagnostics::kMaxWarnings + 7; ++i) {
    diagnostics.Add(WarningCode::kEmptyClause, {i, i + 1}, {"x", "x"});
  }
  const auto warnings = diagnostics.Take();
  ASSERT_EQ(warnings.size(), Diagnostics::kMaxWarnings + 1);
  EXPECT_EQ(warnings.back().code, "MORE_WARNINGS");
  EXPECT_THAT(warnings.back().message_en, testing::HasSubstr("7 "));
}

TEST(Diagnostics, ANoticeIsNoRepair) {
  Diagnostics diagnostics;
  diagnostics.Add(WarningCode::kMatchesEverything, {0, 1}, {"x", "x"});
  EXPECT_TRUE(diagnostics.FirstRepair().ok());
  EXPECT_FALSE(diagnostics.FirstRepair().range().has_value());
  diagnostics.Add(WarningCode::kUnknownEntity, {4, 5}, {"x", "x"});
  EXPECT_EQ(diagnostics.FirstRepair().reason(), "UNKNOWN_ENTITY");
  diagnostics.Add(WarningCode::kEmptyClause, {3, 4}, {"x", "nothing"});
  EXPECT_EQ(diagnostics.FirstRepair().reason(), "QUERY_SYNTAX");
  EXPECT_THAT(diagnostics.FirstRepair().message(),
              testing::HasSubstr("bytes [3, 4)"));
  EXPECT_EQ(diagnostics.FirstRepair().range(), (ByteRange{3, 4}));
}

TEST(RepairUtf8, KeepsTheLengthAndNamesTheBytes) {
  const struct {
    std::string input;
    std::string want;
    size_t warnings;
  } kCases[] = {
      {"café", "café", 0},
      {"caf\xE9 noir", "caf  noir", 1},
      {"\xC3", " ", 1},
      {"a\xFF\xFE", "a  ", 2},
      {std::string("a\0b", 3), std::string("a\0b", 3), 0},
      {"\xED\xA0\x80", "   ", 3},
  };
  for (const auto& c : kCases) {
    Diagnostics diagnostics;
    EXPECT_EQ(RepairUtf8(c.input, diagnostics), c.want);
    const auto warnings = diagnostics.Take();
    EXPECT_LE(warnings.size(), c.warnings) << c.input;
    EXPECT_EQ(warnings.empty(), c.warnings == 0) << c.input;
    for (const auto& warning : warnings) {
      EXPECT_EQ(warning.code, "INVALID_UTF8");
      EXPECT_LE(warning.range.end, c.input.size());
    }
  }
}

}  // namespace
}  // namespace vigie::query
