// What the words beside an ambiguous name say of its kind.
#include "entities/name_grammar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace vigie::entities
