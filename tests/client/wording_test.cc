#include "client/wording.h"

#include <gtest/gtest.h>

namespace vigie::client {
namespace {

TEST(Grouped, SetsThousandsApart) {
  EXPECT_EQ(Grouped(0, Language::kFrench), "0");
  EXPECT_EQ(Grouped(999, Language::kFrench), "999");
  EXPECT_EQ(Grouped(1'000, Language::kFrench), "1\u202F000");
  EXPECT_EQ(Grouped(12'345'678, Language::kFrench), "12\u202F345\u202F678");
  EXPECT_EQ(Grouped(12'345'678, Language::kEnglish), "12,345,678");
}

TEST(ServerMessage, HasTheSpacesOfTheLanguage) {
  const std::string message = "Champ « x » inconnu : lu ; quoi ?\033 a:b";
  EXPECT_EQ(ServerMessage(message, Language::kFrench),
            "Champ «\u202Fx\u202F» inconnu\u202F: lu\u202F; quoi\u202F?  a:b");
  EXPECT_EQ(ServerMessage("a : b", Language::kEnglish), "a : b");
  EXPECT_EQ(ServerMessage("", Language::kFrench), "");
}

TEST(Quoted, UsesTheMarksOfTheLanguage) {
  EXPECT_EQ(Quoted("x", Language::kFrench), "«\u202Fx\u202F»");
  EXPECT_EQ(Quoted("x", Language::kEnglish), "“x”");
}

}  // namespace
}  // namespace vigie::client
