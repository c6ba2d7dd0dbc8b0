#include "entities/name_tagger.h"

#include <gmock/gmock.h>

#include "entities/name_words.h"
#include "entities/propagation.h"
#include "entities/road_numbers.h"
#include "entities/unlisted.h"
#include "tests/entities/recognition.h"
#include "tests/entities/small_model.h"

namespace vigie::entities {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr uint8_t Single(ModelType type) {
  return LabelOf(static_cast<size_t>(type), SpanPart::kSingle);
}
constexpr uint8_t Begin(ModelType type) {
  return LabelOf(static_cast<size_t>(type), SpanPart::kBegin);
}
constexpr uint8_t End(ModelType type) {
  return LabelOf(static_cast<size_t>(type), SpanPart::kEnd);
}

const SmallModel& Names() {
  static const SmallModel model({{"Zorglub", Single(ModelType::kPerson)},
                                 {"Zelda", Begin(ModelType::kPerson)},
                                 {"Marchmain", End(ModelType::kPerson)},
                                 {"Bretzelburg", Single(ModelType::kPlace)},
                                 {"Fabricom", Single(ModelType::kOrganization)},
                                 {"Groupe", Begin(ModelType::kOrganization)},
                                 {"Zorgon", Begin(ModelType::kOrganization)},
                                 {"SARL", End(ModelType::kOrganization)},
                                 {"Arbel", End(ModelType::kOrganization)}});
  return model;
}

// "id: surface (rule)", and "< parent" for nested ones, with the entities that
// the dictionary lacks.
std::vector<std::string> FindAll(std::string_view lines, std::string_view text,
                                 std::string_view title = "") {
  const Recognizer recognizer(ParseOrFail(lines), Names().Map());
  const analysis::AnalyzedText analyzed_title = analysis::Analyze(title);
  const analysis::AnalyzedText analyzed = analysis::Analyze(text);
  const Recognition found =
      recognizer.RecognizeAll({title, &analyzed_title}, {text, &analyzed});
  std::vector<std::string> shown;
  for (const FoundMention& mention : found.mentions) {
    const EntityView entity =
        ViewEntity(recognizer.dictionary(), found, mention.entity);
    const std::string_view field =
        mention.field == Field::kTitle ? title : text;
    const auto slice = [&](const ByteRange& range) {
      return std::string(field.substr(range.begin, range.size()));
    };
    std::string one = std::string(entity.id) + ": " + slice(mention.range);
    if (mention.nested) one += " < " + slice(mention.parent);
    shown.push_back(one + " (" + std::string(MentionRuleName(mention.rule)) +
                    ")");
  }
  return shown;
}

TEST(RecognizeAll, FindsNamesThatNoDictionaryLists) {
  EXPECT_THAT(FindAll("", "Hier, Zorglub a quitté Bretzelburg."),
              ElementsAre("person/zorglub: Zorglub (model)",
                          "place/bretzelburg: Bretzelburg (model)"));
}

TEST(RecognizeAll, KeepsNumbersOfRoadsThatTheModelDoubts) {
  EXPECT_THAT(FindAll("", "Un camion brûle sur l’autoroute A837 ce soir."),
              ElementsAre("place/a837: A837 (model)"));
}

TEST(RecognizeAll, IsTheDictionaryAloneWithoutAModel) {
  const Recognizer recognizer(ParseOrFail(""));
  const std::string text = "Hier, Zorglub a quitté Bretzelburg.";
  const analysis::AnalyzedText analyzed = analysis::Analyze(text);
  const Recognition found =
      recognizer.RecognizeAll({"", nullptr}, {text, &analyzed});
  EXPECT_THAT(found.mentions, IsEmpty());
  EXPECT_THAT(found.unlisted, IsEmpty());
}

TEST(RecognizeAll, GivesASurnameAloneToItsOwner) {
  EXPECT_THAT(FindAll("", "Zelda Marchmain et Zorglub. Puis Zelda Marchmain."),
              ElementsAre("person/zelda-marchmain: Zelda Marchmain (model)",
                          "person/zorglub: Zorglub (model)",
                          "person/zelda-marchmain: Zelda Marchmain (model)"));
}

TEST(RecognizeAll, LeavesWhatTheDictionaryDecidedAsItIs) {
  const std::string_view zorglub =
      R"({"id":"product/zorglub","type":"product","label":{"fr":"Zorglub"},)"
      R"("aliases":[{"t":"Zorglub"}]})";
  EXPECT_THAT(FindAll(zorglub, "Hier, Zorglub a quitté la ville."),
              ElementsAre("product/zorglub: Zorglub (dictionary)"));
}

TEST(RecognizeAll, PutsLongerNamesAroundListedOnes) {
  const std::string_view arbel =
      R"({"id":"org/arbel","type":"organization","label":{"fr":"Arbel"},)"
      R"("aliases":[{"t":"Arbel"}]})";
  EXPECT_THAT(FindAll(arbel, "Hier, le Groupe Arbel a vendu."),
              ElementsAre("org/groupe-arbel: Groupe Arbel (model)",
                          "org/arbel: Arbel < Groupe Arbel (dictionary)"));
}

TEST(RecognizeAll, TagsNoNameThatTheDictionaryBlocks) {
  const std::string_view blocked =
      R"({"id":"concept/z","type":"concept","label":{"fr":"z"},)"
      R"("aliases":[{"t":"Zorglub"}],"ner_block":true})";
  EXPECT_THAT(FindAll(blocked, "Hier, Zorglub a quitté la ville."),
              ElementsAre("concept/z: Zorglub (concept)"));
}

TEST(RecognizeAll, TagsNoNameThatIsAConcept) {
  const std::string_view concept_z =
      R"({"id":"concept/z","type":"concept","label":{"fr":"z"},)"
      R"("aliases":[{"t":"Zorglub"}]})";
  EXPECT_THAT(FindAll(concept_z, "Hier, Zorglub a quitté Bretzelburg."),
              ElementsAre("concept/z: Zorglub (concept)",
                          "place/bretzelburg: Bretzelburg (model)"));
}

TEST(RecognizeAll, PutsNoTitleOrLegalFormAroundListedNames) {
  const std::string_view zorgon =
      R"({"id":"org/zorgon","type":"organization","label":{"fr":"Zorgon"},)"
      R"("aliases":[{"t":"Zorgon"}]})";
  EXPECT_THAT(FindAll(zorgon, "Hier, Zorgon SARL a vendu."),
              ElementsAre("org/zorgon: Zorgon (dictionary)"));
  EXPECT_THAT(FindAll("", "Hier, Zorgon SARL a vendu."),
              ElementsAre("org/zorgon-sarl: Zorgon SARL (model)"));
}

TEST(RecognizeAll, PutsNoNameAroundOneOfTheSameEntity) {
  const std::string_view arbel =
      R"({"id":"org/arbel","type":"organization",)"
      R"("label":{"fr":"Groupe Arbel"},"aliases":[{"t":"Arbel"}]})";
  EXPECT_THAT(FindAll(arbel, "Hier, le Groupe Arbel a vendu."),
              ElementsAre("org/arbel: Arbel (dictionary)"));
}

TEST(RecognizeAll, GivesTheDictionarysEntityToItsOtherSpellings) {
  const std::string_view fabricom =
      R"({"id":"org/fabricom-sa","type":"organization",)"
      R"("label":{"fr":"Fabricom"},"min_score":5,"aliases":[{"t":"Fabricom"}]})";
  EXPECT_THAT(FindAll(fabricom, "Hier, Fabricom a vendu."),
              ElementsAre("org/fabricom-sa: Fabricom (model)"));
}

TEST(RecognizeAll, IsTheSameWhateverWasReadBefore) {
  const std::string text = "Hier, Zorglub a quitté Bretzelburg.";
  const auto first = FindAll("", text);
  FindAll("", "ZORGLUB, zorglub et Groupe Arbel : un titre.");
  EXPECT_EQ(FindAll("", text), first);
}

TEST(UnlistedId, AreMadeOfTypeAndFoldedName) {
  struct Case {
    std::string_view folded;
    std::string_view want;
  };
  constexpr Case kCases[] = {
      {"satya nadella", "person/satya-nadella"},
      {"jean-marie le pen", "person/jean-marie-le-pen"},
      {"o'connor", "person/oconnor"},
      {"n118", "person/n118"},
      {"", ""},
      {"«»", ""},
      {" ", ""},
      {"日本", ""},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(UnlistedId(EntityType::kPerson, c.folded), c.want) << c.folded;
    EXPECT_EQ(UnlistedIds(c.folded).size(), c.want.empty() ? 0U : 6U);
  }
}

TEST(RecognizeAll, ReadsEmptyAndStrangeTexts) {
  for (const std::string_view text :
       {"", " ", "\n\n", "…", "\xFF\xFE Zorg", "A", "«»", "123"}) {
    FindAll("", text, text);
  }
}

std::vector<std::string> Roads(const std::string& text) {
  const analysis::AnalyzedText analyzed = analysis::Analyze(text);
  const auto tokens = PlainTokens(analyzed);
  std::vector<std::string> roads;
  for (const uint32_t at : FindRoadNumbers(text, analyzed)) {
    roads.push_back(
        text.substr(tokens[at]->range.begin, tokens[at]->range.size()));
  }
  return roads;
}

TEST(FindRoadNumbers, TakesRoadsAndNotModels) {
  EXPECT_THAT(Roads("L’autoroute A7, l’A50 et la N118 sont coupées."),
              ElementsAre("A7", "A50", "N118"));
  EXPECT_THAT(Roads("Sur l’autoroute, une Audi A4 a percuté un camion."),
              IsEmpty());
  EXPECT_THAT(Roads("L’A320 survole l’autoroute A13 et la D910."),
              ElementsAre("A13", "D910"));
  EXPECT_THAT(Roads("Une feuille A4 suffit."), IsEmpty());
  EXPECT_THAT(Roads(""), IsEmpty());
}

TEST(FindIslands, HoldTheNeighboursOfCapitalsWithinASentence) {
  const std::string text =
      "un deux trois quatre Paris cinq six sept huit neuf dix. Vanves douze "
      "treize";
  WordBook book((WordTable()));
  const auto islands =
      FindIslands(ReadWords(text, analysis::Analyze(text), &book));
  ASSERT_EQ(islands.size(), 2U);
  EXPECT_EQ(islands[0].begin, 1U);
  EXPECT_EQ(islands[0].end, 9U);
  EXPECT_EQ(islands[1].begin, 11U);
}

TEST(FindIslands, NeedMoreThanAGrammaticalWordThatOpensASentence) {
  const struct {
    std::string text;
    size_t want;
  } cases[] = {
      {"Le ministre des finances a promis une baisse.", 0},
      {"Dans la soirée, il est parti.", 0},
      {"Le grand quotidien Sud Ouest paraît.", 1},
      {"Il a vu dans la ville de Paris.", 1},
      {"LE MINISTRE", 1},
      {"elle est là", 0},
      {"", 0},
  };
  for (const auto& one : cases) {
    WordBook book((WordTable()));
    EXPECT_EQ(
        FindIslands(ReadWords(one.text, analysis::Analyze(one.text), &book))
            .size(),
        one.want)
        << one.text;
  }
}

// The labels after propagation of those that `labels` gives words.
std::vector<uint8_t> Propagate(const std::string& text,
                               const std::map<uint32_t, uint8_t>& labels) {
  WordBook book((WordTable()));
  FieldWords field;
  field.words = ReadWords(text, analysis::Analyze(text), &book);
  field.labels.assign(field.words.size(), kOutside);
  for (const auto& [at, label] : labels) field.labels[at] = label;
  PropagateNames(book, {&field});
  return field.labels;
}

TEST(PropagateNames, RepeatsWholeNames) {
  const uint8_t begin = Begin(ModelType::kPerson);
  const uint8_t end = End(ModelType::kPerson);
  EXPECT_THAT(Propagate("Zelda Marchmain parle. Zelda Marchmain sort.",
                        {{0, begin}, {1, end}}),
              ElementsAre(begin, end, kOutside, begin, end, kOutside));
}

TEST(PropagateNames, NeedsMoreLabelsThanNoneForOneWord) {
  const uint8_t place = Single(ModelType::kPlace);
  EXPECT_THAT(Propagate("Ville Ville Ville", {{0, place}}),
              ElementsAre(place, kOutside, kOutside));
  EXPECT_THAT(Propagate("Ville Ville Ville", {{0, place}, {1, place}}),
              ElementsAre(place, place, place));
}

TEST(PropagateNames, NeverCrossesACommaOrASentence) {
  const uint8_t begin = Begin(ModelType::kPerson);
  const uint8_t end = End(ModelType::kPerson);
  EXPECT_THAT(
      Propagate("Zelda Marchmain, Zelda, Marchmain", {{0, begin}, {1, end}}),
      ElementsAre(begin, end, kOutside, kOutside));
}

// Found by an index that depended on the order of its articles.
TEST(WordBook, TellsShortWordsOfDifferentFlagsApart) {
  WordBook book{WordTable()};
  analysis::Token token;
  for (uint16_t rules = 0; rules < 16; ++rules) {
    token.rules = rules;
    token.flags = (rules & 1U) != 0 ? analysis::kInLexicon : 0;
    for (char second = 'a'; second <= 'z'; ++second) {
      for (char third = 'a'; third <= 'z'; ++third) {
        const std::string word = {'a', second, third};
        token.exact = token.form = token.stem = word;
        const uint64_t key = WordBook::KeyOf(word, token);
        EXPECT_EQ(book.facts(book.Find(word, token, key)).surface,
                  DescribeWord(word, token, WordTable()).surface)
            << word << " " << rules;
      }
    }
  }
}

TEST(WordBook, NumbersWordsAndFormsAnewOnceItIsCleared) {
  WordBook book{WordTable()};
  analysis::Token token;
  for (int round = 0; round < 3; ++round) {
    for (uint32_t i = 0; i < 3'000; ++i) {
      token.exact = token.form = token.stem = "mot" + std::to_string(i);
      // As in a text and at its head: two words of one form.
      for (const std::string& surface :
           {token.exact, "M" + token.exact.substr(1)}) {
        const uint64_t key = WordBook::KeyOf(surface, token);
        const uint32_t number = book.Find(surface, token, key);
        ASSERT_EQ(number, 2 * i + (surface == token.exact ? 0 : 1));
        ASSERT_EQ(book.Find(surface, token, key), number);
        ASSERT_EQ(book.form(number), i);
      }
    }
    EXPECT_EQ(book.size(), 6'000U);
    EXPECT_EQ(book.form_count(), 3'000U);
    book.ForgetRare(0);
    EXPECT_EQ(book.size(), 0U);
    EXPECT_EQ(book.form_count(), 0U);
  }
}

}  // namespace
}  // namespace vigie::entities
