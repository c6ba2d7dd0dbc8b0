#include "entities/word_senses.h"

#include <algorithm>

#include "entities/inflection.h"
#include "entities/surface.h"
#include "text/same_bytes.h"

namespace vigie::entities {
namespace {

// Distinct words after which a thread forgets the rare ones; a sense takes
// about 100 bytes with its slot and outputs.
constexpr size_t kMostWords = 40'960;
// Words ahead: about as long as memory takes to answer.
constexpr size_t kPrefetched = 8;

// Form, accents and stem decide what a word means.
uint64_t KeyOf(const analysis::Token& token) {
  uint64_t key = Gazetteer::WordHash(token.form);
  if (!text::SameBytes(token.exact, token.form)) {
    key += Gazetteer::WordHash(token.exact) * 0x9E3779B97F4A7C15U;
  }
  if (!text::SameBytes(token.stem, token.form)) {
    key += Gazetteer::WordHash(token.stem) * 0xD6E8FEB86659FD93U;
  }
  return key;
}

bool Agrees(const Pattern& pattern, const analysis::Token& token) {
  if (!pattern.forms.empty() && !SameWord(pattern.forms.front(), token.form)) {
    return false;
  }
  if (pattern.kind != PatternKind::kMember || pattern.accented.empty()) {
    return true;
  }
  const std::string& wanted = pattern.accented.front();
  return FirstCharacters(token.exact, CountCharacters(wanted)) == wanted;
}

SoleNames SoleNamesAt(const Gazetteer& gazetteer, uint32_t node) {
  SoleNames sole = SoleNames::kNone;
  for (const uint32_t output : gazetteer.outputs(node)) {
    const GazetteerAlias& alias = gazetteer.alias(output & ~kAnyGaps);
    const GazetteerPolicy policy = Gazetteer::policy(alias);
    if (policy.kind == AliasKind::kLabel ||
        gazetteer.suppressed(alias.entity)) {
      continue;
    }
    if (policy.case_policy != CasePolicy::kCapitalized ||
        (alias.capitals & 1U) == 0) {
      return SoleNames::kAny;
    }
    sole = SoleNames::kCapitalized;
  }
  return sole;
}

}  // namespace

WordSenses& WordSenses::OfThread(const Patterns& patterns) {
  thread_local WordSenses senses;
  if (senses.patterns_id_ != patterns.id) {
    senses.Clear();
    senses.patterns_id_ = patterns.id;
  } else if (senses.senses_.size() > kMostWords) {
    senses.ForgetRare();
  }
  return senses;
}

std::vector<uint32_t> WordSenses::Number(
    const Patterns& patterns, const std::vector<analysis::Token>& tokens) {
  std::vector<uint64_t> keys;
  keys.reserve(tokens.size());
  for (const analysis::Token& token : tokens) keys.push_back(KeyOf(token));
  std::vector<uint32_t> numbers;
  numbers.reserve(tokens.size());
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (i + kPrefetched < keys.size()) {
      numbers_.Prefetch(keys[i + kPrefetched]);
    }
    const uint32_t number = numbers_.Find(keys[i]);
    if (number == senses_.size()) Add(patterns, tokens[i]);
    numbers.push_back(number);
    Prefetch(number);
  }
  return numbers;
}

void WordSenses::Clear() {
  numbers_.Clear();
  senses_.clear();
  outputs_.clear();
}

void WordSenses::ForgetRare() {
  KeepOnly(numbers_.ForgetRare(kMostWords / 3 * 2), &senses_);
  // In the order of their words, as these are kept.
  uint32_t end = 0;
  for (WordSense& sense : senses_) {
    const uint32_t begin = end;
    for (uint32_t at = sense.outputs_begin; at < sense.outputs_end; ++at) {
      outputs_[end++] = outputs_[at];
    }
    sense.outputs_begin = begin;
    sense.outputs_end = end;
  }
  outputs_.resize(end);
}

void WordSenses::Add(const Patterns& patterns, const analysis::Token& token) {
  const TokenTrie& trie = patterns.trie;
  WordSense sense;
  sense.form_hash = Gazetteer::WordHash(token.form);
  sense.outputs_begin = static_cast<uint32_t>(outputs_.size());
  for (const WordSpace space : {WordSpace::kForm, WordSpace::kStem}) {
    const auto at = static_cast<size_t>(space);
    sense.word[at] = trie.FindWord(space == WordSpace::kForm
                                       ? sense.form_hash
                                       : Gazetteer::WordHash(token.stem));
    const uint32_t node = trie.Child(TokenTrie::kRoot, sense.word[at], space);
    if (node == TokenTrie::kNone) continue;
    if (trie.goes_on(node)) sense.goes_on[at] = node;
    AddOutputs(patterns, token, node);
  }
  sense.outputs_end = static_cast<uint32_t>(outputs_.size());
  const Gazetteer& gazetteer = *patterns.compiled.gazetteer;
  const uint64_t edge = GazetteerKey(kGazetteerRoot, sense.form_hash);
  sense.gazetteer_node =
      patterns.compiled.edges.MayHold(edge)
          ? gazetteer.ChildOf(edge).value_or(WordSense::kNowhere)
          : WordSense::kNowhere;
  if (sense.gazetteer_node != WordSense::kNowhere) {
    sense.gazetteer_ends = SoleNamesAt(gazetteer, sense.gazetteer_node);
  }
  senses_.push_back(sense);
}

void WordSenses::AddOutputs(const Patterns& patterns,
                            const analysis::Token& token, uint32_t node) {
  for (const uint32_t output : patterns.trie.outputs(node)) {
    const Pattern& pattern = patterns.patterns[output];
    if (!Agrees(pattern, token)) continue;
    SenseOutput made;
    made.kind = pattern.kind;
    made.target = pattern.target;
    made.pattern = output;
    if (pattern.kind == PatternKind::kMember) {
      const CompiledMember& member = patterns.members[pattern.target];
      made.exact = !member.exact.empty();
      made.word_class = member.word_class;
    } else if (pattern.kind == PatternKind::kAlias) {
      const CompiledAlias& alias = patterns.aliases[pattern.target];
      made.capital = alias.alias->case_policy == CasePolicy::kCapitalized &&
                     (alias.capitals & 1U) != 0;
    }
    outputs_.push_back(made);
  }
}

}  // namespace vigie::entities
