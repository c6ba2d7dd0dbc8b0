// Compiled dictionaries: they find what their lines find, and damage is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xxhash.h>

#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "entities/entry_lines.h"
#include "entities/gazetteer_builder.h"
#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kLines =
    R"({"vigie_dictionary":1,"lists":{"town":["commune","village"]}}
{"id":"org/oreal","type":"organization.company","label":{"fr":"L’Oréal"},"aliases":["L'Oréal"]}
{"id":"org/openai","type":"organization.company","label":{"fr":"OpenAI"},"qid":"Q21708200","aliases":["OpenAI",{"t":"la start-up de San Francisco","kind":"nominal"}]}
{"id":"person/sam-altman","type":"person","label":{"fr":"Sam Altman"},"aliases":["Sam Altman",{"t":"Altman","kind":"short"}]}
{"id":"place/york","type":"place.city","label":{"fr":"York"},"aliases":[{"t":"York","apart":true}]}
{"id":"place/peche","type":"place.city","label":{"fr":"Pêche"},"aliases":[{"t":"Pêche","accents":"exact"}]}
{"id":"place/saint-malo","type":"place.city","label":{"fr":"Saint-Malo"},"aliases":["Saint-Malo"]}
{"id":"place/tours","type":"place.city","label":{"fr":"Tours"},"pos":["@town"],"aliases":[{"t":"Tours","min_score":2}]}
{"id":"org/onu","type":"organization","label":{"fr":"Nations unies","en":"United Nations"},"aliases":["Nations unies",{"t":"ONU","case":"exact","need_full":true}]}
)";

std::string Compile(std::string_view lines) {
  GazetteerBuilder builder;
  EntryLines take;
  take.header = [](const FileHeader&) { return std::string(); };
  take.change = [](std::string_view) { return std::string("no change"); };
  take.entry = [&](Entry entry) { return builder.Add(std::move(entry)); };
  const Status read = ReadEntryLines(lines, "test", take);
  EXPECT_TRUE(read.ok()) << read.ToString();
  return builder.Finish();
}

std::vector<std::string> FindIn(const std::string& dictionary,
                                std::string_view text) {
  return Find(dictionary, text);
}

TEST(Gazetteer, FindsWhatItsLinesFind) {
  const std::string compiled = Compile(kLines);
  const std::vector<std::string> texts = {
      "Le groupe L’Oréal et l'Oréal, L'ORÉAL, Oréal.",
      "La start-up de San Francisco se tait. OpenAI parle, puis la start-up de "
      "San Francisco.",
      "Altman seul.",
      "Sam Altman, puis Altman.",
      "À New York, York, l’université de York et York Minster.",
      "La Pêche à Pêche ou Péché.",
      "À Saint-Malo, Saint Malo ou saint malo ; Saint-Malo-Parade.",
      "Les Tours tombent.",
      "La commune de Tours vote.",
      "L’ONU siège.",
      "Les Nations unies siègent : l’ONU, l’O.N.U. et l’onu.",
      "www.openai.com et OpenAI-Microsoft",
  };
  for (const std::string& text : texts) {
    EXPECT_EQ(FindIn(compiled, text), FindIn(std::string(kLines), text))
        << text;
  }
  EXPECT_THAT(FindIn(compiled, texts[4]),
              ElementsAre("place/york: York (dictionary)",
                          "place/york: York (dictionary)"));
}

TEST(Gazetteer, ResolvesNamesAndIds) {
  const auto dictionary = ParseOrFail(Compile(kLines));
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"l’oreal", "org/oreal"},        {"OPENAI", "org/openai"},
      {"altman", "person/sam-altman"}, {"saint malo", "place/saint-malo"},
      {"united nations", "org/onu"},   {"org/onu", "org/onu"},
  };
  for (const auto& [name, id] : cases) {
    const auto wanted = dictionary->FindById(id);
    ASSERT_TRUE(wanted.has_value()) << id;
    EXPECT_THAT(dictionary->Resolve(name), ElementsAre(*wanted)) << name;
  }
  for (const char* name : {"la start-up de San Francisco", "malo", "", "x"}) {
    EXPECT_THAT(dictionary->Resolve(name), IsEmpty()) << name;
  }
  EXPECT_FALSE(dictionary->FindById("org/").has_value());
  const Entity entity = dictionary->entity(*dictionary->FindById("org/openai"));
  EXPECT_EQ(entity.wikidata_id, "Q21708200");
  EXPECT_EQ(entity.subtype, "company");
  EXPECT_THAT(entity.aliases, Contains("OpenAI"));
}

TEST(Gazetteer, IsTheSameWhateverTheOrderOfItsLines) {
  const std::string a =
      R"({"id":"org/a","type":"organization","label":{"fr":"A"},"aliases":["Aa"]})";
  const std::string b =
      R"({"id":"org/b","type":"organization","label":{"fr":"B"},"aliases":["Bb"]})";
  EXPECT_EQ(Compile(a + "\n" + b), Compile(b + "\n" + a));
}

TEST(Gazetteer, LeavesRulesAndLemmasInLines) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {R"("rules":[{"phrase":"chip IP"}])", "leave concepts with rules"},
      {R"("aliases":[{"t":"puce","match":"lemma"}])", "compared by lemma"},
  };
  for (const auto& [fields, fault] : cases) {
    Entry entry;
    ASSERT_EQ(ParseEntry(R"({"id":"concept/x","type":"concept",)"
                         R"("label":{"fr":"x"},)" +
                             fields + "}",
                         &entry),
              "");
    EXPECT_THAT(GazetteerBuilder().Add(entry), HasSubstr(fault));
  }
}

