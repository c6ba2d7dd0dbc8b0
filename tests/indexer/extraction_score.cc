#include "tests/indexer/extraction_score.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "indexer/html_source.h"

namespace vigie::indexer {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> WordsOf(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  std::sort(words.begin(), words.end());
  return words;
}

std::string Contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string WithoutNames(const std::string& html) {
  static const std::regex kAttributes(
      R"re( (class|id|role|itemprop|data-component)=("[^"]*"|[\w-]+))re");
  static const std::regex kTags(
      "<(/?)(nav|main|article|section|aside|header|footer)\\b");
  return std::regex_replace(std::regex_replace(html, kAttributes, ""), kTags,
                            "<$1div");
}

std::string TextFound(const std::string& html) {
  const auto source =
      MakeHtmlSource({"page", "page", OpenMemory(html), "", ""});
  const std::optional<SourceItem> item = source->Next();
  return item && item->article ? item->article->text : "";
}

PageScore Score(const fs::path& page, PageNames names) {
  const std::vector<std::string> want =
      WordsOf(Contents(fs::path(page).replace_extension(".txt")));
  const std::string html = Contents(page);
  const std::vector<std::string> got =
      WordsOf(TextFound(names == PageNames::kKept ? html : WithoutNames(html)));
  PageScore score;
  score.page = page.stem().string();
  std::set_difference(want.begin(), want.end(), got.begin(), got.end(),
                      std::back_inserter(score.missing));
  std::set_difference(got.begin(), got.end(), want.begin(), want.end(),
                      std::back_inserter(score.foreign));
  const auto common = static_cast<double>(want.size() - score.missing.size());
  if (common > 0) {
    score.precision = common / static_cast<double>(got.size());
    score.recall = common / static_cast<double>(want.size());
    score.f1 = 2 * common / static_cast<double>(got.size() + want.size());
  }
  return score;
}

}  // namespace

std::vector<PageScore> ScorePages(const std::string& folder, PageNames names) {
  std::vector<PageScore> scores;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".html") {
      scores.push_back(Score(entry.path(), names));
    }
  }
  std::sort(
      scores.begin(), scores.end(),
      [](const PageScore& a, const PageScore& b) { return a.page < b.page; });
  return scores;
}

double MeanF1(const std::vector<PageScore>& scores, bool held_out) {
  double sum = 0;
  double count = 0;
  for (const PageScore& score : scores) {
    if ((score.page.rfind("held-", 0) == 0) != held_out) continue;
    sum += score.f1;
    ++count;
  }
  return count == 0 ? 0 : sum / count;
}

}  // namespace vigie::indexer
