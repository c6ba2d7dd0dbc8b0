// What the words beside an ambiguous name say of its kind.
#include "entities/name_grammar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

constexpr char kNames[] =
    R"({"id":"org/safran","type":"organization.company","label":{"fr":"Safran"},"min_score":2,"aliases":[{"t":"Safran"}]}
{"id":"org/marianne","type":"organization.media","label":{"fr":"Marianne"},"min_score":2,"aliases":[{"t":"Marianne","need":["hebdo"]},{"t":"magazine Marianne","min_score":1}]}
{"id":"org/renault","type":"organization.company","label":{"fr":"Renault"},"aliases":[{"t":"Renault"},{"t":"groupe Renault"}]}
{"id":"product/claude","type":"product.model","label":{"fr":"Claude"},"min_score":2,"aliases":[{"t":"Claude"}]}
{"id":"place/pau","type":"place.city","label":{"fr":"Pau"},"min_score":2,"aliases":[{"t":"Pau"},{"t":"ville de Pau","min_score":1}]}
{"id":"org/l-express","type":"organization.media","label":{"fr":"L'Express"},"min_score":2,"aliases":[{"t":"L'Express","case":"exact","need":["hebdo"]}]})";

struct Case {
  std::string text;
  std::string found;  // the one mention, or ""
};

void Check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    std::vector<std::string> want;
    if (!c.found.empty()) want.push_back(c.found + " (dictionary)");
    EXPECT_EQ(Find(kNames, c.text), want) << c.text;
  }
}

TEST(NameGrammar, ANounOfItsKindSpeaksForAName) {
  Check({
      {"Le motoriste Safran va bien.", "org/safran: Safran"},
      {"Un fabricant de nacelles Safran va bien.", "org/safran: Safran"},
      {"Chez Safran, tout va bien.", "org/safran: Safran"},
      {"Le patron de Safran va bien.", "org/safran: Safran"},
      {"Le secrétaire général de Safran va bien.", "org/safran: Safran"},
      {"Voici Safran, le constructeur.", "org/safran: Safran"},
      {"L’hebdomadaire Marianne va bien.", "org/marianne: Marianne"},
      {"Un article de Marianne va bien.", "org/marianne: Marianne"},
      {"Claude, l’assistant de la maison, répond.", "product/claude: Claude"},
      {"Le logiciel Claude répond.", "product/claude: Claude"},
      {"Il habite à Pau.", "place/pau: Pau"},
      {"La mairie de Pau est ouverte.", "place/pau: Pau"},
  });
}

TEST(NameGrammar, AVerbSpeaksForASubjectWithoutAnArticle) {
  Check({
      {"Safran augmente ses prix.", "org/safran: Safran"},
      {"Safran a racheté une usine.", "org/safran: Safran"},
      {"Hier, Safran cède une usine.", "org/safran: Safran"},
      {"L’Express révèle un rapport.", "org/l-express: L’Express"},
      {"Marianne raconte la scène.", "org/marianne: Marianne"},
      {"Pau accueille la course.", "place/pau: Pau"},
  });
}

TEST(NameGrammar, IsSilentElsewhere) {
  Check({
      {"Le prix du Safran augmente.", ""},
      {"Il pense à Safran.", ""},
      {"Un peu de Safran suffit.", ""},
      {"Le Safran augmente.", ""},
      {"On dit que Safran augmentera peu.", ""},
      {"Safran rouge et or.", ""},
      {"Safran avait dormi.", ""},
      {"Safran a dormi.", ""},
      {"Safran.", ""},
      {"Motoriste, Safran dort.", ""},
      {"La rue Safran est fermée.", ""},
      {"Le cuisinier Safran parle.", ""},
      {"Le fabricant et Safran parlent.", ""},
      {"Le groupe, dit Safran, va bien.", ""},
      {"Marianne dort.", ""},
      {"Marianne prépare la soupe.", ""},
      {"La chaîne de Marianne est en or.", ""},
      {"L’article que Marianne tricote.", ""},
      {"Claude, le frère aîné, répond.", ""},
      {"Claude, avec le logiciel, répond.", ""},
      {"Le frère de Claude répond.", ""},
      {"Le jeune Pau accueille la course.", ""},
      {"Il parle de Pau.", ""},
      {"Il va vers l’Express.", ""},
  });
}

TEST(NameGrammar, ATitleATradeOrAnAgeMakesAPersonOfAName) {
  Check({
      {"Le voisin, M. Renault, dort.", ""},
      {"Le voisin, M. Renault, dort.", ""},
      {"Mme Renault dort.", ""},
      {"L’abbé Renault dort.", ""},
      {"Le docteur Renault dort.", ""},
      {"Renault, couturière à Séville, dort.", ""},
      {"Renault, 34 ans, dort.", ""},
      {"Renault, constructeur, dort.", "org/renault: Renault"},
      {"Renault, 34 usines, dort.", "org/renault: Renault"},
      {"Madame, Renault dort.", "org/renault: Renault"},
      {"Le métro M Renault dort.", "org/renault: Renault"},
  });
}

TEST(NameGrammar, TheNounOfTheKindIsNoPartOfTheMention) {
  Check({
      {"Le groupe Renault dort.", "org/renault: Renault"},
      {"Le magazine Marianne dort.", "org/marianne: Marianne"},
      {"La ville de Pau dort.", "place/pau: Pau"},
      {"Le Groupe Renault dort.", "org/renault: Groupe Renault"},
  });
}

