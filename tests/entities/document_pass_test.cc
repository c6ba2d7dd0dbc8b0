// What an article says of its own names.
#include "entities/document_pass.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "entities/unlisted.h"
#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

constexpr char kNames[] =
    R"({"id":"org/amf","type":"organization","label":{"fr":"Autorité des marchés financiers"},"aliases":[{"t":"Autorité des marchés financiers"}]}
{"id":"org/maires","type":"organization","label":{"fr":"Mairies"},"aliases":[{"t":"AMF","case":"exact"}]}
{"id":"org/sncf","type":"organization","label":{"fr":"SNCF"},"aliases":[{"t":"Société nationale des chemins de fer français"}]}
{"id":"org/arcom","type":"organization","label":{"fr":"Arcom"},"aliases":[{"t":"Autorité de régulation de la communication audiovisuelle et numérique"}]}
{"id":"org/psg","type":"organization","label":{"fr":"PSG"},"aliases":[{"t":"Paris Saint-Germain"}]}
{"id":"org/openai","type":"organization","label":{"fr":"OpenAI"},"aliases":[{"t":"OpenAI"}]}
{"id":"org/apple","type":"organization","label":{"fr":"Apple"},"aliases":[{"t":"Apple"}]}
{"id":"org/microsoft","type":"organization","label":{"fr":"Microsoft"},"aliases":[{"t":"Microsoft"}]}
{"id":"agency/afp","type":"agency","label":{"fr":"AFP"},"aliases":[{"t":"AFP","case":"exact"},{"t":"Agence France-Presse"}]}
{"id":"place/lyon","type":"place","label":{"fr":"Lyon"},"aliases":[{"t":"Lyon"}]}
{"id":"place/valence","type":"place","label":{"fr":"Valence"},"aliases":[{"t":"Valence"}]}
{"id":"place/france","type":"place","label":{"fr":"France"},"aliases":[{"t":"France"}]}
{"id":"person/emmanuel-macron","type":"person","label":{"fr":"Emmanuel Macron"},"aliases":[{"t":"Emmanuel Macron"}]}
{"id":"person/dsk","type":"person","label":{"fr":"Dominique Strauss-Kahn"},"aliases":[{"t":"Dominique Strauss-Kahn"}]}
{"id":"person/jean-martin","type":"person.footballer","label":{"fr":"Jean Martin"},"aliases":[{"t":"Jean Martin"}]}
{"id":"person/mustafa-suleyman","type":"person","label":{"fr":"Mustafa Suleyman"},"aliases":[{"t":"Mustafa Suleyman"},{"t":"Suleyman","kind":"short"}]})";

// "id: surface" of every mention, unlisted entities included.
std::vector<std::string> Read(const std::string& text,
                              const std::string& title = "") {
  static const Recognizer* const recognizer =
      new Recognizer(ParseOrFail(kNames));
  const Dictionary& dictionary = recognizer->dictionary();
  const analysis::AnalyzedText title_words = analysis::Analyze(title);
  const analysis::AnalyzedText words = analysis::Analyze(text);
  Recognition found{
      recognizer->Recognize({title, &title_words}, {text, &words}), {}};
  ReadDocument({Lattice(title, title_words), Lattice(text, words)}, dictionary,
               NewEntities::kUnlisted, &found);
  std::vector<std::string> shown;
  for (const FoundMention& mention : found.mentions) {
    const std::string& field = mention.field == Field::kTitle ? title : text;
    const std::string id =
        mention.entity < dictionary.size()
            ? std::string(dictionary.id(mention.entity))
            : found.unlisted[mention.entity - dictionary.size()].id;
    shown.push_back(id + ": " +
                    field.substr(mention.range.begin, mention.range.size()));
  }
  return shown;
}

struct Case {
  std::string text;
  std::vector<std::string> found;
};

void Check(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(Read(c.text), c.found) << c.text;
}

TEST(DocumentPass, AnAcronymStandsForTheNameThatDefinesIt) {
  Check({
      {"L’Autorité des marchés financiers (AMF) enquête. L’AMF se tait.",
       {"org/amf: Autorité des marchés financiers", "org/amf: AMF",
        "org/amf: AMF"}},
      {"L’AMF (Autorité des marchés financiers) enquête. L’AMF se tait.",
       {"org/amf: AMF", "org/amf: Autorité des marchés financiers",
        "org/amf: AMF"}},
      {"L’AMF (l’Autorité des marchés financiers) enquête.",
       {"org/amf: AMF", "org/amf: Autorité des marchés financiers"}},
      {"La Société nationale des chemins de fer français (SNCF) roule.",
       {"org/sncf: Société nationale des chemins de fer français",
        "org/sncf: SNCF"}},
      {"L’Autorité de régulation de la communication audiovisuelle et "
       "numérique (Arcom) tranche.",
       {"org/arcom: Autorité de régulation de la communication audiovisuelle "
        "et numérique",
        "org/arcom: Arcom"}},
      {"Le Paris Saint-Germain (PSG) gagne.",
       {"org/psg: Paris Saint-Germain", "org/psg: PSG"}},
      {"Dominique Strauss-Kahn (DSK) parle. DSK se tait.",
       {"person/dsk: Dominique Strauss-Kahn", "person/dsk: DSK",
        "person/dsk: DSK"}},
  });
  EXPECT_EQ(
      Read("L’Autorité des marchés financiers (AMF) enquête.", "L’AMF enquête"),
      (std::vector<std::string>{"org/amf: AMF",
                                "org/amf: Autorité des marchés financiers",
                                "org/amf: AMF"}));
}

