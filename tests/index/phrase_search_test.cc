#include "index/phrase_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "index/symbol_sieve.h"
#include "tests/index/encoded_texts.h"

namespace vigie::index {
namespace {

using Places = std::vector<std::vector<uint32_t>>;

constexpr uint32_t kDocuments = 60;

// Words of up to three bytes as symbols, compounds, readings over others,
// sentences and quotations.
std::vector<Text> RandomTexts(std::mt19937* random) {
  const auto word = [random] {
    // Frequent words are many times more frequent.
    const uint32_t number = (*random)() % ((*random)() % 3'000 + 1);
    std::string letters;
    for (uint32_t left = number + 26; left > 0; left /= 26) {
      letters += static_cast<char>('a' + left % 26);
    }
    switch ((*random)() % 12) {
      case 0:
        return letters + "-" + letters + "o";
      case 1:
        return "XXIe " + letters + ".\n";
      case 2:
        return "« " + letters + " »";
      case 3:
        return "K" + letters + ".";
      default:
        return letters;
    }
  };
  const auto words = [&](uint32_t count) {
    std::string text;
    for (uint32_t i = 0; i < count; ++i) text += word() + " ";
    return text;
  };
  std::vector<Text> texts;
  for (uint32_t i = 0; i < kDocuments; ++i) {
    texts.push_back({words((*random)() % 8), words((*random)() % 400)});
  }
  return texts;
}

// The codes at a position, those that lie over others included.
using CodesByPosition = std::vector<std::vector<uint32_t>>;
CodesByPosition CodesAt(const DocumentTokens& tokens) {
  CodesByPosition codes;
  for (const uint32_t code : tokens.codes) codes.push_back({code});
  for (const OverlaidToken& over : tokens.overlaid) {
    codes[over.position].push_back(over.code);
  }
  return codes;
}

bool StandsAt(const CodesByPosition& codes, size_t first,
              const Places& places) {
  for (size_t i = 0; i < places.size(); ++i) {
    const std::vector<uint32_t>& here = codes[first + i];
    if (!places[i].empty() &&
        std::find_first_of(here.begin(), here.end(), places[i].begin(),
                           places[i].end()) == here.end()) {
      return false;
    }
  }
  return true;
}

struct Article {
  uint32_t title_positions = 0;
  CodesByPosition codes;
};

std::vector<Article> ReadAll(const Encoded& encoded) {
  std::vector<Article> all;
  for (uint32_t doc = 0; doc < kDocuments; ++doc) {
    const DocumentTokens tokens = encoded.Read(doc);
    all.push_back({tokens.title_positions, CodesAt(tokens)});
  }
  return all;
}

bool HoldsByEveryToken(const Article& article, const Places& places) {
  const CodesByPosition& codes = article.codes;
  for (size_t at = 0; at + places.size() <= codes.size(); ++at) {
    const bool over_both = at < article.title_positions &&
                           article.title_positions < at + places.size();
    if (!over_both && StandsAt(codes, at, places)) return true;
  }
  return false;
}

// A phrase from somewhere in the texts, sometimes with other words, sometimes
// with any word inside of it.
Places RandomPhrase(const std::vector<Article>& all, uint32_t words,
                    std::mt19937* random) {
  const auto number = [random](size_t below) { return (*random)() % below; };
  Places places;
  while (places.empty()) {
    const CodesByPosition& codes = all[number(all.size())].codes;
    const size_t length = number(8) == 0 ? number(60) + 1 : number(4) + 1;
    if (codes.size() < length) continue;
    const size_t first = number(codes.size() - length + 1);
    for (size_t i = 0; i < length; ++i) {
      std::vector<uint32_t> place = {
          codes[first + i][number(codes[first + i].size())]};
      const bool outer = i == 0 || i + 1 == length;
      if (!outer && number(6) == 0) place.clear();
      for (size_t more = number(8); more < 2; ++more) {
        place.push_back(static_cast<uint32_t>(number(words)));
      }
      places.push_back(place);
    }
  }
  return places;
}

TEST(PhraseSearch, HoldsWhereReadingEveryTokenFindsThePhrase) {
  uint32_t held = 0;
  for (uint32_t seed = 1; seed <= 4; ++seed) {
    std::mt19937 random(seed);
    const Encoded encoded(RandomTexts(&random));
    const std::vector<Article> all = ReadAll(encoded);
    for (int round = 0; round < 250; ++round) {
      const Places places =
          RandomPhrase(all, encoded.vocabulary.size(), &random);
      PhraseSearch search(encoded.tokens, places);
      for (uint32_t doc = 0; doc < all.size(); ++doc) {
        const bool want = HoldsByEveryToken(all[doc], places);
        ASSERT_EQ(search.Holds(doc), want)
            << "seed " << seed << ", round " << round << ", doc " << doc;
        held += want ? 1 : 0;
      }
    }
  }
  EXPECT_GT(held, 1'000U);
}

TEST(PhraseSearch, OfWordsWithoutSymbolsHoldsNowhere) {
  const std::vector<Text> texts = {{"Une puce", "La puce électronique"}};
  const Encoded encoded(texts);
  const uint32_t none = encoded.vocabulary.size();
  EXPECT_FALSE(PhraseSearch(encoded.tokens, {{none}}).Holds(0));
  EXPECT_FALSE(PhraseSearch(encoded.tokens, {{0}, {UINT32_MAX}}).Holds(0));
}

TEST(PhraseSearch, OfDamagedBytesStaysWithinThem) {
  std::mt19937 random(8);
  Encoded encoded(RandomTexts(&random));
  const std::vector<Article> all = ReadAll(encoded);
  std::string& bytes = encoded.encoded.bytes;
  for (int round = 0; round < 100; ++round) {
    for (int i = 0; i < 40; ++i) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    PhraseSearch search(encoded.tokens,
                        RandomPhrase(all, encoded.vocabulary.size(), &random));
    for (uint32_t doc = 0; doc < all.size(); ++doc) search.Holds(doc);
  }
}

TEST(SymbolSieve, LetsEveryStartThroughAndLittleElse) {
  std::mt19937 random(3);
  const auto byte = [&random] { return static_cast<uint8_t>(random()); };
  constexpr size_t kBlocks = 64;
  for (const size_t count : {0, 1, 7, 8, 9, 60, 300}) {
    std::vector<SymbolStart> starts(count);
    for (SymbolStart& start : starts) {
      start = {{byte(), byte(), byte()},
               static_cast<uint32_t>(count < 10 ? 2 + random() % 2 : 3)};
    }
    const SymbolSieve sieve(starts);
    std::vector<uint8_t> bytes(kBlocks * SymbolSieve::kBlock + 2);
    std::generate(bytes.begin(), bytes.end(), byte);
    std::vector<size_t> put;
    for (size_t i = 0; i < starts.size(); ++i) {
      put.push_back(i * 5);
      std::copy_n(starts[i].bytes.begin(), starts[i].size,
                  bytes.begin() + static_cast<std::ptrdiff_t>(put.back()));
    }
    std::vector<uint32_t> masks(kBlocks);
    std::vector<uint32_t> portable(kBlocks);
    sieve.Sift(bytes.data(), kBlocks, masks.data());
    sieve.SiftPortably(bytes.data(), kBlocks, portable.data());
    EXPECT_EQ(masks, portable);
    for (const size_t at : put) {
      EXPECT_NE(masks[at / 32] >> (at % 32) & 1U, 0U) << count << " " << at;
    }
    size_t through = 0;
    for (const uint32_t mask : masks) {
      through += static_cast<size_t>(__builtin_popcount(mask));
    }
    if (count < 10) {
      EXPECT_LE(through, put.size() + 20) << count;
    }
  }
}

}  // namespace
}  // namespace vigie::index
