#include "entities/entries_ahead.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <future>
#include <system_error>
#include <thread>

namespace vigie::entities {
namespace {

constexpr size_t kMostThreads = 4;
constexpr size_t kLinesOfThread = 256;  // fewer are not worth one
constexpr size_t kLinesAtOnce = 16;

size_t ThreadsFor(size_t lines) {
  const size_t cores = std::max(1U, std::thread::hardware_concurrency());
  return std::min({cores, kMostThreads, 1 + lines / kLinesOfThread});
}

}  // namespace

std::vector<ParsedLine> ParseAhead(const std::vector<std::string_view>& lines) {
  std::vector<ParsedLine> parsed(lines.size());
  std::atomic<size_t> next{0};
  const auto work = [&] {
    while (true) {
      const size_t begin = next.fetch_add(kLinesAtOnce);
      if (begin >= lines.size()) return;
      const size_t end = std::min(lines.size(), begin + kLinesAtOnce);
      for (size_t i = begin; i < end; ++i) {
        parsed[i].fault = ParseEntry(lines[i], &parsed[i].entry);
      }
    }
  };
  std::vector<std::future<void>> others;
  try {
    for (size_t i = 1; i < ThreadsFor(lines.size()); ++i) {
      others.push_back(std::async(std::launch::async, work));
    }
  } catch (const std::system_error&) {
    // Fewer threads than hoped for: this one does the rest.
  }
  work();
  for (std::future<void>& other : others) other.get();
  return parsed;
}

}  // namespace vigie::entities
