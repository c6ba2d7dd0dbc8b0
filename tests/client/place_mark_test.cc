#include "client/place_mark.h"

#include <gtest/gtest.h>

namespace vigie::client {
namespace {

TEST(MarkPlace, StandsUnderTheBytesWhateverTheirCharacters) {
  const struct {
    std::string text;
    size_t begin;
    size_t end;
    std::string want;
  } cases[] = {
      {"(accord", 0, 1, "  (accord\n  ^\n"},
      {"été (b", 6, 7, "  été (b\n      ^\n"},
      {"a entité:Brodcom", 2, 17, "  a entité:Brodcom\n    ^^^^^^^^^^^^^^\n"},
      {"a OU", 4, 4, "  a OU\n      ^\n"},
      {"", 0, 0, "  \n  ^\n"},
      // An e and an accent of its own take one column.
      {"e\xCC\x81 (", 4, 5, "  e\xCC\x81 (\n    ^\n"},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(MarkPlace(one.text, one.begin, one.end), one.want) << one.text;
  }
}

TEST(MarkPlace, ShowsOfALongLineWhatStandsNear) {
  const std::string text = std::string(100, 'a') + "(" + std::string(200, 'b');
  EXPECT_EQ(MarkPlace(text, 100, 101), "  …" + std::string(40, 'a') + "(" +
                                           std::string(59, 'b') + "…\n  " +
                                           std::string(41, ' ') + "^\n");
  EXPECT_EQ(MarkPlace(text, 0, 301), "  " + std::string(60, 'a') + "…\n  " +
                                         std::string(60, '^') + "\n");
}

TEST(MarkPlace, NeverCutsACharacter) {
  const auto euros = [](size_t count) {
    std::string text;
    for (size_t i = 0; i < count; ++i) text += "€";
    return text;
  };
  EXPECT_EQ(MarkPlace(euros(100), 150, 153),
            "  …" + euros(34) + "…\n  " + std::string(15, ' ') + "^\n");
}

TEST(MarkPlace, SaysNothingOfWhatIsNoPlaceOnOneSafeLine) {
  EXPECT_EQ(MarkPlace("abc", 2, 4), "");
  EXPECT_EQ(MarkPlace("abc", 3, 2), "");
  EXPECT_EQ(MarkPlace("a\nb", 0, 1), "");
  EXPECT_EQ(MarkPlace("a\tb", 0, 1), "");
  EXPECT_EQ(MarkPlace("a\033[31mb", 0, 1), "");
}

}  // namespace
}  // namespace vigie::client
