#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>

#include "analysis/analyzer.h"
#include "bench/eval/found_names.h"
#include "bench/eval/name_scores.h"
#include "bench/eval/tasks.h"
#include "entities/recognizer.h"
#include "entities/sequence_model.h"

namespace vigie::eval {
namespace {

struct Run {
  std::vector<std::vector<GoldName>> found;  // by article
  NameScores scores;
  uint64_t tokens = 0;
  double seconds = 0;
};

// From raw text, the articles one after another.
void Recognise(const entities::Recognizer& recognizer,
               const std::vector<GoldArticle>& articles, Run* run) {
  const analysis::AnalyzedText no_title;
  run->tokens = 0;
  run->found.clear();
  const auto start = std::chrono::steady_clock::now();
  for (const GoldArticle& article : articles) {
    const analysis::AnalyzedText analyzed = analysis::Analyze(article.text);
    run->tokens += analyzed.positions;
    run->found.push_back(FoundNames(
        recognizer.RecognizeAll({"", &no_title}, {article.text, &analyzed}),
        recognizer.dictionary(), article.text));
  }
  const std::chrono::duration<double> spent =
      std::chrono::steady_clock::now() - start;
  run->seconds = spent.count();
  for (size_t i = 0; i < articles.size(); ++i) {
    run->scores.Add(articles[i], run->found[i]);
  }
}

Result<std::string> ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  if (!in) return Status(StatusCode::kNotFound, path + ": cannot be read");
  return content.str();
}

}  // namespace

Result<nlohmann::ordered_json> EvaluateRecognition(
    const RecognitionFiles& files) {
  Result<std::vector<GoldArticle>> articles = ReadGoldNames(files.gold);
  if (!articles.ok()) return articles.status();
  std::set<std::string> seen;
  if (!files.trained_on.empty()) {
    Result<std::vector<GoldArticle>> known = ReadGoldNames(files.trained_on);
    if (!known.ok()) return known.status();
    seen = SurfacesOf(*known);
  }
  Result<std::string> bytes = std::string();
  std::shared_ptr<const entities::SequenceModel> model;
  if (!files.without_model) {
    if (!files.model.empty()) {
      bytes = ReadFile(files.model);
      if (!bytes.ok()) return bytes.status();
    }
    auto mapped = files.model.empty() ? entities::SequenceModel::Shipped()
                                      : entities::SequenceModel::Map(*bytes);
    if (!mapped.ok()) return mapped.status();
    model = *mapped;
  }
  Result<std::string> lines =
      files.dictionary.empty()
          ? std::string(entities::Dictionary::ShippedJsonLines())
          : ReadFile(files.dictionary);
  if (!lines.ok()) return lines.status();
  auto dictionary = entities::Dictionary::Parse(*lines, files.dictionary);
  if (!dictionary.ok()) return dictionary.status();
  const entities::Recognizer recognizer(*dictionary, model);
  Run best{{}, NameScores(seen)};
  for (uint32_t round = 0; round < std::max(files.rounds, 1U); ++round) {
    Run run{{}, NameScores(seen)};
    Recognise(recognizer, *articles, &run);
    if (round == 0 || run.seconds < best.seconds) best = std::move(run);
  }
  if (!files.errors.empty()) {
    std::ofstream out(files.errors);
    for (size_t i = 0; i < articles->size(); ++i) {
      WriteErrors((*articles)[i], best.found[i], &out);
    }
  }
  nlohmann::ordered_json json = best.scores.ToJson();
  json["task"] = "recognise";
  json["articles"] = articles->size();
  json["model"] = model == nullptr ? "none" : model->version();
  json["dictionary"] = (*dictionary)->version();
  json["tokens"] = best.tokens;
  json["threads"] = 1;
  json["tokens_per_s"] = static_cast<double>(best.tokens) / best.seconds;
  return json;
}

}  // namespace vigie::eval
