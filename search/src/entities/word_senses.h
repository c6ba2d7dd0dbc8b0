// What a word means to a dictionary wherever it stands: which names, contexts
// and set members it is by itself, and where longer ones go on from it.
#ifndef VIGIE_ENTITIES_WORD_SENSES_H_
#define VIGIE_ENTITIES_WORD_SENSES_H_

#include <array>
#include <cstdint>
#include <vector>

#include "analysis/token.h"
#include "entities/patterns.h"
#include "entities/word_numbers.h"

namespace vigie::entities {

// Which aliases of the compiled dictionary a word is by itself: none, none but
// such as want a capital, others.
enum class SoleNames : uint8_t { kNone, kCapitalized, kAny };

struct WordSense {
  uint64_t form_hash = 0;  // Gazetteer::WordHash
  // By WordSpace: its number in the trie, and the node that it leads to if
  // longer paths go on from there, else kNone.
  std::array<uint32_t, 2> word{};
  std::array<uint32_t, 2> goes_on{};
  // Where the compiled dictionary's trie leads to; kNowhere.
  uint32_t gazetteer_node = 0;
  SoleNames gazetteer_ends = SoleNames::kNone;  // that end there
  // Half-open range of WordSenses::outputs.
  uint32_t outputs_begin = 0;
  uint32_t outputs_end = 0;

  static constexpr uint32_t kNowhere = 0xFFFFFFFFU;
};

// A pattern of this word alone that it agrees with as far as its form and
// accents say.
struct SenseOutput {
  PatternKind kind = PatternKind::kAlias;
  bool capital = false;  // an alias that wants one
  bool exact = false;    // a member that wants a surface
  SetItem::WordClass word_class = SetItem::WordClass::kAny;  // of a member
  uint32_t target = 0;   // as Pattern::target
  uint32_t pattern = 0;  // index into Patterns::patterns
};

// The distinct words met so far. Thread-compatible.
class WordSenses {
 public:
  // Those of the calling thread for `patterns`; forgets words when there are
  // too many, so numbers hold until the next call.
  static WordSenses& OfThread(const Patterns& patterns);

  // The numbers of the tokens' words, in order. REQUIRES: `patterns` are those
  // of OfThread.
  std::vector<uint32_t> Number(const Patterns& patterns,
                               const std::vector<analysis::Token>& tokens);
  const WordSense& operator[](uint32_t number) const { return senses_[number]; }
  const SenseOutput& output(uint32_t index) const { return outputs_[index]; }
  void Prefetch(uint32_t number) const { __builtin_prefetch(&senses_[number]); }
  void PrefetchOutputs(const WordSense& sense) const {
    __builtin_prefetch(outputs_.data() + sense.outputs_begin);
  }

 private:
  void Clear();
  void ForgetRare();
  void Add(const Patterns& patterns, const analysis::Token& token);
  void AddOutputs(const Patterns& patterns, const analysis::Token& token,
                  uint32_t node);

  uint64_t patterns_id_ = 0;
  WordNumbers<uint64_t> numbers_;
  std::vector<WordSense> senses_;
  std::vector<SenseOutput> outputs_;
};

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_WORD_SENSES_H_
