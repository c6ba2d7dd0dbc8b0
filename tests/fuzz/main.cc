// vigie-fuzz: untrusted inputs, changed at random and read. Meant for the asan
// preset; what ends the program is left in a file that --replay runs again.
#include <fcntl.h>
#include <google/protobuf/stubs/logging.h>
#include <signal.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>

#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/mutator.h"

extern "C" __attribute__((weak)) void __sanitizer_set_death_callback(
    void (*callback)());

namespace vigie::fuzz {
namespace {

using MakeTarget = std::unique_ptr<FuzzTarget> (*)();
using Clock = std::chrono::steady_clock;

const std::map<std::string, MakeTarget> kTargets = {
    {"query", MakeQueryTarget},          {"request", MakeRequestTarget},
    {"journal", MakeJournalTarget},      {"manifest", MakeManifestTarget},
    {"jsonl", MakeJsonLinesTarget},      {"cursor", MakeCursorTarget},
    {"dictionary", MakeDictionaryTarget}};

// What runs now, for the handlers below, which may not allocate.
struct Current {
  std::string file;  // where it goes when the program ends
  std::string input;
};
Current g_current;

void KeepCurrent() {
  const int file =
      open(g_current.file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file < 0) return;
  size_t written = 0;
  while (written < g_current.input.size()) {
    const ssize_t more = write(file, g_current.input.data() + written,
                               g_current.input.size() - written);
    if (more <= 0) break;
    written += static_cast<size_t>(more);
  }
  close(file);
}

void KeepAndDie(int signal_number) {
  KeepCurrent();
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

void WatchFailures() {
  if (__sanitizer_set_death_callback != nullptr) {
    __sanitizer_set_death_callback(KeepCurrent);
  } else {
    signal(SIGSEGV, KeepAndDie);
    signal(SIGFPE, KeepAndDie);
  }
  signal(SIGABRT, KeepAndDie);
  signal(SIGALRM, KeepAndDie);  // a run that does not end
}

struct Campaign {
  std::string target;
  uint64_t runs = 10'000;
  uint64_t seed = 1;
  size_t most_bytes = 2'048;
  std::string keep = ".";  // folder of inputs that end the program
};

void RunOnce(FuzzTarget* target, const std::string& input) {
  constexpr unsigned kSeconds = 20;
  g_current.input = input;
  alarm(kSeconds);
  target->Run(g_current.input);
  alarm(0);
}

void RunCampaign(const Campaign& campaign, const std::string& name) {
  g_current.file = campaign.keep + "/" + name + "-" +
                   std::to_string(campaign.seed) + ".input";
  const std::unique_ptr<FuzzTarget> target = kTargets.at(name)();
  for (const std::string& seed : target->Seeds()) RunOnce(target.get(), seed);
  Mutator mutator(target->Seeds(), target->Pieces(), campaign.seed,
                  campaign.most_bytes);
  const Clock::time_point start = Clock::now();
  double slowest = 0;
  for (uint64_t run = 0; run < campaign.runs; ++run) {
    const std::string input = mutator.Next();
    const Clock::time_point before = Clock::now();
    RunOnce(target.get(), run % 2 == 0 ? input : target->Repair(input));
    slowest = std::max(slowest, std::chrono::duration<double, std::milli>(
                                    Clock::now() - before)
                                    .count());
  }
  std::printf(
      "{\"target\":\"%s\",\"runs\":%llu,\"seed\":%llu,"
      "\"findings\":0,\"slowest_ms\":%.1f,\"seconds\":%.1f}\n",
      name.c_str(), static_cast<unsigned long long>(campaign.runs),
      static_cast<unsigned long long>(campaign.seed), slowest,
      std::chrono::duration<double>(Clock::now() - start).count());
  std::fflush(stdout);
}

int Replay(const std::string& name, const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string input((std::istreambuf_iterator<char>(in)),
                          std::istreambuf_iterator<char>());
  if (!in) {
    std::fprintf(stderr, "vigie-fuzz: %s cannot be read\n", file.c_str());
    return 1;
  }
  kTargets.at(name)()->Run(input);
  return 0;
}

}  // namespace

void Require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "vigie-fuzz: broken: %s\n", property);
  std::abort();
}

}  // namespace vigie::fuzz

int main(int argc, char** argv) {
  using vigie::fuzz::kTargets;
  CLI::App app("vigie-fuzz: untrusted inputs, changed at random and read");
  vigie::fuzz::Campaign campaign;
  std::string replayed;
  app.add_option("target", campaign.target,
                 "query, request, journal, manifest, jsonl, cursor, dictionary "
                 "or all")
      ->required();
  app.add_option("--runs", campaign.runs, "per target");
  app.add_option("--seed", campaign.seed, "the same seed, the same inputs");
  app.add_option("--most-bytes", campaign.most_bytes, "of an input");
  app.add_option("--keep", campaign.keep,
                 "folder for the input that ends the program");
  app.add_option("--replay", replayed, "one input, from this file");
  CLI11_PARSE(app, argc, argv);
  const bool all = campaign.target == "all";
  if (!all && kTargets.count(campaign.target) == 0) {
    std::fprintf(stderr, "vigie-fuzz: unknown target %s\n",
                 campaign.target.c_str());
    return 2;
  }
  if (!replayed.empty() && !all) {
    return vigie::fuzz::Replay(campaign.target, replayed);
  }
  google::protobuf::SetLogHandler(nullptr);  // it tells of each bad message
  vigie::fuzz::WatchFailures();
  for (const auto& [name, make] : kTargets) {
    if (all || name == campaign.target) {
      vigie::fuzz::RunCampaign(campaign, name);
    }
  }
  return 0;
}
