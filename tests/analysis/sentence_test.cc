#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "analysis/analyzer.h"

namespace vigie::analysis {
namespace {

std::vector<std::string> Sentences(std::string_view text) {
  std::vector<std::string> sentences;
  for (const SentenceSpan& sentence : Analyze(text).sentences) {
    sentences.emplace_back(
        text.substr(sentence.range.begin, sentence.range.size()));
  }
  return sentences;
}

using Strings = std::vector<std::string>;

TEST(Sentences, EndAtTheirMarks) {
  EXPECT_EQ(
      Sentences("Il part. Elle reste ! Pourquoi ? Nul ne sait…"),
      (Strings{"Il part.", "Elle reste !", "Pourquoi ?", "Nul ne sait…"}));
}

TEST(Sentences, DoNotEndAfterTitlesInitialsAndAcronyms) {
  for (const std::string_view text :
       {"Le ministre M. Durand a parlé.", "M. Durand et MM. Petit et Roy.",
        "Il cite J. Martin et Donald J. Rameau.",
        "La société Vega S.A. a vendu ses parts.",
        "Il vit aux U.S.A. depuis peu.", "Une hausse de 3.5 points.",
        "Le site x.fr a fermé.", "Voir https://x.fr/A?B=c pour le reste."}) {
    EXPECT_EQ(Sentences(text).size(), 1U) << text;
  }
}

TEST(Sentences, EndAfterLabelsOfOneLetter) {
  EXPECT_EQ(Sentences("Il passe au plan B. Nul ne suit.").size(), 2U);
}

TEST(Sentences, NeverCrossALine) {
  EXPECT_EQ(Sentences("Un titre sans point\nLe texte suit.\n\n  Fin  \r\n"),
            (Strings{"Un titre sans point", "Le texte suit.", "Fin"}));
}

TEST(Sentences, KeepTheirClosingQuotation) {
  EXPECT_EQ(Sentences("« Nous avançons. » Le groupe n’a rien ajouté."),
            (Strings{"« Nous avançons. »", "Le groupe n’a rien ajouté."}));
  EXPECT_EQ(Sentences("« Pourquoi ? » demande-t-elle. Nul ne sait."),
            (Strings{"« Pourquoi ? » demande-t-elle.", "Nul ne sait."}));
}

TEST(Sentences, NumberParagraphsAndPositions) {
  const AnalyzedText analyzed =
      Analyze("Titre\n\nUn deux. Trois quatre.\nCinq\n");
  ASSERT_EQ(analyzed.sentences.size(), 4U);
  const std::vector<uint32_t> paragraphs = {0, 1, 1, 2};
  const std::vector<uint32_t> begins = {0, 1, 3, 5};
  const std::vector<uint32_t> ends = {1, 3, 5, 6};
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(analyzed.sentences[i].paragraph, paragraphs[i]);
    EXPECT_EQ(analyzed.sentences[i].position_begin, begins[i]);
    EXPECT_EQ(analyzed.sentences[i].position_end, ends[i]);
  }
  EXPECT_EQ(analyzed.positions, 6U);
}

TEST(Sentences, OfBlankTextAreNone) {
  for (const std::string_view text : {"", "\n", " \n\t\r\n", "\u00A0\u202F"}) {
    const AnalyzedText analyzed = Analyze(text);
    EXPECT_TRUE(analyzed.sentences.empty());
    EXPECT_TRUE(analyzed.tokens.empty());
    EXPECT_EQ(analyzed.positions, 0U);
  }
}

}  // namespace
}  // namespace vigie::analysis
