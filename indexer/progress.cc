#include "indexer/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace vigie::indexer {

using Clock = std::chrono::steady_clock;

Progress::Progress(uint64_t total_bytes, bool enabled, Language language)
    : total_bytes_(total_bytes),
      enabled_(enabled && isatty(STDERR_FILENO) != 0),
      language_(language),
      start_(Clock::now()) {}

Progress::~Progress() { Clear(); }

void Progress::Clear() {
  if (!shown_) return;
  std::fputs("\r\033[K", stderr);
  shown_ = false;
}

void Progress::Update(uint64_t articles, uint64_t rejected, uint64_t bytes) {
  if (!enabled_) return;
  const Clock::time_point now = Clock::now();
  if (now - drawn_ < std::chrono::milliseconds(100)) return;
  drawn_ = now;
  const double seconds =
      std::max(0.001, std::chrono::duration<double>(now - start_).count());
  std::string bar;
  if (total_bytes_ > 0) {
    constexpr uint64_t kWidth = 20;
    const uint64_t done = kWidth * std::min(bytes, total_bytes_) / total_bytes_;
    bar = "[" + std::string(done, '#') + std::string(kWidth - done, '.') + "] ";
  }
  std::fprintf(stderr, "\r\033[K%s%llu %s, %.0f/s, %llu %s", bar.c_str(),
               static_cast<unsigned long long>(articles), "articles",
               static_cast<double>(articles) / seconds,
               static_cast<unsigned long long>(rejected),
               Say(language_, "rejetés", "rejected"));
  shown_ = true;
}

}  // namespace vigie::indexer
