// The sample articles against their golden mentions (samples/README.md).
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

namespace fs = std::filesystem;

struct Sample {
  std::string title;
  std::string text;
};

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

// The first line is the title unless it is a sentence.
Sample SplitTitle(std::string text) {
  Sample sample;
  const size_t end = text.find('\n');
  if (end != std::string::npos && end > 0 && text[end - 1] != '.') {
    sample.title = text.substr(0, end);
    text.erase(0, text.find_first_not_of('\n', end));
  }
  sample.text = std::move(text);
  return sample;
}

// By id as the golden files name it, e.g. "articles/airbus-cadences.txt".
std::map<std::string, Sample> ReadSamples(const fs::path& folder) {
  std::map<std::string, Sample> samples;
  for (const auto& file : fs::directory_iterator(folder / "articles")) {
    samples["articles/" + file.path().filename().string()] =
        SplitTitle(ReadFile(file.path()));
  }
  std::ifstream lines(folder / "presse.jsonl");
  for (std::string line; std::getline(lines, line);) {
    const nlohmann::json json = nlohmann::json::parse(line);
    samples[json.at("id")] = {json.at("title"), json.at("text")};
  }
  return samples;
}

// What a golden file says after its header.
std::string GoldenLines(const Recognizer& recognizer, const Sample& sample) {
  std::string lines;
  for (const FoundMention& mention :
       Recognize(recognizer, sample.title, sample.text)) {
    const bool in_title = mention.field == Field::kTitle;
    const std::string& field = in_title ? sample.title : sample.text;
    lines += std::string(in_title ? "title" : "text") + '\t' +
             recognizer.dictionary().entity(mention.entity).id + '\t' +
             field.substr(mention.range.begin, mention.range.size()) + '\t' +
             (mention.nested ? "nested" : "") + '\n';
  }
  return lines;
}

TEST(Samples, HoldTheirGoldenMentionsAndNoOthers) {
  const fs::path folder = fs::path(VIGIE_SOURCE_DIR) / "samples";
  const Recognizer recognizer(ParseOrFail(Dictionary::ShippedJsonLines()));
  const std::map<std::string, Sample> samples = ReadSamples(folder);
  size_t golden_files = 0;
  for (const auto& file : fs::directory_iterator(folder / "golden")) {
    const std::string golden = ReadFile(file.path());
    const std::string start = "# article: ";
    ASSERT_EQ(golden.substr(0, start.size()), start) << file.path();
    const size_t end = golden.find('\n');
    const auto sample =
        samples.find(golden.substr(start.size(), end - start.size()));
    ASSERT_NE(sample, samples.end()) << file.path();
    EXPECT_EQ(GoldenLines(recognizer, sample->second), golden.substr(end + 1))
        << sample->first;
    ++golden_files;
  }
  EXPECT_EQ(golden_files, samples.size());
}

}  // namespace
}  // namespace vigie::entities
