// Where stdout goes: a file, a pager, or the terminal made safe.
#ifndef VIGIE_CLIENT_OUTPUT_H_
#define VIGIE_CLIENT_OUTPUT_H_

#include <sys/types.h>

#include <fstream>
#include <memory>
#include <streambuf>
#include <string>

#include "client/interruption.h"
#include "client/options.h"

namespace vigie::client {

// Passes whole lines on, without the control and bidirectional characters of
// articles. Not thread-safe.
class SafeLines : public std::streambuf {
 public:
  explicit SafeLines(std::streambuf* target) : target_(target) {}

 protected:
  int overflow(int c) override;
  int sync() override;

 private:
  int Pass();

  std::streambuf* const target_;
  std::string line_;
};

// While it lives, std::cout writes to options.output (first to a file beside
// it, which takes its name once all is written), or through a pager where
// stdout is a terminal. One at a time.
class Output {
 public:
  // Null after an explanation on stderr. `options` must live longer; its
  // colour mode is settled here, since a pager hides the terminal.
  static std::unique_ptr<Output> Open(Options* options);
  ~Output();

  // Ends the file: puts it in place, with FILE.meta.json beside it. False
  // after an explanation on stderr.
  bool Keep(uint64_t revision);

 private:
  explicit Output(const Options& options) : options_(options) {}
  bool OpenFile();
  void StartPager();

  const Options& options_;
  std::string part_;  // the file until it is complete; empty: none
  std::unique_ptr<Interruption> interruption_;
  std::ofstream file_;
  std::unique_ptr<SafeLines> safe_;
  std::streambuf* cout_ = nullptr;  // what std::cout had
  pid_t pager_ = -1;
  int stdout_ = -1;  // what descriptor 1 was
};

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_OUTPUT_H_
