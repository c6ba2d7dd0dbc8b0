// Importers: what becomes of good rows, and where bad ones are named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/dictionary/temporary_folder.h"
#include "tools/dictionary/import_csv.h"
#include "tools/dictionary/import_skos.h"
#include "tools/dictionary/import_wikidata.h"

namespace vigie::tools {
namespace {

using testing::HasSubstr;

struct Imported {
  Status status;
  std::string lines;
  std::string rejects;
};

Imported Csv(const std::string& text, const std::string& type = "") {
  std::istringstream in(text);
  std::ostringstream lines;
  std::ostringstream rejects;
  EntityOutput out(lines, rejects, "f.csv");
  Imported imported;
  imported.status = ImportCsv(in, type, &out);
  imported.lines = lines.str();
  imported.rejects = rejects.str();
  return imported;
}

Imported Wikidata(const std::string& text, uint32_t least_sitelinks = 0) {
  std::istringstream in(text);
  std::ostringstream lines;
  std::ostringstream rejects;
  EntityOutput out(lines, rejects, "dump");
  WikidataOptions options;
  options.classes = DefaultWikidataClasses();
  options.least_sitelinks = least_sitelinks;
  Imported imported;
  imported.status = ImportWikidata(in, options, &out);
  imported.lines = lines.str();
  imported.rejects = rejects.str();
  return imported;
}

Imported Skos(const std::string& xml, const std::string& type = "concept") {
  const TemporaryFolder folder;
  std::ostringstream lines;
  std::ostringstream rejects;
  EntityOutput out(lines, rejects, "f.rdf");
  Imported imported;
  imported.status = ImportSkos(folder.Write("f.rdf", xml), type, &out);
  imported.lines = lines.str();
  imported.rejects = rejects.str();
  return imported;
}

TEST(ImportCsv, MakesALineOfEachRecord) {
  const Imported imported = Csv(
      "label,aliases,qid,id,type\r\n"
      "Broadcom,Broadcom Inc.|AVGO,Q790244,org/broadcom,organization.company\n"
      "\"Éts \"\"Dupont\"\",\nfils\",,,,organization\n"
      "\n"
      "Ada Lovelace,Lovelace,,,person\n");
  EXPECT_TRUE(imported.status.ok()) << imported.status.ToString();
  EXPECT_EQ(imported.rejects, "");
  EXPECT_EQ(
      imported.lines,
      R"({"id":"org/broadcom","type":"organization.company","label":{"fr":"Broadcom"},"qid":"Q790244","aliases":["Broadcom","Broadcom Inc.",{"t":"AVGO","case":"exact"}]}
{"id":"org/ets-dupont-fils","type":"organization","label":{"fr":"Éts \"Dupont\",\nfils"},"aliases":["Éts \"Dupont\",\nfils"]}
{"id":"person/ada-lovelace","type":"person","label":{"fr":"Ada Lovelace"},"aliases":["Ada Lovelace",{"t":"Lovelace","kind":"short"}]}
)");
}

TEST(ImportCsv, TakesSemicolonsTabsAndADefaultType) {
  for (const char* text : {"label;label_en\nLondres;London\n",
                           "\xEF\xBB\xBFlabel\tlabel_en\nLondres\tLondon\n"}) {
    EXPECT_EQ(
        Csv(text, "place.city").lines,
        R"({"id":"place/londres","type":"place.city","label":{"fr":"Londres","en":"London"},"aliases":["Londres",{"t":"London","lang":"en"}]})"
        "\n");
  }
}

TEST(ImportCsv, RejectsWithTheLineOnWhichARecordBegins) {
  const Imported imported =
      Csv("label,id,type\n"
          "\"two\nlines\",org/a,organization\n"
          "B,org/b,company\n"
          "C\n"
          ",org/d,organization\n"
          "E,place/e,organization\n"
          "F,org/a,organization\n"
          "G\xFF,org/g,organization\n"
          "\"open,org/h,organization\n");
  EXPECT_TRUE(imported.status.ok());
  std::istringstream rejects(imported.rejects);
  const std::vector<std::string> want = {
      "f.csv:4: type: \"company\" is none",
      "f.csv:5: line: fewer cells than columns",
      "f.csv:6: label.fr: write a string that is not empty",
      "f.csv:7: id: write \"org/\"",
      "f.csv:8: id: \"org/a\" is already on line 2",
      "f.csv:10: line: a quotation mark is never closed"};
  std::vector<std::string> got;
  for (std::string line; std::getline(rejects, line);) got.push_back(line);
  ASSERT_EQ(got.size(), want.size()) << imported.rejects;
  for (size_t i = 0; i < want.size(); ++i) {
    EXPECT_THAT(got[i], HasSubstr(want[i]));
  }
}

TEST(ImportCsv, RefusesFilesWithoutTheColumnsItKnows) {
  for (const auto& [text, fault] :
       std::vector<std::pair<std::string, std::string>>{
           {"", "the file is empty"},
           {"name,id\nA,org/a\n", "\"name\" is no column"},
           {"id,type\norg/a,organization\n", "add a column label"}}) {
    const Imported imported = Csv(text);
    EXPECT_EQ(imported.status.code(), StatusCode::kInvalidArgument);
    EXPECT_THAT(imported.status.message(), HasSubstr(fault));
  }
}

constexpr std::string_view kBroadcom =
    R"({"id":"Q790244","labels":{"en":{"value":"Broadcom"},"fr":{"value":"Broadcom"}},"aliases":{"fr":[{"value":"AVGO"}],"de":[{"value":"Avago"}]},"claims":{"P31":[{"rank":"deprecated","mainsnak":{"datavalue":{"value":{"id":"Q5"}}}},{"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q4830453"}}}}]},"sitelinks":{"frwiki":{},"enwiki":{}}})";

TEST(ImportWikidata, TakesItemsOfKnownClasses) {
  const std::string dump =
      "[\n" + std::string(kBroadcom) +
      ",\n"
      R"({"id":"Q1","labels":{"fr":{"value":"univers"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q36906466"}}}}]}},)"
      "\n]\n";
  const Imported imported = Wikidata(dump);
  EXPECT_EQ(imported.rejects, "");
  EXPECT_EQ(
      imported.lines,
      R"({"id":"org/q790244","type":"organization.company","label":{"fr":"Broadcom"},"qid":"Q790244","aliases":["Broadcom",{"t":"AVGO","case":"exact","lang":"fr"}]})"
      "\n");
  EXPECT_EQ(Wikidata(dump, 3).lines, "");
}

