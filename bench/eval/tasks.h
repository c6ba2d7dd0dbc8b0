// The tasks of vigie-eval; each returns the JSON object that it prints.
#ifndef VIGIE_BENCH_EVAL_TASKS_H_
#define VIGIE_BENCH_EVAL_TASKS_H_

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bench/eval/beir.h"
#include "vigie/index_writer.h"
#include "vigie/snapshot.h"
#include "vigie/status.h"

namespace vigie::eval {

struct CollectionFiles {
  std::string corpus;
  std::string queries;
  std::string judgements;
  std::string per_query;  // written when not empty: id, then one score a column
  // PATH of `train-recogniser --split --out PATH`: articles are read by the
  // model that has not seen them. Empty: the shipped model reads all.
  std::string models;
};

// mrr@10, ndcg@10, recall@100, means over the queries that have a judgement.
Result<nlohmann::ordered_json> EvaluateRetrieval(const CollectionFiles& files);

// Each query is a name: precision and recall of the articles that mention it,
// micro-averaged over (name, article) pairs.
Result<nlohmann::ordered_json> EvaluateMentions(const CollectionFiles& files);

// `forms`: TSV with a header, columns form, lemma, upos, count. A query is a
// content-word form drawn by its count; it finds the forms that the analysis
// makes equal to it, weighted by count too. Recall is over the *other* forms
// that share a lemma with it; precision over everything found, itself included.
Result<nlohmann::ordered_json> EvaluateConflation(const std::string& forms);

// Tokens per second of the whole chain from raw text, one thread: best and
// median of `rounds` passes.
Result<nlohmann::ordered_json> MeasureTokens(const std::string& text,
                                             uint32_t rounds);

struct LabelFilesToJudge {
  std::string concepts;      // folder of a file per concept; may be empty
  std::string sentences;     // file of names; may be empty
  std::string half;          // "tune", "held-out" or "all"
  std::string dictionary;    // JSON Lines; the shipped one when empty
  bool show_errors = false;  // of the tuning half alone
};

// Precision and recall of recognition on labelled sentences, for each concept
// and for the names of the dictionary.
Result<nlohmann::ordered_json> EvaluateLabels(const LabelFilesToJudge& files);

struct RecognitionFiles {
  std::string gold;        // gold_names.h says the format
  std::string trained_on;  // the same; for unseen_recall; may be empty
  std::string model;       // empty: the shipped one
  std::string dictionary;  // JSON Lines; the shipped one when empty
  std::string errors;      // written when not empty: missed and wrong names
  bool without_model = false;
  uint32_t rounds = 1;
};

// Names found in articles, strict ranges and types, outermost: precision,
// recall, f1, also per type; unseen_recall over the names whose surface is
// nowhere labelled in `trained_on`; tokens_per_s of analysis and recognition
// from raw text, one thread, best of `rounds`. On articles that the model was
// trained on the scores are too high: see train-recogniser --split.
Result<nlohmann::ordered_json> EvaluateRecognition(
    const RecognitionFiles& files);

struct LinkFiles {
  std::string gold;  // JSON Lines {text, entities[{start, end, qid}]}
  bool without_model = false;
};

// Entities of the labelled mentions, from raw text: precision, recall and f1
// of those that a human gave a Wikidata id, nil_accuracy of those that he gave
// "NIL". Offsets in code points. A labelled mention that none of ours overlaps
// has no id; of several the one that overlaps most counts. An entity whose
// Wikidata id the dictionary does not know counts as none.
Result<nlohmann::ordered_json> EvaluateLinks(const LinkFiles& files);

// An index over articles in a temporary folder that lives as long.
class TemporaryIndex {
 public:
  struct Batch {
    std::vector<Article> articles;
    WriterOptions options;
  };
  static Result<std::unique_ptr<TemporaryIndex>> Build(
      const std::vector<Batch>& batches);
  ~TemporaryIndex();
  const Snapshot& snapshot() const { return *snapshot_; }

 private:
  static Status AddBatch(const std::string& directory, const Batch& batch);

  std::string folder_;
  std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace vigie::eval

#endif  // VIGIE_BENCH_EVAL_TASKS_H_
