// The shipped dictionary on short texts that hold the usual traps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

const Recognizer& Shipped() {
  static const auto* const recognizer =
      new Recognizer(ParseOrFail(Dictionary::ShippedJsonLines()));
  return *recognizer;
}

struct Text {
  std::string text;
  std::vector<std::string> want;
};

void ExpectFound(const std::vector<Text>& cases) {
  for (const Text& c : cases) {
    std::vector<std::string> found;
    for (const FoundMention& mention : Recognize(Shipped(), "", c.text)) {
      found.push_back(Show(Shipped().dictionary(), mention, "", c.text));
    }
    EXPECT_EQ(found, c.want) << c.text;
  }
}

TEST(ShippedDictionary, FindsWhatAReaderFinds) {
  const std::vector<Text> cases = {
      {"Azure OpenAI, le service d’OpenAI chez Microsoft.",
       {"product/azure-openai: Azure OpenAI (dictionary)",
        "product/azure: Azure < Azure OpenAI (dictionary)",
        "org/openai: OpenAI < Azure OpenAI (dictionary)",
        "org/openai: OpenAI (dictionary)",
        "org/microsoft: Microsoft (dictionary)"}},
      {"Mustafa Suleyman part. Suleyman dirigeait l’IA.",
       {"person/mustafa-suleyman: Mustafa Suleyman (dictionary)",
        "person/mustafa-suleyman: Suleyman (coreference)",
        "concept/ia: IA (concept)"}},
      {"Satya Nadella salue M. Nadella.",
       {"person/satya-nadella: Satya Nadella (dictionary)",
        "person/satya-nadella: Nadella (coreference)"}},
      {"La Banque de France attend.",
       {"org/banque-de-france: Banque de France (dictionary)",
        "place/france: France < Banque de France (dictionary)"}},
      {"Une méta-analyse et une Meta-Analyse.", {}},
      {"Nadella parle, Suleyman se tait.", {}},
      {"L’alerte orange est levée ; un jus d’orange.", {}},
      {"Lu sur https://www.openai.com/nvidia et à contact@google.com.", {}},
  };
  ExpectFound(cases);
}

TEST(ShippedDictionary, KnowsOrganisationsAndPeopleOfThePressAndTheirHomonyms) {
  const std::vector<Text> cases = {
      {"Le CHP dénonce la purge, selon Cumhuriyet.",
       {"org/parti-republicain-du-peuple: CHP (dictionary)",
        "org/cumhuriyet: Cumhuriyet (dictionary)"}},
      {"Eurowings annule dix vols.", {"org/eurowings: Eurowings (dictionary)"}},
      {"La Sonatrach vend son gaz.", {"org/sonatrach: Sonatrach (dictionary)"}},
      {"Le ministère turc de la Défense dément.",
       {"concept/defense: ministère turc de la Défense (concept)",
        "org/ministere-turc-de-la-defense: ministère turc de la Défense "
        "(dictionary)"}},
      {"Mohamed Morsi est destitué, Morsi proteste.",
       {"person/mohamed-morsi: Mohamed Morsi (dictionary)",
        "person/mohamed-morsi: Morsi (coreference)"}},
      {"Les supermarchés Casino ferment.",
       {"concept/grande-distribution: supermarchés (concept)",
        "org/casino: Casino (dictionary)"}},
      {"Printemps tardif : les magasins attendent.", {}},
      {"Casino, roulette et poker attirent les joueurs.", {}},
      {"Cockpit fermé, le commandant se tait.", {}},
      {"Doux et humide, le mois fut gris.", {}},
      {"Unité retrouvée, les Patriotes chantent.", {}},
      {"Verdi composa Aïda.", {}},
      {"Agir vite est facile, Unir est plus dur.", {}},
  };
  ExpectFound(cases);
}

TEST(ShippedDictionary, FindsChipIpInItsWordings) {
  const auto chip_ip = Shipped().dictionary().FindById("concept/chip-ip");
  ASSERT_TRUE(chip_ip.has_value());
  struct Wording {
    std::string text;
    std::string span;  // "" for none
  };
  const std::vector<Wording> cases = {
      {"Le groupe garde la propriété intellectuelle sur les plans des puces.",
       "propriété intellectuelle sur les plans des puces"},
      {"Il cède les droits de propriété intellectuelle de ses "
       "semi-conducteurs.",
       "droits de propriété intellectuelle de ses semi-conducteurs"},
      {"La puce vaut cher. La propriété intellectuelle aussi.", ""},
      {"La propriété intellectuelle des livres vendus au marché aux puces.",
       ""},
  };
  for (const Wording& c : cases) {
    std::vector<std::string> spans;
    for (const FoundMention& mention : Recognize(Shipped(), "", c.text)) {
      if (mention.entity == *chip_ip) {
        spans.push_back(
            c.text.substr(mention.range.begin, mention.range.size()));
      }
    }
    std::vector<std::string> want;
    if (!c.span.empty()) want.push_back(c.span);
    EXPECT_EQ(spans, want) << c.text;
  }
}

TEST(ShippedDictionary, ResolvesNamesInBothLanguages) {
  const Dictionary& dictionary = Shipped().dictionary();
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"chip IP", "concept/chip-ip"},
      {"BROADCOM", "org/broadcom"},
      {"intelligence artificielle", "concept/ia"},
      {"artificial intelligence", "concept/ia"},
      {"etats unis", "place/etats-unis"},
      {"United States", "place/etats-unis"},
  };
  for (const auto& [name, id] : cases) {
    const std::vector<uint32_t> found = dictionary.Resolve(name);
    const auto wanted = dictionary.FindById(id);
    ASSERT_TRUE(wanted.has_value()) << id;
    EXPECT_THAT(found, testing::Contains(*wanted)) << name;
  }
}

}  // namespace
}  // namespace vigie::entities
