#include "match/digest.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace vigie::match {
namespace {

constexpr size_t kBlock = 64;
constexpr size_t kRounds = 64;
using State = std::array<uint32_t, 8>;

// The first 32 bits of the fractional parts of the square roots of the first
// primes (the initial state) and of their cube roots (the rounds).
struct Constants {
  State initial{};
  std::array<uint32_t, kRounds> rounds{};

  Constants() {
    size_t found = 0;
    for (uint32_t candidate = 2; found < kRounds; ++candidate) {
      if (!IsPrime(candidate)) continue;
      const auto prime = static_cast<long double>(candidate);
      if (found < initial.size()) initial[found] = Fraction(sqrtl(prime));
      rounds[found++] = Fraction(cbrtl(prime));
    }
  }

 private:
  static bool IsPrime(uint32_t number) {
    for (uint32_t divisor = 2; divisor * divisor <= number; ++divisor) {
      if (number % divisor == 0) return false;
    }
    return true;
  }
  static uint32_t Fraction(long double root) {
    constexpr long double kTwoTo32 = 4294967296.0L;
    return static_cast<uint32_t>((root - floorl(root)) * kTwoTo32);
  }
};

uint32_t Rotate(uint32_t value, unsigned bits) {
  return value >> bits | value << (32 - bits);
}

void Compress(const unsigned char* block, const Constants& constants,
              State* state) {
  std::array<uint32_t, kRounds> words{};
  for (size_t i = 0; i < 16; ++i) {
    words[i] = uint32_t{block[4 * i]} << 24U |
               uint32_t{block[4 * i + 1]} << 16U |
               uint32_t{block[4 * i + 2]} << 8U | block[4 * i + 3];
  }
  for (size_t i = 16; i < kRounds; ++i) {
    const uint32_t a = words[i - 15];
    const uint32_t b = words[i - 2];
    words[i] = words[i - 16] + (Rotate(a, 7) ^ Rotate(a, 18) ^ a >> 3U) +
               words[i - 7] + (Rotate(b, 17) ^ Rotate(b, 19) ^ b >> 10U);
  }
  State s = *state;
  for (size_t i = 0; i < kRounds; ++i) {
    const uint32_t first =
        s[7] + (Rotate(s[4], 6) ^ Rotate(s[4], 11) ^ Rotate(s[4], 25)) +
        ((s[4] & s[5]) ^ (~s[4] & s[6])) + constants.rounds[i] + words[i];
    const uint32_t second =
        (Rotate(s[0], 2) ^ Rotate(s[0], 13) ^ Rotate(s[0], 22)) +
        ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
    s = {first + second, s[0], s[1], s[2], s[3] + first, s[4], s[5], s[6]};
  }
  for (size_t i = 0; i < s.size(); ++i) (*state)[i] += s[i];
}

// The bytes with a 1 bit, zeros, and their number of bits behind them.
std::string Padded(std::string_view bytes) {
  std::string padded(bytes);
  padded += '\x80';
  while (padded.size() % kBlock != kBlock - 8) padded += '\0';
  const uint64_t bits = uint64_t{bytes.size()} * 8;
  for (unsigned shift = 64; shift > 0; shift -= 8) {
    padded += static_cast<char>(bits >> (shift - 8) & 255U);
  }
  return padded;
}

}  // namespace

std::string Sha256(std::string_view bytes) {
  static const Constants constants;
  State state = constants.initial;
  const std::string padded = Padded(bytes);
  for (size_t at = 0; at < padded.size(); at += kBlock) {
    Compress(reinterpret_cast<const unsigned char*>(padded.data()) + at,
             constants, &state);
  }
  std::string digest;
  for (const uint32_t word : state) {
    for (unsigned shift = 32; shift > 0; shift -= 4) {
      digest += "0123456789abcdef"[word >> (shift - 4) & 15U];
    }
  }
  return digest;
}

}  // namespace vigie::match
