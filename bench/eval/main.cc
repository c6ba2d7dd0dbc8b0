// vigie-eval: measures Vigie on test collections; JSON on stdout.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <sstream>

#include "bench/eval/metrics.h"
#include "bench/eval/tasks.h"

namespace {

using nlohmann::ordered_json;
using vigie::Result;
using vigie::Status;
using vigie::StatusCode;

// Column `column` (from 1) of a per-query file.
Result<std::vector<double>> ReadColumn(const std::string& path, int column) {
  std::ifstream in(path);
  if (!in) return Status(StatusCode::kNotFound, path + ": cannot be read");
  std::vector<double> values;
  std::string line;
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    std::string id;
    double value = 0;
    cells >> id;
    for (int i = 0; i < column && cells; ++i) cells >> value;
    values.push_back(value);
  }
  return values;
}

Result<ordered_json> Compare(const std::string& a, const std::string& b,
                             int column, uint32_t rounds) {
  Result<std::vector<double>> first = ReadColumn(a, column);
  if (!first.ok()) return first.status();
  Result<std::vector<double>> second = ReadColumn(b, column);
  if (!second.ok()) return second.status();
  if (first->size() != second->size() || first->empty()) {
    return Status(StatusCode::kInvalidArgument,
                  "the files must score the same queries in the same order");
  }
  const vigie::eval::PairedTest test =
      vigie::eval::CompareRuns(*first, *second, rounds, 20261121);
  return ordered_json{{"task", "compare"},
                      {"queries", first->size()},
                      {"mean_a", test.mean_a},
                      {"mean_b", test.mean_b},
                      {"p_value", test.p_value}};
}

void AddCollection(CLI::App* app, vigie::eval::CollectionFiles* files) {
  app->add_option("--corpus", files->corpus)->required();
  app->add_option("--queries", files->queries)->required();
  app->add_option("--qrels", files->judgements)->required();
  app->add_option("--per-query", files->per_query,
                  "also write each query's scores, tab-separated");
}

CLI::App* AddLabels(CLI::App* app, vigie::eval::LabelFilesToJudge* files) {
  CLI::App* labels =
      app->add_subcommand("labels", "recognition on labelled sentences");
  labels->add_option("--concepts", files->concepts, "folder of label files");
  labels->add_option("--sentences", files->sentences, "labelled names");
  labels->add_option("--half", files->half, "tune, held-out or all")
      ->default_val("all");
  labels->add_option("--dictionary", files->dictionary,
                     "JSON Lines instead of the shipped dictionary");
  labels->add_flag("--errors", files->show_errors,
                   "list the errors in the tuning half");
  return labels;
}

CLI::App* AddRecognition(CLI::App* app,
                         vigie::eval::RecognitionFiles* recognition) {
  CLI::App* recognise = app->add_subcommand(
      "recognise", "names found in labelled articles, and speed");
  recognise->add_option("--gold", recognition->gold)->required();
  recognise->add_option("--trained-on", recognition->trained_on,
                        "names in these articles are no unseen ones");
  recognise->add_option("--model", recognition->model,
                        "a model file in place of the shipped one");
  recognise->add_option("--dictionary", recognition->dictionary,
                        "JSON Lines in place of the shipped dictionary");
  recognise->add_flag("--without-model", recognition->without_model,
                      "the dictionary alone");
  recognise->add_option("--errors", recognition->errors,
                        "also write missed and wrong names, tab-separated");
  recognise->add_option("--rounds", recognition->rounds);
  return recognise;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("vigie-eval: figures as JSON on stdout", "vigie-eval");
  app.require_subcommand(1);
  vigie::eval::CollectionFiles files;
  std::string path;
  std::string other;
  uint32_t rounds = 5;
  int column = 1;
  CLI::App* retrieval =
      app.add_subcommand("retrieval", "ranking quality on BEIR files");
  AddCollection(retrieval, &files);
  CLI::App* mentions =
      app.add_subcommand("mentions", "articles found for names, on BEIR files");
  AddCollection(mentions, &files);
  mentions->add_option("--models", files.models,
                       "of train-recogniser --split --out: each article is "
                       "read by the model that has not seen it");
  CLI::App* conflate = app.add_subcommand(
      "conflate", "which word forms the analysis makes equal");
  conflate->add_option("--forms", path)->required();
  CLI::App* tokens = app.add_subcommand("tokens", "speed of the analysis");
  tokens->add_option("--text", path)->required();
  tokens->add_option("--rounds", rounds);
  CLI::App* compare = app.add_subcommand(
      "compare", "paired significance test of two --per-query files");
  uint32_t flips = 10'000;
  compare->add_option("--a", path)->required();
  compare->add_option("--b", other)->required();
  compare->add_option("--column", column, "1 mrr@10, 2 ndcg@10, 3 recall@100");
  compare->add_option("--rounds", flips);
  vigie::eval::LabelFilesToJudge judged;
  CLI::App* labels = AddLabels(&app, &judged);
  vigie::eval::RecognitionFiles recognition;
  CLI::App* recognise = AddRecognition(&app, &recognition);
  vigie::eval::LinkFiles linked;
  CLI::App* link =
      app.add_subcommand("link", "entities of mentions against Wikidata ids");
  link->add_option("--gold", linked.gold)->required();
  link->add_flag("--without-model", linked.without_model,
                 "the dictionary alone");
  CLI11_PARSE(app, argc, argv);

  Result<ordered_json> result = ordered_json();
  if (*retrieval) result = vigie::eval::EvaluateRetrieval(files);
  if (*mentions) result = vigie::eval::EvaluateMentions(files);
  if (*conflate) result = vigie::eval::EvaluateConflation(path);
  if (*tokens) result = vigie::eval::MeasureTokens(path, rounds);
  if (*labels) result = vigie::eval::EvaluateLabels(judged);
  if (*recognise) result = vigie::eval::EvaluateRecognition(recognition);
  if (*link) result = vigie::eval::EvaluateLinks(linked);
  if (*compare) result = Compare(path, other, column, flips);
  if (!result.ok()) {
    std::cerr << "vigie-eval: " << result.status().message() << "\n";
    return 1;
  }
  std::cout << result->dump(2) << "\n";
  return 0;
}