TEST(Gazetteer, RefusesDamageWhereverItIs) {
  const std::string good = Compile(kLines);
  ASSERT_TRUE(Dictionary::Parse(good, "d.gaz").ok());
  for (size_t at = 24; at < good.size(); at += 37) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x10);
    const auto opened = Dictionary::Parse(bad, "d.gaz");
    ASSERT_FALSE(opened.ok()) << at;
    EXPECT_EQ(opened.status().code(), StatusCode::kDataLoss) << at;
  }
  for (size_t size = sizeof(GazetteerHeader); size < good.size(); size += 41) {
    EXPECT_FALSE(Dictionary::Parse(good.substr(0, size), "d.gaz").ok()) << size;
  }
}

TEST(Gazetteer, RefusesIdsOutOfOrder) {
  std::string bytes = Compile(kLines);
  GazetteerHeader header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  char* second = bytes.data() + header.entities.offset +
                 sizeof(GazetteerEntity) + offsetof(GazetteerEntity, id);
  std::memset(second, 0, sizeof(GazetteerEntity::id));  // the empty string
  header.content =
      XXH3_64bits(bytes.data() + sizeof(header), bytes.size() - sizeof(header));
  std::memcpy(bytes.data(), &header, sizeof(header));
  const auto opened = Dictionary::Parse(bytes, "d.gaz");
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.status().code(), StatusCode::kDataLoss);
}

TEST(Gazetteer, FindsTheSameIdsOnceTheyAreIndexed) {
  const auto dictionary = ParseOrFail(Compile(kLines));
  std::vector<std::string> ids = {"", "org/", "org/zzz", "zzz"};
  for (uint32_t i = 0; i < dictionary->size(); ++i) {
    ids.emplace_back(dictionary->id(i));
  }
  std::vector<std::optional<uint32_t>> before;
  for (const std::string& id : ids) before.push_back(dictionary->FindById(id));
  EXPECT_EQ(before.back(), dictionary->size() - 1);
  for (int round = 0; round < 2; ++round) {
    dictionary->gazetteer().IndexIds();
    for (size_t i = 0; i < ids.size(); ++i) {
      EXPECT_EQ(dictionary->FindById(ids[i]), before[i]) << ids[i];
    }
  }
}

TEST(Gazetteer, RefusesAnotherVersionAndSaysWhatToDo) {
  std::string old = Compile(kLines);
  old[8] = 99;
  const auto opened = Dictionary::Parse(old, "d.gaz");
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.status().code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(opened.status().message(), HasSubstr("compile its JSON Lines"));
}

TEST(OpenData, StandBehindTheLinesThatAskForThem) {
  const std::string base = R"({"vigie_dictionary":1,"base":"open-data"})";
  const auto with = ParseOrFail(base);
  const auto without = ParseOrFail(R"({"vigie_dictionary":1})");
  EXPECT_GT(with->size(), 100000U);
  EXPECT_EQ(without->size(), 0U);
  EXPECT_NE(with->version(), without->version());
  EXPECT_THAT(FindIn(base, "Une réunion à Chemnitz."),
              ElementsAre("place/chemnitz: Chemnitz (dictionary)"));
}

TEST(OpenData, GiveWayToALineOfTheSameId) {
  const std::string lines = R"({"vigie_dictionary":1,"base":"open-data"}
{"id":"place/chemnitz","type":"place.city","label":{"fr":"Ville du nougat"},"aliases":["Karl-Marx-Stadt-Ville"]})";
  const auto dictionary = ParseOrFail(lines);
  const auto found = dictionary->FindById("place/chemnitz");
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(dictionary->label(*found), "Ville du nougat");
  EXPECT_THAT(dictionary->Resolve("Chemnitz"), ElementsAre(*found));
  EXPECT_THAT(FindIn(lines, "À Chemnitz."),
              ElementsAre("place/chemnitz: Chemnitz (dictionary)"));
}

TEST(DictionaryHeader, IsChecked) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {R"({"vigie_dictionary":2})", "d:1: vigie_dictionary: write a whole"},
      {R"({"vigie_dictionary":1,"base":"all"})", "d:1: base: write one of"},
      {R"({"vigie_dictionary":1,"x":1})", "d:1: x: unknown field"},
      {R"({"vigie_dictionary":1,"lists":["a"]})", "d:1: lists: write a JSON"},
      {R"({"vigie_dictionary":1,"lists":{"a":"b"}})", "d:1: lists.a: write an"},
      {R"({"vigie_dictionary":1}
{"id":"org/a","type":"organization","label":{"fr":"A"},"pos":["@none"],"aliases":["Aa"]})",
       "d:2: \"@none\": the file's first line has no such list"},
  };
  for (const auto& [lines, fault] : cases) {
    const auto parsed = Dictionary::Parse(lines, "d");
    ASSERT_FALSE(parsed.ok()) << lines;
    EXPECT_THAT(parsed.status().message(), testing::StartsWith(fault));
  }
}

}  // namespace
}  // namespace vigie::entities
