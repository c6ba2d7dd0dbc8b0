// vigie-fault: what crashes, power cuts, faulty disks and full disks do to an
// index. Prints a report; exit code 1 when anything was lost, wrong or silent.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <map>

#include "tests/fault/campaigns.h"
#include "tests/fault/generations.h"
#include "tests/fault/soak_writer.h"
#include "tests/fault/writer_child.h"

namespace {

using vigie::fault::Options;
using vigie::fault::Report;
using vigie::fault::WriterTask;

struct Campaign {
  Report (*run)(const Options&);
  const char* what;
};

const std::map<std::string, Campaign> kCampaigns = {
    {"kill", {vigie::fault::RunKills, "SIGKILL at random moments"}},
    {"power", {vigie::fault::RunPowerCuts, "simulated power cuts"}},
    {"io", {vigie::fault::RunFaults, "a fault at every file operation"}},
    {"flip", {vigie::fault::RunDamage, "bit flips, truncations, zeroed pages"}},
    {"writers", {vigie::fault::RunTwoWriters, "two writers"}},
    {"clock", {vigie::fault::RunClockJumps, "a wall clock that jumps"}},
    {"tmpfs", {vigie::fault::RunFullDisks, "a full file system"}},
    {"readers", {vigie::fault::RunReaders, "readers under commits"}},
    {"soak", {vigie::fault::RunSoak, "a live writer at a steady rate"}},
};

void AddCampaign(CLI::App* app, Options* options, bool* json,
                 std::string* results) {
  app->add_option("--cycles", options->cycles);
  app->add_option("--seed", options->seed);
  app->add_option("--jobs", options->jobs)->check(CLI::Range(1, 256));
  app->add_option("--engine", options->engine)
      ->check(CLI::IsMember({"batch", "live"}));
  app->add_option("--directory", options->directory,
                  "where scratch directories are made; memory by default");
  app->add_option("--keep", options->keep,
                  "keep the index directories of failures here");
  app->add_option("--minutes", options->minutes, "soak");
  app->add_option("--publish-ms", options->publish_ms,
                  "soak: between publications");
  app->add_option("--rate", options->rate, "soak: articles per second");
  app->add_option("--updates", options->updates, "soak: share of updates");
  app->add_flag("--json", *json);
  app->add_option("--results", *results, "append the JSON line to this file");
}

// The hidden verb: not a campaign but the process that campaigns kill.
CLI::App* AddWriter(CLI::App* app, WriterTask* task, std::string* engine) {
  CLI::App* writer = app->add_subcommand("write", "")->group("");
  writer->add_option("--index", task->index)->required();
  writer->add_option("--dictionary", task->dictionary)->required();
  writer->add_option("--engine", *engine);
  writer->add_option("--seed", task->seed);
  writer->add_option("--first", task->first);
  writer->add_option("--groups", task->groups);
  writer->add_option("--publish-ms", task->publish_ms);
  return writer;
}

CLI::App* AddSoakWriter(CLI::App* app, vigie::fault::SoakTask* task) {
  CLI::App* writer = app->add_subcommand("soak-writer", "")->group("");
  writer->add_option("--index", task->index)->required();
  writer->add_option("--minutes", task->minutes);
  writer->add_option("--rate", task->rate);
  writer->add_option("--updates", task->updates);
  writer->add_option("--publish-ms", task->publish_ms);
  writer->add_option("--seed", task->seed);
  return writer;
}

int Finish(const Report& report, bool json, const std::string& results) {
  std::cout << (json ? ToJson(report) + "\n" : ToText(report));
  if (!results.empty()) {
    std::ofstream(results, std::ios::app) << ToJson(report) << "\n";
  }
  return report.findings.failures.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("vigie-fault: crashes, power cuts and faulty disks");
  app.require_subcommand(1);
  Options options;
  options.program = "/proc/self/exe";
  options.preload = VIGIE_FAULT_PRELOAD;
  bool json = false;
  std::string results;
  for (const auto& [name, campaign] : kCampaigns) {
    AddCampaign(app.add_subcommand(name, campaign.what), &options, &json,
                &results);
  }
  WriterTask task;
  std::string engine;
  CLI::App* writer = AddWriter(&app, &task, &engine);
  vigie::fault::SoakTask soak;
  CLI::App* soak_writer = AddSoakWriter(&app, &soak);
  CLI::App* generations = app.add_subcommand("generations", "")->group("");
  generations->add_option("--index", task.index)->required();
  generations->add_option("--dictionary", task.dictionary)->required();
  CLI11_PARSE(app, argc, argv);
  if (soak_writer->parsed()) return RunSoakWriter(soak);
  if (generations->parsed()) {
    return vigie::fault::RunGenerations(task.index, task.dictionary);
  }
  if (writer->parsed()) {
    task.engine = *vigie::fault::EngineFromName(engine);
    return RunWriterChild(task);
  }
  options.campaign = app.get_subcommands().front()->get_name();
  return Finish(kCampaigns.at(options.campaign).run(options), json, results);
}
