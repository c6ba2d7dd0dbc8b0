#include "index/checksum.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>
#include <string>

#include "index/checksum_kernels.h"

namespace vigie::index {
namespace {

std::string Bytes(size_t count, uint8_t first, int step) {
  std::string bytes(count, '\0');
  int value = first;
  for (char& byte : bytes) {
    byte = static_cast<char>(value);
    value += step;
  }
  return bytes;
}

// RFC 3720, appendix B.4, and the check value of the CRC catalogues.
TEST(Crc32c, GivesThePublishedValues) {
  const struct {
    std::string input;
    uint32_t want;
  } cases[] = {
      {"", 0},
      {"123456789", 0xE3069283},
      {Bytes(32, 0x00, 0), 0x8A9136AA},
      {Bytes(32, 0xFF, 0), 0x62A8AB43},
      {Bytes(32, 0x00, 1), 0x46DD794E},
      {Bytes(32, 0x1F, -1), 0x113FDB5C},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Crc32c(0, c.input.data(), c.input.size()), c.want);
    EXPECT_EQ(Crc32cPortable(0, c.input.data(), c.input.size()), c.want);
  }
}

TEST(Crc32c, IsTheSameWithAndWithoutTheInstruction) {
  if (!HasSse42()) GTEST_SKIP() << "no SSE4.2 here";
  std::mt19937_64 random(20260314);
  std::string bytes(40'000, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  // Around the lanes of the fast kernel, and at every alignment.
  for (size_t size :
       {0, 1, 7, 8, 9, 2047, 2048, 6143, 6144, 6145, 12'288, 12'300, 39'000}) {
    for (size_t begin = 0; begin < 9; ++begin) {
      const char* at = bytes.data() + begin;
      EXPECT_EQ(Crc32cSse42(7, at, size), Crc32cPortable(7, at, size))
          << size << " bytes from " << begin;
    }
  }
}

TEST(Crc32c, ContinuesWhereItWasLeft) {
  const std::string text = "La revue de presse du matin, en un seul morceau.";
  const uint32_t whole = Crc32c(0, text.data(), text.size());
  for (size_t cut = 0; cut <= text.size(); ++cut) {
    const uint32_t head = Crc32c(0, text.data(), cut);
    EXPECT_EQ(Crc32c(head, text.data() + cut, text.size() - cut), whole);
  }
}

TEST(Crc32c, ChangesWithEveryBit) {
  std::string text = Bytes(300, 3, 7);
  const uint32_t before = Crc32c(0, text.data(), text.size());
  for (size_t bit = 0; bit < text.size() * 8; ++bit) {
    text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << bit % 8));
    EXPECT_NE(Crc32c(0, text.data(), text.size()), before);
    text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << bit % 8));
  }
}

}  // namespace
}  // namespace vigie::index
