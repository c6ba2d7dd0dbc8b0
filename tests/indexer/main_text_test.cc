#include "indexer/html_source.h"

#include <gtest/gtest.h>

#include "tests/indexer/extraction_score.h"
#include "tests/indexer/source_reading.h"

namespace vigie::indexer {
namespace {

std::string MainTextOf(const std::string& body) {
  const auto items = ItemsOf(MakeHtmlSource(
      BytesOf("<!DOCTYPE html><html><body>" + body + "</body></html>", "p")));
  return items[0].article ? items[0].article->text : "";
}

const char kPages[] = VIGIE_SOURCE_DIR "/tests/indexer/pages";
const char kFirst[] =
    "Le conseil a voté mardi soir la rénovation du pont, qui doit durer deux "
    "ans et coûter trois millions d’euros.";
const char kSecond[] =
    "Les commerçants du quartier demandent que la circulation reste possible "
    "pendant tout le chantier.";

std::string Paragraphs() {
  return std::string("<p>") + kFirst + "</p><p>" + kSecond + "</p>";
}
std::string BothTexts() { return std::string(kFirst) + "\n\n" + kSecond; }

TEST(MainText, OfTheSamplePagesIsFound) {
  const auto scores = ScorePages(kPages, PageNames::kKept);
  EXPECT_GE(scores.size(), 40U);
  EXPECT_GE(MeanF1(scores, /*held_out=*/false), 0.95);
  EXPECT_GE(MeanF1(scores, /*held_out=*/true), 0.95);
  for (const PageScore& score : scores) {
    EXPECT_GE(score.f1, 0.7) << score.page;
  }
}

TEST(MainText, IsToldByTheTextWhereNothingHasAName) {
  const auto scores = ScorePages(kPages, PageNames::kRemoved);
  EXPECT_GE(MeanF1(scores, /*held_out=*/false), 0.93);
  EXPECT_GE(MeanF1(scores, /*held_out=*/true), 0.93);
}

TEST(MainText, LeavesOutWhatSurroundsIt) {
  for (const std::string& boilerplate : std::vector<std::string>{
           "<nav>" + Paragraphs() + "</nav>",
           "<footer>" + Paragraphs() + "</footer>",
           "<div class='comments'>" + Paragraphs() + "</div>",
           "<div id='articleComments'>" + Paragraphs() + "</div>",
           "<div hidden>" + Paragraphs() + "</div>",
           "<div style='color:red; display: none'>" + Paragraphs() + "</div>",
           "<div role=navigation>" + Paragraphs() + "</div>",
           "<section><h3>À lire aussi</h3>" + Paragraphs() + "</section>",
           "<script>var p = '<p>" + Paragraphs() + "</p>'</script>",
           "<ul><li><a href=/a>Le pont de la gare rouvre enfin aux cyclistes "
           "et aux piétons ce lundi</a></li></ul>",
       }) {
    EXPECT_EQ(MainTextOf("<h1>Un pont</h1>" + Paragraphs() + boilerplate),
              BothTexts())
        << boilerplate;
  }
}

TEST(MainText, KeepsShortBlocksThatStandInside) {
  struct Row {
    const char* inside;
    const char* want;
  };
  for (const Row& row : {
           Row{"<h2>Deux ans de travaux</h2>", "Deux ans de travaux"},
           Row{"<p>Et après ?</p>", "Et après ?"},
           Row{"<ul><li>mars : début</li></ul>", "mars : début"},
           Row{"<blockquote>« Enfin »</blockquote>", "« Enfin »"},
           Row{"<table><tr><td>2026</td><td>3,1</td></tr><tr><td>2027</td>"
               "<td>2,9</td></tr></table>",
               "2026 3,1\n\n2027 2,9"},
       }) {
    const std::string body = std::string("<h1>Un pont</h1><p>") + kFirst +
                             "</p>" + row.inside + "<p>" + kSecond + "</p>";
    EXPECT_EQ(MainTextOf(body),
              std::string(kFirst) + "\n\n" + row.want + "\n\n" + kSecond)
        << row.inside;
  }
}

TEST(MainText, DropsLinesThatAreNoText) {
  for (const char* line :
       {"<p>Par Anne Untel</p>", "<p>Publié le 3 mars 2026</p>",
        "<p><b>Lire aussi :</b> <a href=/x>Le pont rouvre</a></p>",
        "<p>La suite après cette publicité</p>", "<div>12 mars 2026</div>",
        "<figure><figcaption>Le pont, en mars.</figcaption></figure>"}) {
    const std::string body = std::string("<h1>Un pont</h1><p>") + kFirst +
                             "</p>" + line + "<p>" + kSecond + "</p>";
    EXPECT_EQ(MainTextOf(body), BothTexts()) << line;
  }
}

TEST(MainText, KeepsSentencesThatBeginLikeABylineDoes) {
  const std::string sentence =
      "Par dérogation à la règle, la taxe est constatée ici.";
  EXPECT_EQ(MainTextOf("<h1>Une taxe</h1><p>" + sentence + "</p>"), sentence);
}

TEST(MainText, OfShortSentencesAloneIsFound) {
  EXPECT_EQ(MainTextOf("<h1>Brève</h1><p>Le pont a rouvert.</p>"),
            "Le pont a rouvert.");
}

TEST(MainText, IsNotLostToItsName) {
  EXPECT_EQ(MainTextOf("<div class='social-page'>" + Paragraphs() + "</div>"),
            BothTexts());
  EXPECT_EQ(MainTextOf("<div class='with-sidebar'><h1>Un pont</h1>" +
                       Paragraphs() + "</div>"),
            BothTexts());
}

TEST(MainText, ReadsParagraphsSeparatedByEmptyLines) {
  EXPECT_EQ(MainTextOf("<td>" + std::string(kFirst) + "<br><br/>" + kSecond),
            BothTexts());
}

TEST(MainText, KeepsInlineMarkupTogether) {
  EXPECT_EQ(
      MainTextOf("<p>Le <a href=/b>Broad<b>com</b></a>\n d’aujourd’hui "
                 "n’est plus celui d’hier, dit&nbsp;: «&nbsp;oui&nbsp;»."),
      "Le Broadcom d’aujourd’hui n’est plus celui d’hier, dit\u00a0: "
      "«\u00a0oui\u00a0».");
}

TEST(MainText, OfManyForeignHeadingsTakesNoLongerThanItsSize) {
  std::string body = "<h1>Un pont</h1>" + Paragraphs() + "<div>";
  for (int i = 0; i < 20'000; ++i) {
    body += "<h2><a href=/x>Commentaires</a></h2><p>Bravo à vous tous.</p>";
  }
  EXPECT_EQ(MainTextOf(body), BothTexts());
}

TEST(PlainText, OfAFragmentKeepsEverything) {
  EXPECT_EQ(TextOfFragment("<p>Un.</p><p>Deux<br>mots <a href=/x>lien</a></p>"
                           "<script>x()</script>"),
            "Un.\n\nDeux mots lien");
  EXPECT_EQ(TextOfFragment("<p>Un.</p><p><a href=/x>Lire la suite</a></p>"),
            "Un.");
  EXPECT_EQ(TextOfFragment("sans balise"), "sans balise");
  EXPECT_EQ(TextOfFragment(""), "");
}

}  // namespace
}  // namespace vigie::indexer
