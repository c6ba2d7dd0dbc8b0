// vigie-bench: the speed of building and querying an index; JSON rows.
#include <CLI/CLI.hpp>
#include <iostream>
#include <map>

#include "bench/engine/tasks.h"

namespace {

using vigie::bench::Entities;
using vigie::bench::ExploreTask;
using vigie::bench::IndexTask;
using vigie::bench::LiveTask;
using vigie::bench::Mode;
using vigie::bench::QueryTask;
using vigie::bench::Ranking;

const std::map<std::string, Mode> kModes = {{"count", Mode::kCount},
                                            {"top10", Mode::kTop10},
                                            {"facet", Mode::kFacet},
                                            {"full", Mode::kFull}};

const std::map<std::string, Ranking> kRankings = {{"full", Ranking::kFull},
                                                  {"bm25", Ranking::kBm25}};

const std::map<std::string, Entities> kEntities = {
    {"off", Entities::kNone},
    {"listed", Entities::kListed},
    {"on", Entities::kAll}};

CLI::App* AddIndex(CLI::App* app, IndexTask* task) {
  CLI::App* index = app->add_subcommand("index", "builds an index");
  index->add_option("--docs", task->documents, "JSON Lines")->required();
  index->add_option("--index", task->index, "new directory")->required();
  index->add_option("--threads", task->threads)->check(CLI::Range(1, 256));
  index->add_option("--recognise", task->entities, "entities: off, listed, on")
      ->transform(CLI::Transformer(kEntities));
  index->add_option("--merge", task->merge, "into one segment: on or off");
  return index;
}

CLI::App* AddQuery(CLI::App* app, QueryTask* task) {
  CLI::App* query = app->add_subcommand("query", "queries an index");
  query->add_option("--index", task->index)->required();
  query->add_option("--queries", task->queries, "tab-separated")->required();
  query->add_option("--threads", task->threads)->check(CLI::Range(1, 256));
  query->add_option("--modes", task->modes, "count,top10,facet,full")
      ->delimiter(',')
      ->transform(CLI::Transformer(kModes));
  query
      ->add_option("--ranking", task->ranking,
                   "bm25, as peers rank, by default; full: with the "
                   "second stage, what users get unless they ask for bm25")
      ->transform(CLI::Transformer(kRankings));
  query->add_option("--warm", task->warm_rounds, "rounds before counting");
  query->add_option("--rounds", task->rounds)->check(CLI::Range(1, 1000));
  query->add_flag("--first", task->first,
                  "count queries asked for the first time, after others");
  query->add_option("--cache", task->cache,
                    "what queries decode is kept: on or off");
  query->add_flag("--boot-stamp", task->boot_stamp,
                  "open without reading again what was verified since boot");
  return query;
}

CLI::App* AddLive(CLI::App* app, LiveTask* task) {
  CLI::App* live = app->add_subcommand(
      "live", "queries an index, then again while it is written to");
  live->add_option("--index", task->index, "one segment; it is changed")
      ->required();
  live->add_option("--docs", task->documents, "JSON Lines, as indexed")
      ->required();
  live->add_option("--queries", task->queries, "tab-separated")->required();
  live->add_option("--modes", task->modes, "count,top10,facet,full")
      ->delimiter(',')
      ->transform(CLI::Transformer(kModes));
  live->add_option("--ranking", task->ranking, "full or bm25")
      ->transform(CLI::Transformer(kRankings));
  live->add_option("--segments", task->segments)->check(CLI::Range(2, 100));
  live->add_option("--tombstones", task->tombstones, "share of the articles")
      ->check(CLI::Range(0.0, 0.5));
  live->add_option("--rate", task->rate, "articles per second")
      ->check(CLI::Range(20.0, 1e5));
  live->add_option("--seconds", task->seconds, "of each phase of each mode")
      ->check(CLI::Range(0.1, 3600.0));
  live->add_option("--revisions", task->revisions,
                   "by so many, one after the other, instead of the clock")
      ->check(CLI::Range(2, 1000));
  return live;
}

CLI::App* AddExplore(CLI::App* app, ExploreTask* task) {
  CLI::App* explore =
      app->add_subcommand("explore", "streams, suggests and explores");
  explore->add_option("--index", task->index)->required();
  explore->add_option("--query", task->query)->required();
  explore->add_option("--rounds", task->rounds)->check(CLI::Range(1, 1000));
  return explore;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("vigie-bench: the speed of building and querying an index");
  app.require_subcommand(1);
  IndexTask index;
  QueryTask query;
  query.modes = {Mode::kCount, Mode::kTop10, Mode::kFacet, Mode::kFull};
  CLI::App* index_verb = AddIndex(&app, &index);
  AddQuery(&app, &query);
  LiveTask live;
  live.modes = query.modes;
  CLI::App* live_verb = AddLive(&app, &live);
  ExploreTask explore;
  CLI::App* explore_verb = AddExplore(&app, &explore);
  CLI11_PARSE(app, argc, argv);
  const vigie::Status done =
      index_verb->parsed()     ? vigie::bench::RunIndexTask(index)
      : live_verb->parsed()    ? vigie::bench::RunLiveTask(live)
      : explore_verb->parsed() ? vigie::bench::RunExploreTask(explore)
                               : vigie::bench::RunQueryTask(query);
  if (done.ok()) return 0;
  std::cerr << "vigie-bench: " << done.ToString() << "\n";
  return 1;
}
