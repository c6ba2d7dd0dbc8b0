#include "vigie/encoding.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace vigie {
namespace {

using std::string_literals::operator""s;

TEST(IsValidUtf8, NamesTheFirstIllFormedByte) {
  struct Case {
    std::string text;
    size_t error;
  };
  const std::vector<Case> cases = {
      {"\xE9t\xE9", 0},          // Latin-1
      {"ab\x80", 2},             // a trail byte alone
      {"é\xC3", 2},              // cut in a character
      {"a\xC0\xAF", 1},          // overlong
      {"a\xED\xA0\x80", 1},      // a surrogate
      {"a\xF4\x90\x80\x80", 1},  // above U+10FFFF
      {"L’accord\xFF", 10},      // after characters of three bytes
      {"\xE2\x80"
       "a",
       0},  // cut before an ASCII character
  };
  for (const Case& c : cases) {
    size_t error = 99;
    EXPECT_FALSE(IsValidUtf8(c.text, &error)) << c.text;
    EXPECT_EQ(error, c.error) << c.text;
    EXPECT_FALSE(IsValidUtf8(c.text, nullptr));
  }
}

TEST(IsValidUtf8, AcceptsEveryWellFormedText) {
  for (const std::string& text :
       {""s, "abc"s, "é’œ€𝄞"s, "\0"s, "\xEF\xBB\xBF"s, "\xF4\x8F\xBF\xBF"s}) {
    size_t error = 7;
    EXPECT_TRUE(IsValidUtf8(text, &error)) << text;
    EXPECT_EQ(error, 7U);
  }
}

TEST(DecodeToUtf8, KeepsWellFormedTextAsItIs) {
  const DecodedText decoded = DecodeToUtf8("L’accord\tde\r\n« l’IA »\n");
  EXPECT_EQ(decoded.text, "L’accord\tde\r\n« l’IA »\n");
  EXPECT_EQ(decoded.repaired_bytes, 0U);
  EXPECT_EQ(decoded.encoding, "utf-8");
}

TEST(DecodeToUtf8, DropsTheByteOrderMark) {
  EXPECT_EQ(DecodeToUtf8("\xEF\xBB\xBFété").text, "été");
  const DecodedText little = DecodeToUtf8("\xFF\xFE\xE9\0t\0"s);
  EXPECT_EQ(little.text, "ét");
  EXPECT_EQ(little.encoding, "utf-16le");
  const DecodedText big = DecodeToUtf8("\xFE\xFF\0\xE9\xD8\x34\xDD\x1E"s);
  EXPECT_EQ(big.text, "é𝄞");
  EXPECT_EQ(big.encoding, "utf-16be");
  EXPECT_EQ(big.repaired_bytes, 0U);
}

TEST(DecodeToUtf8, ReplacesBrokenUtf16Units) {
  const DecodedText lone = DecodeToUtf8(
      "\xFF\xFE\x34\xD8"
      "a\0"s);
  EXPECT_EQ(lone.text, "\uFFFDa");
  EXPECT_EQ(lone.repaired_bytes, 2U);
  const DecodedText odd = DecodeToUtf8(
      "\xFF\xFE"
      "a\0b"s);
  EXPECT_EQ(odd.text, "a\uFFFD");
  EXPECT_EQ(odd.repaired_bytes, 1U);
}

TEST(DecodeToUtf8, ReadsAnythingElseAsWindows1252) {
  const DecodedText decoded = DecodeToUtf8("l\x92\xE9t\xE9 \x80 \x9Cuvre \x81");
  EXPECT_EQ(decoded.text, "l’été € œuvre \uFFFD");
  EXPECT_EQ(decoded.repaired_bytes, 6U);
  EXPECT_EQ(decoded.encoding, "windows-1252");
}

TEST(DecodeToUtf8, ReplacesControlCharactersBySpaces) {
  const DecodedText decoded = DecodeToUtf8(
      "a\0b\x1B"
      "c\td\x7F\n"s);
  EXPECT_EQ(decoded.text, "a b c\td\x7F\n");
  EXPECT_EQ(decoded.repaired_bytes, 2U);
}

TEST(DecodeToUtf8, AlwaysGivesUtf8WithoutNul) {
  std::mt19937 random(20260314);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    if (round % 3 == 0) bytes.insert(0, "\xFF\xFE");
    const DecodedText decoded = DecodeToUtf8(bytes);
    EXPECT_TRUE(IsValidUtf8(decoded.text, nullptr));
    EXPECT_EQ(decoded.text.find('\0'), std::string::npos);
  }
}

}  // namespace
}  // namespace vigie
