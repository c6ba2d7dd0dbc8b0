// Why names are no mentions, and how sure mentions are of their entity.
#include "entities/rejections.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

constexpr char kNames[] =
    R"({"id":"org/orange","type":"organization","label":{"fr":"Orange"},"min_score":2,"aliases":[{"t":"Orange"},{"t":"Orange Business","min_score":1},{"t":"l'opérateur historique","kind":"nominal"},{"t":"OBS","case":"exact","need":["fibre"]},{"t":"FT","need_full":true}],"pos":["opérateur","fibre"],"neg":["jus"]}
{"id":"place/orange-ville","type":"place","label":{"fr":"Orange-Ville"},"aliases":[{"t":"Orange Ville"}]}
{"id":"event/nuit","type":"event","label":{"fr":"Nuit"},"aliases":[{"t":"Nuit Orange Bleue"}]}
{"id":"person/suleyman","type":"person","label":{"fr":"Mustafa Suleyman"},"aliases":[{"t":"Mustafa Suleyman"},{"t":"Suleyman","kind":"short"}]})";

// "rule: surface" or "rule other: surface" of the rejections of `id`.
std::vector<std::string> Explain(const std::string& id,
                                 const std::string& text) {
  static const Recognizer* const recognizer =
      new Recognizer(ParseOrFail(kNames));
  const Dictionary& dictionary = recognizer->dictionary();
  const analysis::AnalyzedText title;
  const analysis::AnalyzedText words = analysis::Analyze(text);
  const uint32_t entity = *dictionary.FindById(id);
  const Explained explained = recognizer->ExplainRejections(
      {"", &title}, {text, &words}, entity, dictionary.entity(entity).aliases);
  std::vector<std::string> shown;
  for (const Rejection& one : explained.rejections) {
    std::string line(RejectionRuleName(one.rule));
    if (one.other != Rejection::kNoEntity) {
      line += " " + explained.IdOf(dictionary, one.other);
    }
    shown.push_back(line + ": " +
                    text.substr(one.range.begin, one.range.size()));
  }
  return shown;
}

struct Case {
  std::string text;
  std::vector<std::string> rejected;
};

TEST(Rejections, NameTheRule) {
  for (const Case& c : std::vector<Case>{
           {"L’opérateur Orange parle.", {}},
           {"Rien.", {}},
           {"Le prix d’Orange monte.", {"score_below_min: Orange"}},
           {"Une orange mûre.", {"writing: orange"}},
           {"L’opérateur boit un jus, dit Orange.",
            {"negative_context: Orange"}},
           {"L’OBS monte.", {"need_missing: OBS"}},
           {"M. Orange parle.", {"persons_name: Orange"}},
           {"À Orange Ville, il pleut.",
            {"inside_longer_name place/orange-ville: Orange"}},
           {"La Nuit Orange Bleue commence.",
            {"inside_longer_name event/nuit: Orange"}},
           {"On dit que FT monte.", {"full_name_missing: FT"}},
           {"L’opérateur historique parle. Orange Business se tait.",
            {"not_named_before: opérateur historique"}},
           {"Orange Business parle.", {}},
       }) {
    EXPECT_EQ(Explain("org/orange", c.text), c.rejected) << c.text;
  }
  EXPECT_EQ(Explain("person/suleyman", "Suleyman parle."),
            (std::vector<std::string>{"full_name_missing: Suleyman"}));
}

// Link confidence of each mention, in hundredths.
std::vector<int> Links(const std::string& text) {
  const Recognizer recognizer(ParseOrFail(kNames));
  std::vector<int> links;
  for (const FoundMention& mention : Recognize(recognizer, "", text)) {
    links.push_back(static_cast<int>(mention.link_confidence * 100 + .5F));
  }
  return links;
}

TEST(Links, AreSurerOfAnUnambiguousName) {
  EXPECT_EQ(Links("Orange Business parle."), (std::vector<int>{95}));
  EXPECT_EQ(Links("L’opérateur Orange parle."), (std::vector<int>{75}));
  EXPECT_EQ(Links("Rien."), (std::vector<int>{}));
}

TEST(Links, GainByABetterMentionOfTheEntity) {
  EXPECT_EQ(Links("Orange Business parle. L’opérateur Orange se tait."),
            (std::vector<int>{95, 90}));
  EXPECT_EQ(Links("Mustafa Suleyman parle. Suleyman se tait."),
            (std::vector<int>{95, 90}));
}

}  // namespace
}  // namespace vigie::entities
