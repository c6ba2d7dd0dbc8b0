#include "match/paragraph_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include "analysis/analyzer.h"
#include "index/structure.h"
#include "match/evidence.h"
#include "match/overlap.h"
#include "match/passages.h"

namespace vigie::match {
namespace {

// Words, and what paragraphs hold beside them.
std::string RandomText(std::mt19937* random) {
  static constexpr std::array<const char*, 24> kPieces = {
      "La présidente",
      "l’Élysée",
      "« Nous irons. Demain. »",
      "porte-parole",
      "jusqu'",
      "XXIe siècle",
      "3,5 Md€",
      "M. Dupont",
      "Fin. Début",
      "a-t-il dit",
      "semi conducteur",
      "https://x.fr/a.",
      "salarié·e·s",
      "Ελλάδα",
      "…",
      "« Elle a dit.",
      "Aix-en-Provence",
      "\u00A0?",
      "THE END OF THE WORLD IS NEAR",
      "e\u0301t\u00e9",
      "№",
      "U.S.A.",
      "d’",
      "ouiiii"};
  static constexpr std::array<const char*, 8> kLines = {
      "", " ", "\u00A0", "***", "l'", "😀", "Ελλάδα", "-"};
  std::string text;
  for (uint32_t line = (*random)() % 9; line > 0; --line) {
    if ((*random)() % 4 == 0) text += kLines[(*random)() % kLines.size()];
    if ((*random)() % 3 != 0) {
      for (uint32_t i = (*random)() % 12; i > 0; --i) {
        text += kPieces[(*random)() % kPieces.size()];
        text += ' ';
      }
    }
    text += '\n';
  }
  return text;
}

// Sentences of which the chain might read some with the one before or after.
std::string RandomSentences(std::mt19937* random) {
  static constexpr std::array<const char*, 46> kPieces = {
      ".NET est lu.",
      "Sous .NET, oui. .NET",
      "— Oui, dit-elle.",
      "– Non ! cria-t-il.",
      "L’article L. 134-1 dit.",
      "Il a signé",
      "Il a dit.",
      "Le prix est de 12.",
      "% de plus, dit-il.",
      "€ 5 encore.",
      "En tout 15",
      "000 gens sont là.",
      "Il vaut 3,5 Md",
      "€ ou plus.",
      "Vu par M.",
      "Dupont rit.",
      "Vu par l'M.",
      "Martin part !",
      "Les salarié(e",
      "s) rient ?",
      "Un·e",
      "s sont là.",
      ".NET va bien.",
      "#IntelligenceArtificielle.",
      "$12 ici.",
      "Aux U.S.A.",
      "Voilà le C++.",
      "THE END IS HERE.",
      "THE END OF ALL.",
      "porte-",
      "parole de Paris…",
      "« Oui.",
      "Non. »",
      "Elle (ici) part.",
      "semi",
      "conducteur vendu.",
      "Voir https://x.fr/a.",
      "Écrire à a@b.fr.",
      "Vers l'",
      "Été venu ?",
      "'fin' dite.",
      "- Bon.",
      "\u2026 Ainsi va.",
      "\u0301Accent seul.",
      "Louis XIV.",
      "e siècle passé."};
  std::string text;
  for (uint32_t line = 1 + (*random)() % 4; line > 0; --line) {
    for (uint32_t i = 1 + (*random)() % 7; i > 0; --i) {
      text += kPieces[(*random)() % kPieces.size()];
      text += (*random)() % 16 == 0 ? "\u00A0" : " ";
    }
    text += '\n';
  }
  return text;
}

struct Analyzed {
  explicit Analyzed(const std::string& text)
      : tokens(analysis::Analyze(text)), layout(LayOut(text, tokens)) {
    index::AppendMarks(tokens, text, &marks);
  }
  index::Span<uint8_t> AllMarks() const { return {marks.data(), marks.size()}; }

