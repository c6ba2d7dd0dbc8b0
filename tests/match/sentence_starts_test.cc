#include "match/sentence_starts.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "analysis/sentences.h"

namespace vigie::match {
namespace {

std::vector<uint32_t> Of(void (*find)(std::string_view, uint32_t,
                                      std::vector<uint32_t>*),
                         const std::string& paragraph) {
  std::vector<uint32_t> starts;
  find(paragraph, 7, &starts);
  return starts;
}

TEST(FindSentenceStarts, GivesWhatTheAnalysisFinds) {
  static constexpr std::array<const char*, 60> kPieces = {
      "Il dit",  "va",     "bien",   "Paris",  "été",        "À Lyon", "l'M",
      "plan B",  "J",      "M",      "MM",     "vitamine C", "av",     "J.-C",
      "janv",    "éd",     "S.A",    "U.S.A",  "P.-D. G",    "ap",     "trav",
      "12",      "3,5",    "(ici)",  "«",      "»",          "“",      "”",
      "…",       "\u00a0", "\u202f", "'",      "\"",         "Œuvre",  "œuf",
      "e\u0301", "Ελλάδα", "日本。", "\u2028", "\r",         "\t",     "–",
      "÷",       "×",      "%",      "a.b",    "A.B",        "dit-il", "(1",
      "L",       "- a",    "12)",    ": x",    ", Y",        ".NET",   "SPICE",
      "/",       "134-1",  "]",      "'Un'"};
  static constexpr std::array<const char*, 12> kSigns = {
      ".",   "?",  "!",       "...",     "?!", "…",
      ". »", " ?", "\u00a0?", ".\u00a0", ".)", "!»"};
  std::mt19937 random(17);
  size_t starts = 0;
  for (int round = 0; round < 100'000; ++round) {
    std::string paragraph;
    for (uint32_t i = 1 + random() % 8; i > 0; --i) {
      paragraph += kPieces[random() % kPieces.size()];
      if (random() % 3 != 0) paragraph += kSigns[random() % kSigns.size()];
      if (random() % 8 != 0) paragraph += ' ';
      if (random() % 8 == 0) paragraph += ' ';
    }
    const std::vector<uint32_t> want =
        Of(analysis::FindSentenceStarts, paragraph);
    ASSERT_EQ(Of(FindSentenceStarts, paragraph), want) << paragraph;
    starts += want.size();
  }
  EXPECT_GT(starts, 50'000U);
}

}  // namespace
}  // namespace vigie::match