TEST(DocumentPass, AnAcronymOfABodyThatNobodyListedIsThatBody) {
  Check({
      {"L’Association des maires de France (AMF) proteste. L’AMF boude.",
       {"org/association-des-maires-de-france: Association des maires de "
        "France",
        "place/france: France", "org/association-des-maires-de-france: AMF",
        "org/association-des-maires-de-france: AMF"}},
      {"La Coupe d’Afrique des nations (CAN) commence.",
       {"event/coupe-afrique-des-nations: Coupe d’Afrique des nations",
        "event/coupe-afrique-des-nations: CAN"}},
  });
}

TEST(DocumentPass, WhatIsNoDefinitionDefinesNothing) {
  const std::string apple = "org/apple: Apple";
  Check({
      {"Apple (AAPL) monte.", {apple}},
      {"Apple (Nasdaq: AAPL) monte.", {apple}},
      {"Apple (2024) monte.", {apple}},
      {"Apple (USA) monte.", {apple}},
      {"Apple (APPLE) monte.", {apple, "org/apple: APPLE"}},
      {"LYON (AFP) - Apple monte.",
       {"place/lyon: LYON", "agency/afp: AFP", apple}},
      {"Apple monte (AFP).", {apple, "agency/afp: AFP"}},
      {"L’Autorité des marchés financiers (ACPR) enquête.",
       {"org/amf: Autorité des marchés financiers"}},
      {"L’Autorité des marchés financiers (AMF, ACPR) enquête. L’AMF dort.",
       {"org/amf: Autorité des marchés financiers", "org/maires: AMF",
        "org/maires: AMF"}},
      {"L’Autorité des marchés financiers, (AMF) enquête.",
       {"org/amf: Autorité des marchés financiers", "org/maires: AMF"}},
      {"L’Autorité des marchés financiers. (AMF)",
       {"org/amf: Autorité des marchés financiers", "org/maires: AMF"}},
      {"L’Autorité des marchés financiers (amf) enquête.",
       {"org/amf: Autorité des marchés financiers"}},
      {"L’Autorité des marchés financiers (AMF2) enquête.",
       {"org/amf: Autorité des marchés financiers"}},
      {"L’Autorité des marchés financiers (AMF enquête.",
       {"org/amf: Autorité des marchés financiers", "org/maires: AMF"}},
      {"L’Autorité des marchés financiers [AMF] enquête.",
       {"org/amf: Autorité des marchés financiers", "org/maires: AMF"}},
      {"L’Autorité des marchés financiers () enquête.",
       {"org/amf: Autorité des marchés financiers"}},
      {"Emmanuel Macron (EM) parle. EM se tait.",
       {"person/emmanuel-macron: Emmanuel Macron"}},
      {"Emmanuel Macron (LR) parle.",
       {"person/emmanuel-macron: Emmanuel Macron"}},
      {"Emmanuel Macron (PS, Nord) parle.",
       {"person/emmanuel-macron: Emmanuel Macron"}},
      {"Un produit intérieur brut (PIB) en hausse. Le PIB monte.", {}},
      {"Produit intérieur brut (PIB) en hausse.", {}},
      {"La banque centrale (BC) parle.", {}},
      {"Le groupe (GR) parle.", {}},
      {"(AMF) enquête.", {"org/maires: AMF"}},
      {"AMF (Lyon) enquête.", {"org/maires: AMF", "place/lyon: Lyon"}},
      {"AMF (12 mars 2024) enquête.", {"org/maires: AMF"}},
      {"AMF (Apple, Microsoft, France) enquête.",
       {"org/maires: AMF", apple, "org/microsoft: Microsoft",
        "place/france: France"}},
      {"L’Association sportive (AMF) joue.", {"org/maires: AMF"}},
      {"Une Agence de voyages (ADV) ferme. L’ADV ferme.",
       {"org/agence-de-voyages: Agence de voyages",
        "org/agence-de-voyages: "
        "ADV",
        "org/agence-de-voyages: ADV"}},
  });
}

