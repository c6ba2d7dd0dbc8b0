#include "bench/load/cores.h"

#include <sched.h>

#include <algorithm>
#include <charconv>
#include <sstream>
#include <string_view>

namespace vigie::bench {
namespace {

Cores Allowed() {
  cpu_set_t set;
  CPU_ZERO(&set);
  sched_getaffinity(0, sizeof(set), &set);
  Cores cores;
  for (int core = 0; core < CPU_SETSIZE; ++core) {
    if (CPU_ISSET(core, &set)) cores.push_back(core);
  }
  return cores;
}

void Bind(const Cores& cores) {
  cpu_set_t set;
  CPU_ZERO(&set);
  for (const int core : cores) CPU_SET(core, &set);
  sched_setaffinity(0, sizeof(set), &set);
}

bool ParseNumber(std::string_view text, int* number) {
  const char* end = text.data() + text.size();
  const auto [at, fault] = std::from_chars(text.data(), end, *number);
  return !text.empty() && fault == std::errc() && at == end;
}

// "2" or "0-2".
bool ParseSpan(std::string_view text, int* first, int* last) {
  const size_t dash = text.find('-');
  if (!ParseNumber(text.substr(0, dash), first)) return false;
  *last = *first;
  return dash == std::string_view::npos ||
         (ParseNumber(text.substr(dash + 1), last) && *first <= *last);
}

}  // namespace

Result<Cores> ParseCores(const std::string& text) {
  const Cores allowed = Allowed();
  Cores cores;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, ',');) {
    int first = 0;
    int last = 0;
    if (!ParseSpan(part, &first, &last)) {
      return Status(StatusCode::kInvalidArgument,
                    "cores: " + part + " is neither N nor N-M");
    }
    for (int core = first; core <= last; ++core) {
      if (!std::binary_search(allowed.begin(), allowed.end(), core)) {
        return Status(StatusCode::kInvalidArgument,
                      "cores: there is no core " + std::to_string(core) +
                          " that this process may use");
      }
      cores.push_back(core);
    }
  }
  return cores;
}

BoundTo::BoundTo(const Cores& cores) {
  if (cores.empty()) return;
  before_ = Allowed();
  Bind(cores);
}

BoundTo::~BoundTo() {
  if (!before_.empty()) Bind(before_);
}

}  // namespace vigie::bench
