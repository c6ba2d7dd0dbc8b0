#include "entities/inflection.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace vigie::entities {
namespace {

struct Forms {
  std::string_view a;
  std::string_view b;
};

TEST(SameWord, JoinsInflectedForms) {
  for (const Forms& forms : std::vector<Forms>{
           {"puce", "puces"},
           {"levee", "leve"},
           {"lever", "leves"},
           {"national", "nationaux"},
           {"gouvernement", "gouvernements"},
           {"fabrique", "fabriquons"},
           {"partage", "partager"},
           {"directeur", "directrices"},
           {"chercheurs", "chercheuse"},
           {"creations", "creation"},
           {"boursier", "boursieres"},
           {"robotique", "robotiques"},
           {"x", "x"},
       }) {
    EXPECT_TRUE(SameWord(forms.a, forms.b)) << forms.a << ' ' << forms.b;
    EXPECT_TRUE(SameWord(forms.b, forms.a)) << forms.b << ' ' << forms.a;
  }
}

TEST(SameWord, PartsDerivedWords) {
  for (const Forms& forms : std::vector<Forms>{
           {"chiffrement", "chiffres"},
           {"licenciement", "licence"},
           {"robotique", "robots"},
           {"economie", "economique"},
           {"conduction", "conducteur"},
           {"chauffage", "chauffer"},
           {"puissance", "puissants"},
       }) {
    EXPECT_FALSE(SameWord(forms.a, forms.b)) << forms.a << ' ' << forms.b;
    EXPECT_FALSE(SameWord(forms.b, forms.a)) << forms.b << ' ' << forms.a;
  }
}

}  // namespace
}  // namespace vigie::entities
