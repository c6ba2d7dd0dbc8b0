// How well the main text of the sample pages is found.
#ifndef VIGIE_TESTS_INDEXER_EXTRACTION_SCORE_H_
#define VIGIE_TESTS_INDEXER_EXTRACTION_SCORE_H_

#include <string>
#include <vector>

namespace vigie::indexer {

// Words are runs of letters and digits; found and expected ones are compared
// as multisets.
struct PageScore {
  std::string page;  // file name without ending
  double precision = 0;
  double recall = 0;
  double f1 = 0;
  std::vector<std::string> missing;  // expected words that were not found
  std::vector<std::string> foreign;  // found words that were not expected
};

enum class PageNames {
  kKept,
  // Without class, id, role and itemprop, and with <div> for <nav>, <main>,
  // <article>, <section>, <aside>, <header> and <footer>: what is left to tell
  // the article by is the text.
  kRemoved,
};

// Of every NAME.html in `folder` that has its NAME.txt, by name.
std::vector<PageScore> ScorePages(const std::string& folder, PageNames names);

// The mean of f1, of the pages whose name does (not) begin with "held-".
double MeanF1(const std::vector<PageScore>& scores, bool held_out);

}  // namespace vigie::indexer

#endif  // VIGIE_TESTS_INDEXER_EXTRACTION_SCORE_H_
