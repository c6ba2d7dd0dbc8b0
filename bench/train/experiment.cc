#include "bench/train/experiment.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <mutex>
#include <random>
#include <sstream>
#include <thread>

#include "bench/eval/found_names.h"

namespace vigie::train {
namespace {

// Keeps `bytes` alive with the model that views them.
std::shared_ptr<const entities::SequenceModel> MapOwned(std::string bytes) {
  auto model = entities::SequenceModel::Own(std::move(bytes));
  if (!model.ok()) std::abort();  // just written
  return *model;
}

std::vector<const Example*> Pointers(const std::vector<Example>& examples) {
  std::vector<const Example*> pointers;
  for (const Example& example : examples) pointers.push_back(&example);
  return pointers;
}

// Labels of the first pass alone, by the model as it will run.
std::vector<uint8_t> FirstPass(const entities::SequenceModel& model,
                               const Labelled& article) {
  std::vector<uint8_t> labels(article.labels.size(), entities::kOutside);
  for (const Example& example : article.examples) {
    std::vector<entities::Scores> scores(example.size());
    uint32_t at = 0;
    for (uint32_t i = 0; i < example.size(); ++i) {
      const entities::Rows rows(example.rows.begin() + at,
                                example.rows.begin() + example.row_ends[i]);
      at = example.row_ends[i];
      model.AddRows(rows, &scores[i]);
    }
    entities::LabelBest(model, {scores.data(), example.size(), nullptr},
                        &labels[example.begin]);
  }
  return labels;
}

// Parts of the chosen articles, neighbours in time together.
std::vector<std::vector<size_t>> InnerParts(const std::vector<size_t>& chosen,
                                            uint32_t parts) {
  std::vector<std::vector<size_t>> split(parts);
  for (size_t i = 0; i < chosen.size(); ++i) {
    split[i * parts / chosen.size()].push_back(chosen[i]);
  }
  return split;
}

std::vector<Example> PassTwoExamples(const Workshop& workshop,
                                     const std::vector<size_t>& chosen,
                                     const Recipe& recipe) {
  std::vector<Example> examples;
  for (const std::vector<size_t>& part : InnerParts(chosen, recipe.inner)) {
    std::vector<const Example*> others;
    for (const size_t i : chosen) {
      if (std::binary_search(part.begin(), part.end(), i)) continue;
      for (const Example& example : workshop.articles[i].examples) {
        others.push_back(&example);
      }
    }
    CrfOptions options = recipe.crf;
    options.epochs = std::max(options.epochs / 2, 4U);
    const auto model = MapOwned(
        WriteModel(Train(others, options), workshop.words, recipe.buckets));
    for (const size_t i : part) {
      const Labelled& article = workshop.articles[i];
      for (Example& example :
           WithEvidence(article, FirstPass(*model, article), workshop.book)) {
        examples.push_back(std::move(example));
      }
    }
  }
  return examples;
}

std::vector<eval::GoldName> FindAllNames(const entities::Recognizer& recognizer,
                                         const Labelled& article) {
  const analysis::AnalyzedText no_title;
  const std::string& text = article.gold->text;
  return eval::FoundNames(
      recognizer.RecognizeAll({"", &no_title}, {text, article.analyzed.get()}),
      recognizer.dictionary(), text);
}

}  // namespace

std::string TrainModel(const Workshop& workshop,
                       const std::vector<size_t>& chosen,
                       const Recipe& recipe) {
  std::vector<Example> examples;
  if (recipe.inner > 1) {
    examples = PassTwoExamples(workshop, chosen, recipe);
  } else {
    for (const size_t i : chosen) {
      for (const Example& example : workshop.articles[i].examples) {
        examples.push_back(example);
      }
    }
  }
  const std::vector<const Example*> pointers = Pointers(examples);
  std::vector<Weights> models(recipe.seeds);
  std::vector<std::thread> threads;
  for (uint32_t i = 0; i < recipe.seeds; ++i) {
    CrfOptions options = recipe.crf;
    options.seed = i + 1;
    options.keep = recipe.keep;
    threads.emplace_back(
        [&, i, options] { models[i] = Train(pointers, options); });
  }
  for (std::thread& thread : threads) thread.join();
  return WriteModel(models.size() == 1 ? models[0] : Average(models),
                    workshop.words, recipe.buckets);
}

std::vector<eval::GoldName> FindNames(const entities::NameTagger& tagger,
                                      const Labelled& article) {
  const auto tokens = entities::PlainTokens(*article.analyzed);
  std::vector<eval::GoldName> names;
  const auto found = tagger.Tag(
      {{article.gold->text, article.analyzed.get(), article.listed}});
  for (const entities::TaggedName& name : found[0]) {
    names.push_back({{tokens[name.positions.begin]->range.begin,
                      tokens[name.positions.end - 1]->range.end},
                     name.type});
  }
  return names;
}

Measured Measure(const Workshop& workshop, const std::vector<size_t>& held_out,
                 const Recipe& recipe) {
  std::vector<size_t> chosen;
  std::vector<eval::GoldArticle> known;
  for (size_t i = 0; i < workshop.articles.size(); ++i) {
    if (std::find(held_out.begin(), held_out.end(), i) != held_out.end()) {
      continue;
    }
    chosen.push_back(i);
    known.push_back(*workshop.articles[i].gold);
  }
  std::string model = TrainModel(workshop, chosen, recipe);
  const auto mapped = MapOwned(model);
  const entities::NameTagger tagger(mapped);
  const entities::Recognizer recognizer(workshop.dictionary, mapped);
  eval::NameScores scores(eval::SurfacesOf(known));
  eval::NameScores product = scores;
  std::ostringstream errors;
  for (const size_t i : held_out) {
    const std::vector<eval::GoldName> found =
        FindNames(tagger, workshop.articles[i]);
    scores.Add(*workshop.articles[i].gold, found);
    const std::vector<eval::GoldName> all =
        FindAllNames(recognizer, workshop.articles[i]);
    product.Add(*workshop.articles[i].gold, all);
    eval::WriteErrors(*workshop.articles[i].gold, all, &errors);
  }
  if (workshop.errors != nullptr) {
    static std::mutex turn;
    const std::lock_guard<std::mutex> lock(turn);
    *workshop.errors << errors.str();
  }
  return {std::move(scores), std::move(product), std::move(model)};
}

Status KeepModel(const std::string& name, const Workshop& workshop,
                 const std::vector<size_t>& held_out,
                 const std::string& model) {
  std::ofstream ids(name + ".ids");
  for (const size_t i : held_out) ids << workshop.articles[i].gold->id << '\n';
  std::ofstream out(name + ".bin", std::ios::binary);
  out << model;
  ids.close();
  out.close();
  if (ids && out) return OkStatus();
  return Status(StatusCode::kUnavailable, name + ": cannot be written");
}

std::vector<std::vector<size_t>> Split(const std::vector<Labelled>& articles,
                                       const std::string& how) {
  std::vector<size_t> order;
  for (size_t i = 0; i < articles.size(); ++i) {
    if (!articles[i].written) order.push_back(i);
  }
  const auto date = [&](size_t i) { return articles[i].gold->date; };
  if (how == "chronological") {
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return date(a) < date(b); });
    return {{order.begin() + static_cast<ptrdiff_t>(order.size() * 85 / 100),
             order.end()}};
  }
  std::vector<std::vector<size_t>> parts(how == "many" ? 20 : 5);
  if (how == "articles" || how == "many") {
    std::mt19937_64 random(20261122);
    for (size_t i = order.size(); i > 1; --i) {
      std::swap(order[i - 1], order[random() % i]);
    }
    for (size_t i = 0; i < order.size(); ++i) {
      parts[i % parts.size()].push_back(order[i]);
    }
  } else {
    std::map<std::string, size_t> months;
    for (const size_t i : order) {
      const size_t next = months.size();
      const size_t month =
          months.try_emplace(date(i).substr(0, 7), next).first->second;
      parts[month % 5].push_back(i);
    }
  }
  for (std::vector<size_t>& part : parts) std::sort(part.begin(), part.end());
  return parts;
}

}  // namespace vigie::train
