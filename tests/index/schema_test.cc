#include "index/schema.h"

#include <gtest/gtest.h>

#include <string>

#include "vigie/encoding.h"

namespace vigie::index {
namespace {

TEST(Term, IsPrefixAndValueWhenItFits) {
  const struct {
    std::string value;
    std::string want;
  } cases[] = {
      {"puce", "Fpuce"},
      {"", "F"},
      {std::string(244, 'a'), "F" + std::string(244, 'a')},
  };
  for (const auto& c : cases) EXPECT_EQ(Term(kPrefixForm, c.value), c.want);
}

TEST(Term, CutsLongValuesAtACharacterWithinXapiansLimit) {
  for (size_t size = 100; size < 140; ++size) {
    std::string value;
    for (size_t i = 0; i < size; ++i) value += "é";
    value += std::string(size % 3, 'x');
    const std::string term = Term(kPrefixEntity, value);
    EXPECT_LE(term.size(), 245U);
    EXPECT_TRUE(IsValidUtf8(term, nullptr)) << size;
  }
}

TEST(Term, KeepsLongValuesDistinct) {
  const std::string stem(300, 'a');
  EXPECT_NE(Term(kPrefixSource, stem + "1"), Term(kPrefixSource, stem + "2"));
  EXPECT_NE(Term(kPrefixSource, stem), Term(kPrefixSource, stem + "a"));
  EXPECT_EQ(Term(kPrefixSource, stem), Term(kPrefixSource, stem));
}

// So that no term of one family can be read as a term of another.
TEST(Prefixes, AreNoPrefixOfEachOther) {
  const std::string_view prefixes[] = {
      kPrefixForm,       kPrefixStem,       kPrefixExact,     kPrefixTitleForm,
      kPrefixTitleStem,  kPrefixTitleExact, kPrefixAttribute, kPrefixEntity,
      kPrefixEntityType, kPrefixSource};
  for (const std::string_view a : prefixes) {
    for (const std::string_view b : prefixes) {
      if (a == b) continue;
      EXPECT_NE(b.substr(0, a.size()), a) << a << " and " << b;
    }
  }
}

TEST(Positions, LeaveAGapBetweenTitleAndText) {
  EXPECT_EQ(TextPosition(0), 101U);
  EXPECT_EQ(TextPosition(7), kTitlePosition + 7 + kFieldPositionGap);
}

}  // namespace
}  // namespace vigie::index
