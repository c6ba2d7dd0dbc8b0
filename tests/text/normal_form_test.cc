#include "text/normal_form.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "vigie/encoding.h"

namespace vigie::text {
namespace {

std::string LowerOf(std::string_view source) {
  NormalText normal;
  Normalize(source, 0, &normal);
  return normal.lower;
}

std::string FoldOf(std::string_view source) {
  std::string folded;
  AppendFolded(LowerOf(source), &folded);
  return folded;
}

struct Case {
  std::string_view input;
  std::string_view want;
};

TEST(Normalize, GivesTheTypographicNormalFormInLowerCase) {
  const std::vector<Case> cases = {
      {"L’IA lʼIA l‘IA", "l'ia l'ia l'ia"},
      {"15\u00A0000\u202F€\u2009x", "15 000 €\u0020x"},
      {"anti\u00ADconstitution", "anticonstitution"},
      {"a\u200Db\uFEFFc", "abc"},
      {"ŒUVRE Œuvre ÉTAT", "œuvre œuvre état"},
      {"e\u0301te\u0301 E\u0301", "été é"},
      {"ﬁn 2ᵉ ﬄ", "fin 2e ffl"},
      {"sous\u2010traitant \u2011", "sous-traitant -"},
      {"salarié•e‧s", "salarié·e·s"},
      {"a\u0323\u0302b", "ậb"},
      {"ＩＡ", "ia"},
  };
  for (const Case& c : cases) EXPECT_EQ(LowerOf(c.input), c.want) << c.input;
}

TEST(AppendFolded, DropsAccentsAndSplitsLigatures) {
  const std::vector<Case> cases = {
      {"Été", "ete"},          {"CÔTÉ", "cote"},       {"ŒUVRE", "oeuvre"},
      {"ex æquo", "ex aequo"}, {"Straße", "strasse"},  {"Łódź", "lodz"},
      {"Ærø", "aero"},         {"naïveté", "naivete"}, {"İstanbul", "istanbul"},
      {"Αθήνα", "αθηνα"},      {"Київ", "киів"},       {"東京", "東京"},
  };
  for (const Case& c : cases) EXPECT_EQ(FoldOf(c.input), c.want) << c.input;
}

TEST(AppendFolded, SaysWhatItDid) {
  std::string folded;
  EXPECT_EQ(AppendFolded("accord", &folded), 0);
  EXPECT_EQ(AppendFolded("été", &folded), kFoldAccent);
  EXPECT_EQ(AppendFolded("œuvre", &folded), kFoldLigature);
  EXPECT_EQ(AppendFolded("œuvré", &folded), kFoldLigature | kFoldAccent);
}

TEST(Normalize, MapsEachCharacterBackToItsSource) {
  const std::string source = "l’e\u0301te\u0301 ﬁn";
  NormalText normal;
  Normalize(source, 100, &normal);
  ASSERT_EQ(normal.lower, "l'été fin");
  const auto piece = [&](size_t first, size_t last) {
    return source.substr(normal.begin[first] - 100,
                         normal.end[last] - normal.begin[first]);
  };
  EXPECT_EQ(piece(2, 6), "e\u0301te\u0301");
  EXPECT_EQ(piece(1, 1), "’");
  EXPECT_EQ(piece(8, 10), "ﬁn");
}

TEST(Normalize, LeavesIllFormedBytesOutOfWords) {
  NormalText normal;
  Normalize(
      "ab\xFF"
      "cd\xC3",
      0, &normal);
  EXPECT_EQ(normal.lower, "ab cd ");
  EXPECT_EQ(normal.kind[2], CharKind::kOther);
  EXPECT_EQ(normal.begin[3], 3U);
}

TEST(Normalize, KeepsItsMapOrderedAndInsideForAnyBytes) {
  std::mt19937 random(314);
  NormalText normal;
  for (int round = 0; round < 3000; ++round) {
    std::string bytes(random() % 30, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    Normalize(bytes, 0, &normal);
    EXPECT_TRUE(IsValidUtf8(normal.lower, nullptr));
    uint32_t last = 0;
    for (size_t i = 0; i < normal.size(); ++i) {
      ASSERT_LT(normal.begin[i], normal.end[i]);
      ASSERT_LE(normal.end[i], bytes.size());
      ASSERT_GE(normal.begin[i], last);
      last = normal.begin[i];
    }
  }
}

TEST(CutAtCharacter, NeverCutsACharacter) {
  EXPECT_EQ(CutAtCharacter("été", 4), "ét");
  EXPECT_EQ(CutAtCharacter("été", 5), "été");
  EXPECT_EQ(CutAtCharacter("été", 1), "");
  EXPECT_EQ(CutAtCharacter("abc", 2), "ab");
}

}  // namespace
}  // namespace vigie::text