TEST(ImportWikidata, RejectsWhatIsNoItemAndGoesOn) {
  const Imported imported = Wikidata(
      "[\n{broken,\n\"text\",\n"
      R"({"id":"Q9","claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}]}},)"
      "\n"
      R"({"id":"Q8","labels":7,"claims":{"P31":{"x":1}}},)"
      "\n" +
      std::string(kBroadcom) + "\n" + std::string(kBroadcom) + "\n");
  EXPECT_TRUE(imported.status.ok());
  for (const char* fault :
       {"dump:2: line: no JSON", "dump:3: line: no JSON",
        "dump:4: labels: neither", "dump:7: id: \"org/q790244\" is already"}) {
    EXPECT_THAT(imported.rejects, HasSubstr(fault));
  }
  EXPECT_THAT(imported.lines, HasSubstr("org/q790244"));
}

std::string Rdf(const std::string& inner) {
  return R"(<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:skos="http://www.w3.org/2004/02/skos/core#">
)" + inner +
         "\n</rdf:RDF>\n";
}

TEST(ImportSkos, TakesConceptsInBothSpellings) {
  const Imported imported = Skos(Rdf(
      R"(<skos:Concept rdf:about="x1"><skos:prefLabel xml:lang="en">data center</skos:prefLabel>
<skos:prefLabel xml:lang="fr">centre de données</skos:prefLabel><skos:prefLabel xml:lang="de">Rechenzentrum</skos:prefLabel>
<skos:altLabel xml:lang="fr">ferme &amp; serveurs</skos:altLabel>
<skos:exactMatch rdf:resource="http://www.wikidata.org/entity/Q671224"/></skos:Concept>
<rdf:Description rdf:about="x2"><rdf:type rdf:resource="http://www.w3.org/2004/02/skos/core#Concept"/><skos:prefLabel>nuage</skos:prefLabel></rdf:Description>
<rdf:Description rdf:about="x3"><skos:prefLabel>autre</skos:prefLabel></rdf:Description>)"));
  EXPECT_TRUE(imported.status.ok()) << imported.status.ToString();
  EXPECT_EQ(imported.rejects, "");
  EXPECT_EQ(
      imported.lines,
      R"({"id":"concept/centre-de-donnees","type":"concept","label":{"fr":"centre de données","en":"data center"},"qid":"Q671224","aliases":["centre de données",{"t":"data center","lang":"en"},{"t":"ferme & serveurs","lang":"fr"}]}
{"id":"concept/nuage","type":"concept","label":{"fr":"nuage"},"aliases":["nuage"]}
)");
}

TEST(ImportSkos, RejectsConceptsWithoutALabel) {
  const Imported imported =
      Skos(Rdf("<skos:Concept rdf:about='x'><skos:altLabel>y</skos:altLabel>"
               "</skos:Concept>"));
  EXPECT_TRUE(imported.status.ok());
  EXPECT_EQ(imported.rejects,
            "f.rdf:4: prefLabel: neither French nor English\n");
}

TEST(ImportSkos, RefusesEntitiesDocumentTypesAndBrokenFiles) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" +
           std::string("<a>&e;</a>"),
       "a document type or an entity"},
      {Rdf("<skos:Concept>"), "not well-formed"},
      {"", "not well-formed"},
      {Rdf("&unknown;"), "not well-formed"},
  };
  for (const auto& [xml, fault] : cases) {
    const Imported imported = Skos(xml);
    EXPECT_EQ(imported.status.code(), StatusCode::kInvalidArgument) << xml;
    EXPECT_THAT(imported.status.message(), HasSubstr(fault)) << xml;
    EXPECT_EQ(imported.lines, "");
  }
  EXPECT_EQ(Skos(Rdf(""), "thing").status.code(), StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace vigie::tools
