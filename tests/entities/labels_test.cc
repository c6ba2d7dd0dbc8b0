// The shipped dictionary on the labelled sentences (labels/README.md).
#include "bench/eval/labels.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

namespace fs = std::filesystem;
using eval::Half;
using eval::LabelCounts;

// Each concept on the sentences that its rules may be written from, and all of
// them together on the sentences held out.
constexpr double kTuneFloor = .95;
constexpr double kHeldOutPrecision = .96;
// All of them together on the wider sentences.
struct WideFloor {
  const char* folder;
  double precision;
  double recall;
};
constexpr WideFloor kWideFloors[] = {
    {"concepts-tuning", .99, .98},  {"concepts-fresh", .98, .98},
    {"concepts-fresh-2", .98, .90}, {"concepts-fresh-3", .99, .99},
    {"concepts-fresh-4", .98, .98}, {"concepts-fresh-5", .98, .97},
    {"concepts-fresh-6", .98, .97}};
constexpr double kHeldOutRecall = .97;
// Concepts that reach the first floor on the whole of their file.
constexpr size_t kConceptsAtFloor = 43;
constexpr size_t kConcepts = 43;

// Names on the tuning half, then on the other.
constexpr double kNamesPrecision = .97;
constexpr double kNamesRecall = .98;
constexpr double kNamesHeldOutFloor = .90;

const Recognizer& Shipped() {
  static const Recognizer* const recognizer =
      new Recognizer(ParseOrFail(Dictionary::ShippedJsonLines()));
  return *recognizer;
}

std::vector<fs::path> ConceptFiles(const std::string& folder = "concepts") {
  std::vector<fs::path> files;
  for (const auto& file :
       fs::directory_iterator(fs::path(VIGIE_SOURCE_DIR) / "tests" /
                              "entities" / "labels" / folder)) {
    files.push_back(file.path());
  }
  return files;
}

LabelCounts JudgeNames(const std::string& file, Half half,
                       eval::LabelErrors* errors) {
  const fs::path path =
      fs::path(VIGIE_SOURCE_DIR) / "tests" / "entities" / "labels" / file;
  const Result<LabelCounts> counts =
      eval::JudgeDictionary(Shipped(), path.string(), half, errors);
  EXPECT_TRUE(counts.ok()) << counts.status().ToString();
  return counts.ok() ? *counts : LabelCounts();
}

LabelCounts Judge(const fs::path& file, Half half, eval::LabelErrors* errors) {
  const Result<LabelCounts> counts =
      eval::JudgeConcept(Shipped(), file.string(), half, errors);
  EXPECT_TRUE(counts.ok()) << counts.status().ToString();
  return counts.ok() ? *counts : LabelCounts();
}

TEST(LabelledSentences, AreReadForEveryConcept) {
  EXPECT_EQ(ConceptFiles().size(), kConcepts);
  for (const fs::path& file : ConceptFiles()) {
    eval::LabelErrors errors;
    EXPECT_GE(Judge(file, Half::kAll, &errors).sentences, 40U) << file;
  }
}

TEST(LabelledSentences, HoldEachConceptToItsFloorWhereItIsTuned) {
  for (const fs::path& file : ConceptFiles()) {
    eval::LabelErrors errors;
    const LabelCounts counts = Judge(file, Half::kTune, &errors);
    std::string shown;
    for (const std::string& error : errors) shown += "\n" + error;
    EXPECT_GE(counts.precision(), kTuneFloor) << file << shown;
    EXPECT_GE(counts.recall(), kTuneFloor) << file << shown;
  }
}

LabelCounts JudgeAll(const std::string& folder, Half half) {
  LabelCounts all;
  for (const fs::path& file : ConceptFiles(folder)) {
    eval::LabelErrors errors;
    const LabelCounts counts = Judge(file, half, &errors);
    all.right += counts.right;
    all.wrong += counts.wrong;
    all.missed += counts.missed;
  }
  return all;
}

TEST(LabelledSentences, HoldAllConceptsToAFloorOnTheWiderSentences) {
  for (const WideFloor& floor : kWideFloors) {
    const LabelCounts all = JudgeAll(floor.folder, Half::kAll);
    EXPECT_GE(all.precision(), floor.precision) << floor.folder;
    EXPECT_GE(all.recall(), floor.recall) << floor.folder;
  }
}

TEST(LabelledSentences, HoldAllConceptsToAFloorWhereNoneIsTuned) {
  const LabelCounts all = JudgeAll("concepts", Half::kHeldOut);
  EXPECT_GE(all.precision(), kHeldOutPrecision);
  EXPECT_GE(all.recall(), kHeldOutRecall);
}

TEST(LabelledSentences, HoldMostConceptsToTheFloorOnTheirWholeFile) {
  size_t at_floor = 0;
  for (const fs::path& file : ConceptFiles()) {
    eval::LabelErrors errors;
    const LabelCounts counts = Judge(file, Half::kAll, &errors);
    at_floor += static_cast<size_t>(counts.precision() >= kTuneFloor &&
                                    counts.recall() >= kTuneFloor);
  }
  EXPECT_GE(at_floor, kConceptsAtFloor);
}

TEST(LabelledSentences, HoldTheNamesOfTheDictionaryToTheirFloors) {
  eval::LabelErrors errors;
  const LabelCounts tune = JudgeNames("dictionary.tsv", Half::kTune, &errors);
  const LabelCounts second =
      JudgeNames("dictionary-tuning-2.tsv", Half::kAll, &errors);
  std::string shown;
  for (const std::string& error : errors) shown += "\n" + error;
  for (const LabelCounts& counts : {tune, second}) {
    EXPECT_GE(counts.precision(), kNamesPrecision) << shown;
    EXPECT_GE(counts.recall(), kNamesRecall) << shown;
  }
  const LabelCounts held_out =
      JudgeNames("dictionary.tsv", Half::kHeldOut, &errors);
  EXPECT_GE(held_out.precision(), kNamesHeldOutFloor);
  EXPECT_GE(held_out.recall(), kNamesHeldOutFloor);
}

TEST(LabelledSentences, AreFaultyWithTheLine) {
  const std::string path = testing::TempDir() + "ia.tsv";
  FILE* file = std::fopen(path.c_str(), "w");
  ASSERT_NE(file, nullptr);
  std::fputs("# ia\n1\tL’IA.\nyes\tL’IA.\n", file);
  std::fclose(file);
  eval::LabelErrors errors;
  const Result<LabelCounts> counts =
      eval::JudgeConcept(Shipped(), path, Half::kAll, &errors);
  ASSERT_FALSE(counts.ok());
  EXPECT_EQ(counts.status().message(), path + ":3: begin with 0 or 1");
  EXPECT_EQ(eval::JudgeConcept(Shipped(), path + "x", Half::kAll, &errors)
                .status()
                .code(),
            StatusCode::kNotFound);
}

}  // namespace
}  // namespace vigie::entities
