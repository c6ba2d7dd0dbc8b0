#include "indexer/language_gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/open_source.h"
#include "tests/indexer/scratch_folder.h"
#include "tests/indexer/source_reading.h"

namespace vigie::indexer {
namespace {

using testing::HasSubstr;

const char kEnglish[] =
    "The council voted on Tuesday evening to repair the old bridge, a project "
    "that should take two years and cost three million euros. Shopkeepers of "
    "the neighbourhood ask that cars may still cross the river during the "
    "works, and fear that their customers will go elsewhere.";
const char kFrench[] =
    "Le conseil a voté mardi soir la rénovation du vieux pont, qui doit durer "
    "deux ans et coûter trois millions d’euros. Les commerçants du quartier "
    "demandent que la circulation reste possible pendant tout le chantier.";

TEST(FindLanguage, IsSureOfRunningTextAlone) {
  EXPECT_EQ(FindLanguage(kFrench).code, "fr");
  EXPECT_EQ(FindLanguage(kEnglish).code, "en");
  EXPECT_GE(FindLanguage(kEnglish).percent, 80);
  EXPECT_EQ(FindLanguage("Broadcom").code, "");
  EXPECT_EQ(FindLanguage("The council voted.").code, "");
  EXPECT_EQ(FindLanguage(std::string(kEnglish) + kFrench).code, "");
  EXPECT_EQ(FindLanguage("").code, "");
  std::string cut = "a";
  while (cut.size() < 20'000) cut += "é";
  EXPECT_EQ(FindLanguage(cut).code, "") << "cut inside no character";
}

TEST(LanguageGate, RejectsWhatIsSurelyInAnotherLanguage) {
  const ScratchFolder folder;
  const std::string path = folder.Write("a.txt", kEnglish);
  const InputFile file{path, "a.txt", InputFormat::kText, 0};
  SourceOptions options;
  const SourceItem refused = *OpenSource(file, options)->Next();
  EXPECT_FALSE(refused.article.has_value());
  EXPECT_EQ(refused.rejection.reason(), "OTHER_LANGUAGE");
  EXPECT_THAT(refused.rejection.message(), HasSubstr("\"en\""));
  options.languages = {"fr", "en"};
  EXPECT_TRUE(OpenSource(file, options)->Next()->article.has_value());
  options.languages.clear();
  EXPECT_TRUE(OpenSource(file, options)->Next()->article.has_value());
}

}  // namespace
}  // namespace vigie::indexer
