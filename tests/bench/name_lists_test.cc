#include "bench/train/name_lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace vigie::train {
namespace {

// What a list with these lines after its header says of words.
std::map<std::string, uint16_t> ListsOfWords(const std::string& lines,
                                             const std::string& skip = "") {
  NameListFiles files;
  files.paths = {testing::TempDir() + "names.tsv"};
  files.skip = skip;
  std::ofstream(files.paths[0]) << "alias\tcanonical_fr\tid\ttype\n" << lines;
  WordLists lists;
  EXPECT_TRUE(AddNameLists(files, &lists).ok());
  std::map<std::string, uint16_t> words;
  for (const auto& [word, what] : lists.words) words[word] = what.lists;
  return words;
}

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(AddNameLists, TellsWordsOfPeoplePlacesProductsAndEventsApart) {
  EXPECT_THAT(ListsOfWords("Ada Brun\t\t-\tperson\nAda Roy\t\t-\tperson\n"
                           "Lyon\t\t-\tplace\nLinux\t\t-\tproduct\n"
                           "Biennale\t\t-\tevent\n"),
              ElementsAre(Pair("Ada", entities::kListFirstName),
                          Pair("Biennale", entities::kListEventPart),
                          Pair("Brun", entities::kListSurname),
                          Pair("Linux", entities::kListProduct),
                          Pair("Lyon", entities::kListPlace),
                          Pair("Roy", entities::kListSurname)));
}

TEST(AddNameLists, LeavesOutOrganisationsAndOtherTypes) {
  EXPECT_THAT(ListsOfWords("Thales\t\t-\torg\nArte\t\t-\tmedia\n"
                           "Les Verts\t\t-\tparty\nLune\t\t-\tstar\n"),
              IsEmpty());
}

TEST(AddNameLists, PassesOverShortLinesAndWhatIsSkipped) {
  EXPECT_THAT(ListsOfWords("Lyon\n\nParis\t\t-\tplace\tiso-codes\n"
                           "Lille\t\t-\tplace\tcldr\n",
                           "iso-codes"),
              ElementsAre(Pair("Lille", entities::kListPlace)));
}

TEST(AddNameLists, SaysWhichFileIsMissing) {
  NameListFiles files;
  files.paths = {"/none.tsv"};
  WordLists lists;
  const Status added = AddNameLists(files, &lists);
  EXPECT_EQ(added.code(), StatusCode::kNotFound);
  EXPECT_THAT(added.message(), testing::HasSubstr("/none.tsv"));
}

}  // namespace
}  // namespace vigie::train
