// A writer for tests to kill: crash_writer DIRECTORY FIRST LAST opens the
// index, adds those articles so that each makes a segment of its own, says
// "ready" on stdout and waits for its end without publishing.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "tests/index/press.h"

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  auto writer = vigie::testing::OpenWriter(argv[1], /*segment_text_bytes=*/1);
  if (writer == nullptr) return 1;
  for (int number = std::atoi(argv[2]); number <= std::atoi(argv[3]);
       ++number) {
    if (!writer->Add(vigie::testing::MakeArticle(number)).ok()) return 1;
  }
  std::puts("ready");
  std::fflush(stdout);
  ::pause();
  return 0;
}