  analysis::AnalyzedText tokens;
  TextLayout layout;
  std::vector<uint8_t> marks;
};

// Some words, of which some go on over several, and some mentions.
std::vector<Match> RandomMatches(const Analyzed& analyzed,
                                 const index::StoredMention* mention,
                                 std::mt19937* random) {
  std::vector<Match> found;
  const uint32_t positions = analyzed.tokens.positions;
  for (uint32_t i = (*random)() % 4; i > 0 && positions > 0; --i) {
    Match match;
    match.part = (*random)() % 3;
    match.tokens.begin = (*random)() % positions;
    match.tokens.end =
        std::min<uint32_t>(positions, match.tokens.begin + 1 + (*random)() % 3);
    if ((*random)() % 3 == 0) {
      match.mention = mention;
      match.range = analyzed.layout.RangeOf(match.tokens);
    }
    found.push_back(match);
  }
  return found;
}

void ExpectEqual(const std::vector<Passage>& got,
                 const std::vector<Passage>& want) {
  ASSERT_EQ(got.size(), want.size());
  for (size_t i = 0; i < got.size(); ++i) {
    EXPECT_EQ(got[i].sentence.range, want[i].sentence.range);
    EXPECT_EQ(got[i].sentence.text, want[i].sentence.text);
    EXPECT_EQ(got[i].highlights, want[i].highlights);
  }
}

TEST(ParagraphLayout, ShowsWhatTheWholeTextShows) {
  std::mt19937 random(11);
  const index::StoredMention mention;
  uint32_t laid_out = 0;
  for (int round = 0; round < 3'000; ++round) {
    const std::string text = RandomText(&random);
    const Analyzed analyzed(text);
    const std::vector<Match> found = RandomMatches(analyzed, &mention, &random);
    const auto parts = LayOutAround(text, analyzed.AllMarks(), found);
    if (!parts) continue;
    ++laid_out;
    Evidence of_parts{true, found};
    Evidence of_all{true, found};
    LocateWords(Field::kText, *parts, &of_parts.found);
    LocateWords(Field::kText, analyzed.layout, &of_all.found);
    for (size_t i = 0; i < found.size(); ++i) {
      ASSERT_EQ(of_parts.found[i].range, of_all.found[i].range) << text;
    }
    ExpectEqual(MakePassages(text, *parts, of_parts, 3),
                MakePassages(text, analyzed.layout, of_all, 3));
    if (HasFailure()) FAIL() << "round " << round << ":\n" << text;
  }
  EXPECT_GT(laid_out, 2'500U);
}

// By both layouts.
void ExpectSamePassages(const std::string& text,
                        const std::vector<Match>& found,
                        const std::array<TextLayout, 2>& layouts,
                        uint32_t count) {
  std::array<std::vector<Passage>, 2> passages;
  for (size_t i = 0; i < 2; ++i) {
    Evidence evidence{true, found};
    LocateWords(Field::kText, layouts[i], &evidence.found);
    SortMatches(&evidence.found);
    passages[i] = MakePassages(text, layouts[i], evidence, count);
  }
  ExpectEqual(passages[0], passages[1]);
}

TEST(ParagraphLayout, OfSentencesThatAreShownShowsTheSame) {
  std::mt19937 random(12);
  const index::StoredMention mention;
  size_t left_out = 0;
  for (int round = 0; round < 3'000; ++round) {
    const std::string text =
        RandomText(&random) + RandomText(&random) + RandomText(&random);
    const Analyzed analyzed(text);
    std::vector<Match> found = RandomMatches(analyzed, &mention, &random);
    for (int more = 0; more < 4; ++more) {
      for (const Match& match : RandomMatches(analyzed, nullptr, &random)) {
        found.push_back(match);
        if (match.mention == nullptr) found.back().range = {};
      }
    }
    const uint32_t count = 1 + random() % 2;
    const auto parts = LayOutAround(text, analyzed.AllMarks(), found, count);
    if (!parts) continue;
    left_out += analyzed.layout.sentences.size() - parts->sentences.size();
    ExpectSamePassages(text, found, {*parts, analyzed.layout}, count);
    if (HasFailure()) FAIL() << "round " << round << ":\n" << text;
  }
  EXPECT_GT(left_out, 20'000U);
}

TEST(ParagraphLayout, OfSentencesReadAloneShowsTheSame) {
  std::mt19937 random(13);
  const index::StoredMention mention;
  size_t left_out = 0;
  for (int round = 0; round < 10'000; ++round) {
    const std::string text = RandomSentences(&random);
    const Analyzed analyzed(text);
    std::vector<Match> found = RandomMatches(analyzed, &mention, &random);
    for (Match& match : found) {
      if (match.mention == nullptr) match.range = {};
    }
    const uint32_t count = 1 + random() % 3;
    const auto parts = LayOutAround(text, analyzed.AllMarks(), found, count);
    ASSERT_TRUE(parts) << text;
    left_out += analyzed.layout.sentences.size() - parts->sentences.size();
    ExpectSamePassages(text, found, {*parts, analyzed.layout}, count);
    for (const ByteRange& sentence : parts->sentences) {
      EXPECT_EQ(std::count(analyzed.layout.sentences.begin(),
                           analyzed.layout.sentences.end(), sentence),
                1);
    }
    if (HasFailure()) FAIL() << "round " << round << ":\n" << text;
  }
  EXPECT_GT(left_out, 20'000U);
}

TEST(ParagraphLayout, LeavesOtherParagraphsOut) {
  const std::string text = "Un deux.\nTrois quatre.\nCinq six.";
  const Analyzed analyzed(text);
  Match match;
  match.tokens = {2, 3};
  const auto parts = LayOutAround(text, analyzed.AllMarks(), {match});
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->sentences, (std::vector<ByteRange>{{9, 22}}));
  EXPECT_EQ(parts->tokens,
            (std::vector<ByteRange>{
                {0, 0}, {0, 0}, {9, 14}, {15, 21}, {0, 0}, {0, 0}}));
}

TEST(ParagraphLayout, IsNoneWhenTheMarksAreOfAnotherText) {
  Match match;
  match.tokens = {0, 1};
  const std::string text = "Un deux.\nTrois quatre.";
  for (const char* const other : {"", "Un deux.", "Un.\nTrois quatre.",
                                  "Un\ndeux\ntrois", "Un deux trois quatre"}) {
    const Analyzed analyzed{std::string(other)};
    EXPECT_FALSE(LayOutAround(text, analyzed.AllMarks(), {match})) << other;
  }
  const std::vector<uint8_t> unmarked(4);
  EXPECT_FALSE(LayOutAround(text, {unmarked.data(), unmarked.size()}, {match}));
}

}  // namespace
}  // namespace vigie::match
