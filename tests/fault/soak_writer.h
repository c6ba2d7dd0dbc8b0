// A live writer under a steady stream of articles.
#ifndef VIGIE_TESTS_FAULT_SOAK_WRITER_H_
#define VIGIE_TESTS_FAULT_SOAK_WRITER_H_

#include <cstdint>
#include <string>

#include "vigie/article.h"

namespace vigie::fault {

struct SoakTask {
  std::string index;
  double minutes = 1;
  double rate = 200;          // articles per second
  double updates = 0.2;       // share of them that replace an earlier article
  uint32_t publish_ms = 800;  // between publications
  uint64_t seed = 1;
};

// Article `number` of the stream: some 1,700 bytes of text and a word of its
// own, SoakWord(number). Updates take an id that came before.
Article MakeSoakArticle(const SoakTask& task, uint64_t number);
std::string SoakWord(uint64_t number);
// The number that the article was written by.
uint64_t SoakNumberOf(const Article& article);

// Writes and reports, one line each:
//   "A NUMBER TIME"  acknowledged; nanoseconds of the monotonic clock
//   "P MILLISECONDS" how long the slowest write took, once a second
//   "S SEGMENTS BYTES_WRITTEN BYTES_SEALED JOURNAL_BYTES"  ten times a second
//   "X WHY"          refused, or failed
// Returns an exit code.
int RunSoakWriter(const SoakTask& task);

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_SOAK_WRITER_H_