TEST(DocumentPass, AnOfficeMakesAPersonOfAnUnknownName) {
  const std::string person = "person/pascal-dupont: Pascal Dupont";
  Check({
      {"On voit Pascal Dupont, maire de Lyon.", {person, "place/lyon: Lyon"}},
      {"Pascal Dupont, le maire de Lyon, parle.", {person, "place/lyon: Lyon"}},
      {"Pascal Dupont, ancien maire de Lyon, parle.",
       {person, "place/lyon: Lyon"}},
      {"Pascal Dupont, l’entraîneur, parle.", {person}},
      {"Le maire de Lyon, Pascal Dupont, parle.", {"place/lyon: Lyon", person}},
      {"Le maire Pascal Dupont parle.", {person}},
      {"Le PDG de Microsoft, Pascal Dupont, parle.",
       {"org/microsoft: Microsoft", person}},
      {"La porte-parole de Microsoft, Pascale de La Tour, parle.",
       {"org/microsoft: Microsoft",
        "person/pascale-de-la-tour: Pascale de La "
        "Tour"}},
      {"M. Pascal Dupont, maire, parle.", {person}},
      {"Pascal Valence, maire de Lyon, parle. Pascal Valence se tait.",
       {"person/pascal-valence: Pascal Valence", "place/lyon: Lyon",
        "person/pascal-valence: Pascal Valence"}},
      {"Pascal Dupont, maire de Lyon, parle. Dupont se tait.",
       {person, "place/lyon: Lyon", "person/pascal-dupont: Dupont"}},
  });
}

TEST(DocumentPass, WithoutAnOfficeBesideItANameStaysUnknown) {
  Check({
      {"Pascal Dupont parle au maire.", {}},
      {"Pascal Dupont parle, maire de Lyon.", {"place/lyon: Lyon"}},
      {"Pascal Dupont. Maire de Lyon.", {"place/lyon: Lyon"}},
      {"Pascal Dupont, ami du maire de Lyon.", {"place/lyon: Lyon"}},
      {"Dupont, maire de Lyon, parle.", {"place/lyon: Lyon"}},
      {"Microsoft, patron de fait, parle.", {"org/microsoft: Microsoft"}},
      {"Le maire de Lyon, Dupont, parle.", {"place/lyon: Lyon"}},
      {"Le maire de Lyon, Apple et Microsoft parlent.",
       {"place/lyon: Lyon", "org/apple: Apple", "org/microsoft: Microsoft"}},
      {"Le maire, le préfet et Pascal Dupont parlent.", {}},
      {"Le maire (Pascal Dupont) parle.", {}},
      {"La nouvelle, Bonne, maire de Lyon.", {"place/lyon: Lyon"}},
      {"Le PDG de Microsoft, 50 ans, parle.", {"org/microsoft: Microsoft"}},
      {"Le maire de Lyon, Pascal Dupont et Jean Petit parlent.",
       {"place/lyon: Lyon"}},
      {"Le Maire Pascal Dupont parle.", {}},
      {"Un Groupe Microsoft France, directeur adjoint.",
       {"org/microsoft: Microsoft", "place/france: France"}},
  });
}

TEST(DocumentPass, ANamesakeOfAnotherOfficeIsSomebodyElse) {
  Check({
      {"Jean Martin, attaquant de Lyon, marque.",
       {"person/jean-martin: Jean Martin", "place/lyon: Lyon"}},
      {"Jean Martin, porte-parole de Lyon, parle.",
       {"person/jean-martin: Jean Martin", "place/lyon: Lyon"}},
      {"Jean Martin, sénateur de Lyon, parle. Jean Martin se tait.",
       {"person/jean-martin.office: Jean Martin", "place/lyon: Lyon",
        "person/jean-martin.office: Jean Martin"}},
  });
}

TEST(DocumentPass, AFamilyNameAloneIsThePersonNamedInFull) {
  const std::string macron = "person/emmanuel-macron: Emmanuel Macron";
  const std::string alone = "person/emmanuel-macron: Macron";
  Check({
      {"Emmanuel Macron parle. Hier, Macron dormait.", {macron, alone}},
      {"M. Macron dort. Emmanuel Macron parle.", {alone, macron}},
      {"Emmanuel Macron parle. Le président Macron dort.", {macron, alone}},
      {"Emmanuel Macron parle. Brigitte Macron dort.", {macron}},
      {"Emmanuel Macron parle. Macron Dupont dort.", {macron}},
      {"Emmanuel Macron parle. Un macron brille.", {macron}},
      {"Emmanuel Macron parle. Les Macron-Dupont dorment.", {macron}},
      {"Macron dort.", {}},
      {"Emmanuel Macron parle. La loi Macron dort.", {macron}},
      {"Emmanuel Macron parle. Les Macron dorment.", {macron}},
      {"Emmanuel Macron parle. La rue Macron dort.", {macron}},
      {"Mustafa Suleyman parle. Hier, Robert Suleyman dort.",
       {"person/mustafa-suleyman: Mustafa Suleyman"}},
      {"Paul Petit, maire de Lyon, parle. Petit à petit, il dort.",
       {"person/paul-petit: Paul Petit", "place/lyon: Lyon"}},
  });
}

TEST(DocumentPass, WithoutNewEntitiesAWrongNameIsDropped) {
  EXPECT_EQ(Find(kNames, "L’Association des maires de France (AMF) proteste."),
            (std::vector<std::string>{"place/france: France (dictionary)"}));
  EXPECT_EQ(Find(kNames, "Pascal Valence, maire de Lyon, parle."),
            (std::vector<std::string>{"place/lyon: Lyon (dictionary)"}));
}

}  // namespace
}  // namespace vigie::entities
