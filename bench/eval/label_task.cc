#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "bench/eval/labels.h"
#include "bench/eval/tasks.h"

namespace vigie::eval {
namespace {

using entities::Dictionary;
using entities::Recognizer;
using nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr double kConceptFloor = .95;

ordered_json Show(const LabelCounts& counts) {
  return {{"sentences", counts.sentences}, {"right", counts.right},
          {"wrong", counts.wrong},         {"missed", counts.missed},
          {"unjudged", counts.unjudged},   {"precision", counts.precision()},
          {"recall", counts.recall()}};
}

Result<Half> HalfOf(const std::string& name) {
  if (name == "tune") return Half::kTune;
  if (name == "held-out") return Half::kHeldOut;
  if (name == "all") return Half::kAll;
  return Status(StatusCode::kInvalidArgument,
                "--half: write tune, held-out or all");
}

Result<std::shared_ptr<const Dictionary>> ReadDictionary(
    const std::string& path) {
  if (path.empty()) {
    return Dictionary::Parse(Dictionary::ShippedJsonLines(), "shipped");
  }
  std::ifstream in(path);
  if (!in) return Status(StatusCode::kNotFound, path + ": cannot be read");
  std::ostringstream lines;
  lines << in.rdbuf();
  return Dictionary::Parse(lines.str(), path);
}

Result<std::vector<std::string>> LabelFiles(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> paths;
  for (const auto& file : fs::directory_iterator(folder, error)) {
    if (file.path().extension() == ".tsv") paths.push_back(file.path());
  }
  if (error) return Status(StatusCode::kNotFound, folder + ": cannot be read");
  std::sort(paths.begin(), paths.end());
  return paths;
}

Status JudgeConcepts(const Recognizer& recognizer, const std::string& folder,
                     Half half, ordered_json* out, LabelErrors* errors) {
  const Result<std::vector<std::string>> files = LabelFiles(folder);
  if (!files.ok()) return files.status();
  ordered_json rows = ordered_json::array();
  uint32_t reached = 0;
  for (const std::string& path : *files) {
    const Result<LabelCounts> counts =
        JudgeConcept(recognizer, path, half, errors);
    if (!counts.ok()) return counts.status();
    const std::string name = fs::path(path).stem();
    ordered_json row = {{"file", name}, {"concept", ConceptOfLabels(name)}};
    row.update(Show(*counts));
    rows.push_back(std::move(row));
    if (counts->precision() >= kConceptFloor &&
        counts->recall() >= kConceptFloor) {
      ++reached;
    }
  }
  (*out)["concepts_at_floor"] = reached;
  (*out)["concepts"] = std::move(rows);
  return Status();
}

}  // namespace

Result<ordered_json> EvaluateLabels(const LabelFilesToJudge& files) {
  const Result<Half> half = HalfOf(files.half);
  if (!half.ok()) return half.status();
  const auto dictionary = ReadDictionary(files.dictionary);
  if (!dictionary.ok()) return dictionary.status();
  const Recognizer recognizer(*dictionary);
  LabelErrors errors;
  ordered_json out = {{"task", "labels"},
                      {"half", files.half},
                      {"dictionary", (*dictionary)->version()}};
  if (!files.concepts.empty()) {
    const Status status =
        JudgeConcepts(recognizer, files.concepts, *half, &out, &errors);
    if (!status.ok()) return status;
  }
  if (!files.sentences.empty()) {
    const Result<LabelCounts> counts =
        JudgeDictionary(recognizer, files.sentences, *half, &errors);
    if (!counts.ok()) return counts.status();
    out["names"] = Show(*counts);
  }
  if (files.show_errors) out["tune_errors"] = errors;
  return out;
}

}  // namespace vigie::eval
