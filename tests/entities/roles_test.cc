#include "entities/roles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kNames[] =
    R"({"id":"agency/afp","type":"agency","label":{"fr":"AFP"},"aliases":[{"t":"AFP"},{"t":"Agence France-Presse"}]}
{"id":"agency/reuters","type":"agency","label":{"fr":"Reuters"},"aliases":[{"t":"Reuters"}]}
{"id":"agency/ap","type":"agency","label":{"fr":"Associated Press"},"min_score":2,"aliases":[{"t":"AP","case":"exact"}]}
{"id":"org/microsoft","type":"organization","label":{"fr":"Microsoft"},"aliases":[{"t":"Microsoft"}]}
{"id":"org/carrefour","type":"organization","label":{"fr":"Carrefour"},"aliases":[{"t":"Carrefour"}]}
{"id":"person/satya-nadella","type":"person","label":{"fr":"Satya Nadella"},"aliases":[{"t":"Satya Nadella"},{"t":"Nadella","kind":"short"}]}
{"id":"person/lucie-castets","type":"person","label":{"fr":"Lucie Castets"},"aliases":[{"t":"Lucie Castets"}]}
{"id":"place/paris","type":"place","label":{"fr":"Paris"},"aliases":[{"t":"Paris"}]})";

// "AFP credit" or "Microsoft says: We are ready", mentions of content left out.
std::vector<std::string> Roles(const std::string& text) {
  static const Recognizer* const recognizer =
      new Recognizer(ParseOrFail(kNames));
  std::vector<std::string> shown;
  for (const FoundMention& mention : Recognize(*recognizer, "", text)) {
    const std::string surface =
        text.substr(mention.range.begin, mention.range.size());
    if (mention.role == MentionRole::kCredit) {
      shown.push_back(surface + " credit");
    } else if (mention.role == MentionRole::kSpeaker) {
      shown.push_back(
          surface + " says: " +
          text.substr(mention.quotation.begin, mention.quotation.size()));
    }
  }
  return shown;
}

TEST(Credits, AreAgenciesThatSign) {
  const std::vector<std::string> signed_by_afp = {
      "PARIS, 3 mars (AFP) - Le Sénat vote la loi.",
      "Le Sénat vote la loi. (AFP)",
      "Le Sénat vote la loi.\n(Avec AFP)",
      "Le Sénat vote la loi (avec AFP).",
      "Le Sénat vote la loi.\nAvec AFP",
      "Le Sénat vote la loi.\nLe Monde avec AFP",
      "Le Sénat vote la loi, avec AFP",
      "Le Sénat vote la loi.\nAFP",
      "Le Sénat en séance. © AFP",
      "Le Sénat en séance. Jeanne Martin / AFP",
      "Le Sénat en séance (photo AFP)",
      "Source : AFP\nLe Sénat vote la loi.",
      "Par AFP\nLe Sénat vote la loi."};
  for (const std::string& text : signed_by_afp) {
    EXPECT_THAT(Roles(text), ElementsAre("AFP credit")) << text;
  }
}

TEST(Credits, MayNameSeveralAgencies) {
  EXPECT_THAT(Roles("Le Sénat vote la loi. (AFP, Reuters)"),
              ElementsAre("AFP credit", "Reuters credit"));
  EXPECT_THAT(Roles("Le Sénat vote la loi.\nAvec AFP et Reuters"),
              ElementsAre("AFP credit", "Reuters credit"));
}

TEST(Credits, MakeAnAmbiguousNameAnAgencys) {
  EXPECT_THAT(Roles("Le Sénat en séance. © AP"), ElementsAre("AP credit"));
  EXPECT_THAT(Roles("Le marché AP du port est ouvert."), IsEmpty());
}

TEST(Credits, AreNoNamesThatTheTextSpeaksOf) {
  const std::vector<std::string> content = {
      "L’AFP emploie 1 700 journalistes.",
      "Le ministre l’a dit à l’AFP.",
      "L’Agence France-Presse (AFP) recrute.",
      "Le groupe a signé un accord avec AFP et son concurrent.",
      "Le groupe travaille avec l’AFP.",
      "La dépêche (selon l’AFP, deux blessés) a été corrigée.",
      "Le Sénat (et non l’AFP, qui l’a repris) avait annoncé le vote.",
      "Interrogée par Reuters, la banque refuse de répondre."};
  for (const std::string& text : content) {
    EXPECT_THAT(Roles(text), IsEmpty()) << text;
  }
}

