// train-recogniser: makes and measures the model of names.
#include <CLI/CLI.hpp>
#include <atomic>
#include <fstream>
#include <iostream>
#include <iterator>
#include <thread>

#include "bench/train/experiment.h"
#include "bench/train/name_lists.h"
#include "bench/train/written_articles.h"

namespace {

using vigie::Result;
using vigie::Status;
using namespace vigie::train;  // NOLINT(google-build-using-namespace)

struct Options {
  std::string gold;
  std::string clusters;
  std::string words_of;
  NameListFiles lists;
  std::string split;  // empty: train on everything and write
  std::string out;
  std::string errors;
  std::string dictionary;
  std::string written;
  double forget = 0;
  uint32_t threads = 1;
  uint32_t parts = 100;
  Recipe recipe;
};

Result<WordLists> ReadWordLists(const Options& options) {
  WordLists lists;
  if (!options.lists.paths.empty()) {
    Status read = AddNameLists(options.lists, &lists);
    if (!read.ok()) return read;
  }
  if (!options.clusters.empty()) {
    Status read = AddClusters(options.clusters, &lists);
    if (!read.ok()) return read;
  }
  return lists;
}

std::string ReadWhole(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct PartScores {
  vigie::eval::NameScores tagger;
  vigie::eval::NameScores product;
};

// Every part in turn, `threads` at a time; the result does not depend on it.
Result<PartScores> MeasureParts(const Workshop& workshop,
                                const std::vector<std::vector<size_t>>& parts,
                                const Options& options) {
  std::vector<PartScores> scores(parts.size());
  std::vector<Status> kept(parts.size());
  std::atomic<size_t> next{0};
  const auto work = [&] {
    for (size_t i = next++; i < parts.size(); i = next++) {
      Measured measured = Measure(workshop, parts[i], options.recipe);
      if (!options.out.empty()) {
        kept[i] = KeepModel(options.out + "." + std::to_string(i), workshop,
                            parts[i], measured.model);
      }
      scores[i] = {std::move(measured.scores), std::move(measured.product)};
      std::cerr << "part " << i << ": f1 " << scores[i].product.f1() << "\n";
    }
  };
  std::vector<std::thread> threads;
  for (uint32_t i = 0; i < options.threads; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  for (Status& status : kept) {
    if (!status.ok()) return std::move(status);
  }
  PartScores all;
  for (const PartScores& part : scores) {
    all.tagger.Merge(part.tagger);
    all.product.Merge(part.product);
  }
  return all;
}

Status Run(const Options& options) {
  Result<std::vector<vigie::eval::GoldArticle>> gold =
      vigie::eval::ReadGoldNames(options.gold);
  if (!gold.ok()) return gold.status();
  const size_t labelled = gold->size();
  if (!options.written.empty()) {
    auto written = ReadWrittenArticles(options.written);
    if (!written.ok()) return written.status();
    std::move(written->begin(), written->end(), std::back_inserter(*gold));
  }
  Result<WordLists> lists = ReadWordLists(options);
  if (!lists.ok()) return lists.status();
  const WordSlots words = options.words_of.empty()
                              ? WordSlots(*lists)
                              : WordSlots(ReadWhole(options.words_of));
  std::string lines(vigie::entities::Dictionary::ShippedJsonLines());
  if (!options.dictionary.empty()) {
    lines = ReadWhole(options.dictionary);
  }
  auto dictionary =
      vigie::entities::Dictionary::Parse(lines, options.dictionary);
  if (!dictionary.ok()) return dictionary.status();
  const vigie::entities::Recognizer recognizer(*dictionary);
  vigie::entities::WordBook book(words.table());
  const std::vector<Labelled> articles =
      Describe(*gold, labelled, recognizer, options.forget, &book);
  std::ofstream errors(options.errors);
  const Workshop workshop{words, book, articles, *dictionary, &errors};
  if (!options.split.empty()) {
    auto parts = Split(articles, options.split);
    if (parts.size() > options.parts) parts.resize(options.parts);
    const Result<PartScores> scores = MeasureParts(workshop, parts, options);
    if (!scores.ok()) return scores.status();
    nlohmann::ordered_json json = scores->product.ToJson();
    json["tagger"] = scores->tagger.ToJson();
    uint32_t lost = 0;
    uint64_t learned = 0;
    for (const Labelled& article : articles) {
      lost += article.lost_names;
      for (const Example& example : article.examples) learned += example.size();
    }
    json["split"] = options.split;
    json["lost_names"] = lost;
    json["words_in_islands"] = learned;
    std::cout << json.dump(2) << "\n";
    return vigie::OkStatus();
  }
  std::vector<size_t> all(articles.size());
  for (size_t i = 0; i < all.size(); ++i) all[i] = i;
  std::ofstream out(options.out, std::ios::binary);
  out << TrainModel(workshop, all, options.recipe);
  out.close();
  return out ? vigie::OkStatus()
             : Status(vigie::StatusCode::kUnavailable,
                      options.out + ": cannot be written");
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("train-recogniser: makes and measures the model of names",
               "train-recogniser");
  app.add_option("--gold", options.gold)->required();
  app.add_option("--clusters", options.clusters);
  app.add_option("--words-of", options.words_of,
                 "a model whose clusters and lists to take instead");
  app.add_option("--hunspell", options.lists.hunspell, "fr.dic");
  app.add_option("--lists", options.lists.paths, "names, tab-separated");
  app.add_option("--skip", options.lists.skip,
                 "leave out lines of the lists that hold this");
  app.add_option("--split", options.split,
                 "measure instead: chronological, articles, many or months");
  app.add_option("--parts", options.parts, "measure only the first parts");
  app.add_option("--out", options.out,
                 "the model; with --split, of part N to OUT.N.bin, and the "
                 "articles it has not seen to OUT.N.ids");
  app.add_option("--dictionary", options.dictionary,
                 "JSON Lines; the shipped one when empty");
  app.add_option("--errors", options.errors,
                 "with --split: names that the product misses or gets wrong, "
                 "tab-separated");
  app.add_option("--threads", options.threads);
  app.add_option("--seeds", options.recipe.seeds, "models averaged");
  app.add_option("--keep", options.recipe.keep,
                 "share of the features that each of them sees");
  app.add_option("--inner", options.recipe.inner,
                 "parts for first passes; 1: no second pass");
  app.add_option("--buckets", options.recipe.buckets, "of 8 features each");
  app.add_option("--epochs", options.recipe.crf.epochs);
  app.add_option("--rate", options.recipe.crf.rate);
  app.add_option("--decay", options.recipe.crf.decay);
  app.add_option("--drop-names", options.recipe.crf.drop_names);
  app.add_option("--drop-any", options.recipe.crf.drop_any);
  app.add_option("--written", options.written,
                 "a directory of articles written to be trained on as well");
  app.add_option("--apart", options.recipe.crf.apart,
                 "of a step, for what labelled and written articles learn by "
                 "themselves");
  app.add_option("--forget", options.forget,
                 "share of listed names that training is not told of");
  app.add_option("--share", options.recipe.crf.share,
                 "of a step, taken in common by labels of a type or a part");
  app.add_option("--min-count", options.recipe.crf.min_count);
  CLI11_PARSE(app, argc, argv);
  const Status done = Run(options);
  if (done.ok()) return 0;
  std::cerr << "train-recogniser: " << done.message() << "\n";
  return 1;
}