constexpr char kMoreNames[] =
    R"({"id":"org/total","type":"organization.company","label":{"fr":"Total"},"aliases":[{"t":"Total","min_score":2,"capital":true}]}
{"id":"org/le-temps","type":"organization.media","label":{"fr":"Le Temps"},"aliases":[{"t":"Le Temps","case":"exact","min_score":2}]}
{"id":"person/simone-veil","type":"person","label":{"fr":"Simone Veil"},"aliases":["Simone Veil"]}
{"id":"person/mc-jean","type":"person","label":{"fr":"MC-Jean"},"aliases":["MC-Jean"]}
{"id":"place/lot","type":"place.department","label":{"fr":"Lot"},"aliases":[{"t":"Lot","min_score":2}]}
{"id":"place/redon","type":"place.city","label":{"fr":"Redon"},"aliases":[{"t":"Redon","min_score":2}]}
{"id":"place/vannes","type":"place.city","label":{"fr":"Vannes"},"aliases":["Vannes"]}
{"id":"org/airbus","type":"organization.company","label":{"fr":"Airbus"},"aliases":["Airbus"]})";

void CheckMore(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    std::vector<std::string> want;
    if (!c.found.empty()) want.push_back(c.found + " (dictionary)");
    std::vector<std::string> found = Find(kMoreNames, c.text);
    // The names that stand in for a known neighbour.
    found.erase(std::remove_if(found.begin(), found.end(),
                               [](const std::string& mention) {
                                 return mention.rfind("place/vannes", 0) == 0 ||
                                        mention.rfind("org/airbus", 0) == 0;
                               }),
                found.end());
    EXPECT_EQ(found, want) << c.text;
  }
}

TEST(NameGrammar, ACapitalOfItsOwnSpeaksForANameOfACommonNoun) {
  CheckMore({
      {"Le prix payé par Total baisse.", "org/total: Total"},
      {"Le Total de 2020 dort.", "org/total: Total"},
      {"Total des courses : 84 euros.", ""},
      {"Le total des courses.", ""},
      {"Il a dit : Total respect.", ""},
      {"Il crie « Total respect ».", ""},
      {"TOTAL DES DONS", ""},
      {"Le jeune Jean Total dort.", ""},
      {"Le film Total Recall passe.", ""},
  });
}

TEST(NameGrammar, ASourceOrTheCapitalOfAnArticleSpeaksForAPublication) {
  CheckMore({
      {"Selon Le Temps, il pleut.", "org/le-temps: Le Temps"},
      {"D’après Le Temps, il pleut.", "org/le-temps: Le Temps"},
      {"La rumeur parue dans Le Temps court.", "org/le-temps: Le Temps"},
      {"On a lu Le Temps hier.", "org/le-temps: Le Temps"},
      {"Le Temps passe.", ""},
      {"On a vu Le Temps des cerises.", ""},
      {"On a vu « Le Temps » hier.", ""},
      {"On a lu le Temps hier.", ""},
  });
}

TEST(NameGrammar, ABuildingHasTheNameOfAPerson) {
  CheckMore({
      {"L’hôpital Simone-Veil dort.", ""},
      {"La rue Simone-Veil dort.", ""},
      {"Le lycée Simone Veil dort.", ""},
      {"Il y avait Simone Veil.", "person/simone-veil: Simone Veil"},
      {"La loi de Simone Veil passe.", "person/simone-veil: Simone Veil"},
      {"Un lycée de Simone Veil dort.", "person/simone-veil: Simone Veil"},
      {"Voici MC-Jean.", "person/mc-jean: MC-Jean"},
  });
}

TEST(NameGrammar, APlaceIsKnownByWhatLiesThere) {
  CheckMore({
      {"Le préfet du Lot dort.", "place/lot: Lot"},
      {"Dans le Lot, il pleut.", "place/lot: Lot"},
      {"En Lot, il pleut.", "place/lot: Lot"},
      {"Le tribunal de Redon juge.", "place/redon: Redon"},
      {"Le train part vers Redon.", "place/redon: Redon"},
      {"Lot de consolation.", ""},
      {"Le prix du Lot monte.", ""},
      {"Les tableaux de Redon dorment.", ""},
      {"Redon peint.", ""},
  });
}

TEST(NameGrammar, MembersSpeakForTheirParty) {
  constexpr char kParty[] =
      R"({"id":"org/elan","type":"organization.party","label":{"fr":"Élan"},"aliases":[{"t":"Élan","min_score":2}]})";
  EXPECT_THAT(Find(kParty, "Les élus Élan votent."),
              testing::ElementsAre("org/elan: Élan (dictionary)"));
  EXPECT_THAT(Find(kParty, "Les cerfs Élan votent."), testing::IsEmpty());
}

TEST(NameGrammar, AKnownNameOfTheSameListSpeaksForAnother) {
  CheckMore({
      {"Elle peint Vannes et Redon.", "place/redon: Redon"},
      {"Elle peint Redon, Vannes et Lille.", "place/redon: Redon"},
      {"Elle va de Redon à Vannes.", "place/redon: Redon"},
      {"Elle peint Redon (Vannes).", "place/redon: Redon"},
      {"Total et Airbus signent.", "org/total: Total"},
      {"Ni Airbus ni Total ne dorment.", "org/total: Total"},
      {"Une filiale d’Airbus et de Total.", "org/total: Total"},
      {"Redon et Airbus signent.", ""},
      {"Il va à Vannes où Redon peint.", ""},
      {"Pour Vannes, Redon peint.", ""},
      {"Vannes dort. Redon peint.", ""},
      {"Vannes et le peintre Redon.", ""},
      {"Vannes – Redon peint.", ""},
  });
}

TEST(NameGrammar, ATradeInTheFeminineMakesAPersonOfAName) {
  Check({
      {"Renault, danseuse de flamenco, dort.", ""},
      {"Renault, comptable, dort.", ""},
      {"Renault, constructeur, dort.", "org/renault: Renault"},
  });
}

}  // namespace
}  // namespace vigie::entities