struct SpeechCase {
  std::string text;
  std::string want;
};

TEST(Speakers, SayWhatIsQuoted) {
  const std::vector<SpeechCase> cases = {
      {"Selon Microsoft, « le service est rétabli ».",
       "Microsoft says: le service est rétabli"},
      {"D’après Satya Nadella, « le service est rétabli ».",
       "Satya Nadella says: le service est rétabli"},
      {"Pour Lucie Castets, « c’est une erreur ».",
       "Lucie Castets says: c’est une erreur"},
      {"Satya Nadella a déclaré : « Nous sommes prêts. »",
       "Satya Nadella says: Nous sommes prêts."},
      {"Satya Nadella, PDG de Microsoft, a déclaré : « Nous sommes prêts. »",
       "Satya Nadella says: Nous sommes prêts."},
      {"Lucie Castets estime que « c’est une erreur ».",
       "Lucie Castets says: c’est une erreur"},
      {"Lucie Castets s’est dite « très inquiète » mardi.",
       "Lucie Castets says: très inquiète"},
      {"Microsoft a indiqué jeudi que « le service est rétabli ».",
       "Microsoft says: le service est rétabli"},
      {"« C’est une erreur », a déclaré Lucie Castets.",
       "Lucie Castets says: C’est une erreur"},
      {"« C’est une erreur », explique Lucie Castets.",
       "Lucie Castets says: C’est une erreur"},
      {"« C’est une erreur », selon Lucie Castets.",
       "Lucie Castets says: C’est une erreur"},
      {"« C’est une erreur », s’inquiète Lucie Castets.",
       "Lucie Castets says: C’est une erreur"},
      {"« C’est une erreur », a ainsi assuré jeudi Lucie Castets.",
       "Lucie Castets says: C’est une erreur"},
      {"« C’est prêt », assure le PDG de Microsoft, Satya Nadella.",
       "Satya Nadella says: C’est prêt"},
      {"« C’est prêt », indique un porte-parole de Microsoft.",
       "Microsoft says: C’est prêt"},
      {"« C’est prêt », a indiqué Microsoft à l’AFP.",
       "Microsoft says: C’est prêt"},
      {"“C’est une erreur”, tranche Lucie Castets.",
       "Lucie Castets says: C’est une erreur"},
      {"\"C'est une erreur\", affirme Lucie Castets.",
       "Lucie Castets says: C'est une erreur"},
      {"Lucie Castets : « C’est une erreur »",
       "Lucie Castets says: C’est une erreur"},
      {"« C’est une erreur, explique Lucie Castets, et nous le dirons. »",
       "Lucie Castets says: C’est une erreur, explique Lucie Castets, et nous "
       "le dirons."},
      {"Carrefour répond : « Nos prix baissent. »",
       "Carrefour says: Nos prix baissent."}};
  for (const SpeechCase& c : cases) {
    EXPECT_THAT(Roles(c.text), ElementsAre(c.want)) << c.text;
  }
}

TEST(Speakers, AreNotGuessed) {
  const std::vector<std::string> texts = {
      "Microsoft lance « une offre nouvelle ».",
      "« C’est une erreur », a-t-il dit à Lucie Castets.",
      "« C’est une erreur », dit-elle au sujet de Microsoft.",
      "« C’est une erreur », a-t-on indiqué chez Microsoft.",
      "Lucie Castets se tait. Il a déclaré : « C’est une erreur. »",
      "La loi « Lucie Castets » est votée.",
      "« C’est une erreur », a expliqué le maire à l’AFP.",
      "« C’est une erreur ». Microsoft recule en Bourse.",
      "Microsoft recule. « C’est une erreur », dit un élu.",
      "« C’est prêt », dit la direction de Bleu, dont Microsoft est client.",
      "Selon Microsoft, le service est rétabli.",
      "« Le Monde selon Garp » est un roman que lit Lucie Castets.",
      "Microsoft recule.\n« C’est une erreur »\nLucie Castets est élue."};
  for (const std::string& text : texts) {
    EXPECT_THAT(Roles(text), IsEmpty()) << text;
  }
}

TEST(Speakers, KeepTheFirstOfTheirQuotations) {
  EXPECT_THAT(Roles("« C’est non », dit Lucie Castets. « C’est trop tard », "
                    "ajoute Satya Nadella."),
              ElementsAre("Lucie Castets says: C’est non",
                          "Satya Nadella says: C’est trop tard"));
}

}  // namespace
}  // namespace vigie::entities
