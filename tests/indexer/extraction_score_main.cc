// vigie-extraction-score [FOLDER [--words]]: prints precision, recall and F1
// of the main text of each sample page, and their means.
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
  const std::string folder =
      argc > 1 ? argv[1] : VIGIE_SOURCE_DIR "/tests/indexer/pages";
  const auto scores = vigie::indexer::ScorePages(folder);
  std::printf("%-28s %9s %9s %9s\n", "page", "precision", "recall", "F1");
  for (const auto& score : scores) {
    std::printf("%-28s %9.3f %9.3f %9.3f\n", score.page.c_str(),
                score.precision, score.recall, score.f1);
    if (argc > 2) {
      PrintWords("missing", score.missing);
      PrintWords("foreign", score.foreign);
    }
  }
  std::printf("mean F1: %.3f of the pages tuned on, %.3f of those held out\n",
              vigie::indexer::MeanF1(scores, false),
              vigie::indexer::MeanF1(scores, true));
  return 0;
}
