// cluster-words: groups words by the company they keep.
//
// Reads JSON Lines {text, source} on stdin; writes what AddClusters reads
// (name_lists.h) to stdout.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "analysis/analyzer.h"
#include "bench/train/word_vectors.h"

namespace {

using vigie::train::WordStream;
using vigie::train::WordVector;

struct Options {
  std::vector<std::string> without;  // beginnings of sources
  uint64_t most_bytes = 20'000'000;  // of one source
  uint32_t min_count = 5;
  uint32_t most_words = 80'000;
  uint32_t epochs = 3;
};

// Words of the sources, numbered as they come.
class Reader {
 public:
  explicit Reader(const Options& options) : options_(options) {}

  void Read(const std::string& source, const std::string& text) {
    for (const std::string& left_out : options_.without) {
      if (source.rfind(left_out, 0) == 0) return;
    }
    uint64_t& bytes = bytes_[source];
    if (bytes > options_.most_bytes) return;
    bytes += text.size();
    const vigie::analysis::AnalyzedText analyzed =
        vigie::analysis::Analyze(text);
    uint32_t sentence = 0;
    uint32_t position = 0;
    for (const vigie::analysis::Token& token : analyzed.tokens) {
      if (token.position != position) continue;
      ++position;
      if (token.sentence != sentence) stream_.push_back(WordStream::kEnd);
      sentence = token.sentence;
      stream_.push_back(Number(Key(text, token)));
    }
    stream_.push_back(WordStream::kEnd);
  }

  // Rare words left out, the others by falling frequency.
  WordStream Finish() {
    WordStream out;
    std::vector<uint32_t> order(words_.size());
    for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      return counts_[a] > counts_[b];
    });
    std::vector<uint32_t> renumbered(words_.size(), WordStream::kEnd);
    for (const uint32_t word : order) {
      if (counts_[word] < options_.min_count ||
          out.words.size() >= options_.most_words) {
        break;
      }
      renumbered[word] = static_cast<uint32_t>(out.words.size());
      out.words.push_back(words_[word]);
      out.counts.push_back(counts_[word]);
    }
    for (const uint32_t word : stream_) {
      if (word == WordStream::kEnd) {
        out.stream.push_back(word);
      } else if (renumbered[word] != WordStream::kEnd) {
        out.stream.push_back(renumbered[word]);
      }
    }
    return out;
  }

 private:
  // As it is written; a listed word at the start of a sentence in lower case.
  static std::string Key(const std::string& text,
                         const vigie::analysis::Token& token) {
    constexpr uint16_t kCommon =
        vigie::analysis::kSentenceInitial | vigie::analysis::kInLexicon;
    if ((token.flags & kCommon) == kCommon) return token.exact;
    return text.substr(token.range.begin, token.range.size());
  }

  uint32_t Number(const std::string& word) {
    const auto [found, added] =
        numbers_.try_emplace(word, static_cast<uint32_t>(words_.size()));
    if (added) {
      words_.push_back(word);
      counts_.push_back(0);
    }
    ++counts_[found->second];
    return found->second;
  }

  const Options& options_;
  std::map<std::string, uint64_t> bytes_;
  std::unordered_map<std::string, uint32_t> numbers_;
  std::vector<std::string> words_;
  std::vector<uint64_t> counts_;
  std::vector<uint32_t> stream_;
};

void Write(const WordStream& text, const std::vector<WordVector>& vectors) {
  constexpr uint32_t kRounds = 12;
  constexpr std::array<uint32_t, 4> kGroups = {1024, 256, 64, 16};
  const std::vector<uint32_t> fine =
      vigie::train::Group(vectors, kGroups[0], kRounds);
  const std::vector<WordVector> middles =
      vigie::train::Middles(vectors, fine, kGroups[0]);
  std::vector<std::vector<uint32_t>> coarse;
  for (size_t level = 1; level < kGroups.size(); ++level) {
    coarse.push_back(vigie::train::Group(middles, kGroups[level], 2 * kRounds));
  }
  for (uint32_t cluster = 0; cluster < kGroups[0]; ++cluster) {
    std::cout << "#\t" << cluster;
    for (const auto& groups : coarse) std::cout << '\t' << groups[cluster];
    std::cout << '\n';
  }
  for (size_t i = 0; i < text.words.size(); ++i) {
    std::cout << text.words[i] << '\t' << fine[i] << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("cluster-words: groups words by the company they keep",
               "cluster-words");
  app.add_option("--without", options.without, "beginnings of source names");
  app.add_option("--most-bytes", options.most_bytes, "of one source");
  app.add_option("--min-count", options.min_count);
  app.add_option("--most-words", options.most_words);
  app.add_option("--epochs", options.epochs);
  CLI11_PARSE(app, argc, argv);
  Reader reader(options);
  std::string line;
  while (std::getline(std::cin, line)) {
    const nlohmann::json document = nlohmann::json::parse(line, nullptr, false);
    if (document.is_discarded()) {
      std::cerr << "cluster-words: a line is no JSON\n";
      return 1;
    }
    reader.Read(document.value("source", ""), document.value("text", ""));
  }
  const WordStream text = reader.Finish();
  std::cerr << text.words.size() << " words, " << text.stream.size()
            << " in running text\n";
  Write(text, vigie::train::LearnVectors(text, options.epochs));
  return std::cout ? 0 : 1;
}
