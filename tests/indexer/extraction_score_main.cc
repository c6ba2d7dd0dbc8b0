// vigie-extraction-score [FOLDER] [--words] [--without-names]: prints
// precision, recall and F1 of the main text of each sample page, and their
// means; with the words that are missing or foreign; of the pages without what
// names their parts.
#include <cstdio>
#include <string>

#include "tests/indexer/extraction_score.h"

namespace {

void PrintWords(const char* what, const std::vector<std::string>& words) {
  if (words.empty()) return;
  std::printf("    %s:", what);
  for (const std::string& word : words) std::printf(" %s", word.c_str());
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  using vigie::indexer::PageNames;
  std::string folder = VIGIE_SOURCE_DIR "/tests/indexer/pages";
  PageNames names = PageNames::kKept;
  bool words = false;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--words") {
      words = true;
    } else if (argument == "--without-names") {
      names = PageNames::kRemoved;
    } else {
      folder = argument;
    }
  }
  const auto scores = vigie::indexer::ScorePages(folder, names);
  std::printf("%-28s %9s %9s %9s\n", "page", "precision", "recall", "F1");
  for (const auto& score : scores) {
    std::printf("%-28s %9.3f %9.3f %9.3f\n", score.page.c_str(),
                score.precision, score.recall, score.f1);
    if (words) {
      PrintWords("missing", score.missing);
      PrintWords("foreign", score.foreign);
    }
  }
  std::printf("mean F1: %.3f of the pages tuned on, %.3f of those held out\n",
              vigie::indexer::MeanF1(scores, false),
              vigie::indexer::MeanF1(scores, true));
  return 0;
}
