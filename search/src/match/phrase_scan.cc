#include "match/phrase_scan.h"

#include <algorithm>
#include <utility>

#include "index/columns.h"
#include "index/phrase_search.h"
#include "index/schema.h"
#include "match/phrase_pairs.h"

namespace vigie::match {
namespace {

constexpr uint32_t kMostPlaces = 64;

// Each term's word, numbered by its place in the phrase's list of terms.
std::vector<SoughtWord> WordsOf(const query::PlanNode& phrase) {
  std::vector<SoughtWord> words;
  for (const query::TermSpec& term : phrase.terms) {
    SoughtWord word;
    word.form = term.exact ? term.accented : term.form;
    if (term.exact) {
      word.by = SoughtWord::By::kExact;
    } else {
      word.stem = term.stem;
    }
    words.push_back(std::move(word));
  }
  return words;
}

// The codes of the words that may stand at each place; none: any word may.
// Nothing where a word of the phrase is not in the segment.
std::optional<std::vector<std::vector<uint32_t>>> CodesByPlace(
    const query::PlanNode& phrase, const index::Vocabulary& vocabulary) {
  uint32_t last = 0;
  for (const query::TermSpec& term : phrase.terms) {
    last = std::max(last, PlaceOf(phrase, term));
  }
  std::vector<std::vector<uint32_t>> places(last + size_t{1});
  const std::vector<SoughtWord> words = WordsOf(phrase);
  for (size_t i = 0; i < words.size(); ++i) {
    FindCodes(words[i], vocabulary, &places[PlaceOf(phrase, phrase.terms[i])]);
  }
  for (const query::TermSpec& term : phrase.terms) {
    std::vector<uint32_t>& codes = places[PlaceOf(phrase, term)];
    if (codes.empty()) return {};
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  }
  return places;
}

// Those of the documents where the list's word stands once, in the text.
DocSet WithOne(const PostingList& list, const DocSet& within) {
  const std::vector<uint32_t> docs = within.Sorted();
  std::vector<uint32_t> kept;
  if (const index::DenseList* stored = list.stored()) {
    std::vector<uint32_t> wdf(docs.size());
    stored->ReadWdf({docs.data(), docs.size()}, wdf.data());
    for (size_t i = 0; i < docs.size(); ++i) {
      if (wdf[i] == index::kTextWdf) kept.push_back(docs[i]);
    }
    return DocSet::OfSorted(std::move(kept));
  }
  const std::vector<uint32_t>& listed = list.docs();
  const uint32_t* const begin = listed.data();
  const uint32_t* const end = begin + listed.size();
  const uint32_t* at = begin;
  for (const uint32_t doc : docs) {
    at = Gallop(at, end, doc);
    if (at == end) break;
    const bool once = *at == doc && list.wdf(static_cast<size_t>(at - begin)) ==
                                        index::kTextWdf;
    if (once) kept.push_back(doc);
  }
  return DocSet::OfSorted(std::move(kept));
}

// Documents that memory is asked for before they are searched.
constexpr size_t kAhead = 3;

}  // namespace

bool PhraseScan::Knows(const query::PlanNode& node) {
  const bool is_phrase =
      node.kind == query::NodeKind::kPhrase ||
      (node.kind == query::NodeKind::kWord && node.terms.front().exact);
  if (!is_phrase || node.zone != query::Zone::kAnywhere || node.terms.empty()) {
    return false;
  }
  for (const query::TermSpec& term : node.terms) {
    if (term.offset < node.terms.front().offset ||
        PlaceOf(node, term) >= kMostPlaces) {
      return false;
    }
  }
  return true;
}

PhraseScan::PhraseScan(const query::PlanNode& phrase, const Context& context)
    : phrase_(phrase),
      context_(context),
      segment_(*context.catalog.segments()[context.segment]),
      budget_(*context.budget) {
  if (segment_.columns() != nullptr) {
    auto places = CodesByPlace(phrase, segment_.vocabulary());
    nowhere_ = !places;
    if (nowhere_) return;
    places_ = *std::move(places);
    return;
  }
  codes_.emplace(WordsOf(phrase), segment_);
  uint64_t words = 0;
  for (const query::TermSpec& term : phrase.terms) {
    bits_.push_back(uint64_t{1} << PlaceOf(phrase, term));
    words |= bits_.back();
    if (bits_.back() > last_) last_ = bits_.back();
  }
  anything_ = (last_ | (last_ - 1)) & ~words;
}

uint64_t PhraseScan::Seen(uint32_t code) const {
  uint64_t seen = 0;
  codes_->Visit(code, [&](uint32_t word) { seen |= bits_[word]; });
  return seen;
}

DocSet PhraseScan::Holding(const DocSet& candidates) {
  if (nowhere_) return {};
  if (segment_.columns() == nullptr) {
    return candidates.Filtered([this](uint32_t doc) { return Holds(doc); });
  }
  const std::vector<BesideDocs> pairs =
      FindPairs(phrase_, places_, segment_, context_.segment, context_.terms);
  DocSet beside = candidates.View();
  DocSet certain = candidates.View();
  for (const BesideDocs& pair : pairs) {
    budget_.Spend(pair.possible.size() / PositionBudget::kSearchedBytes);
    beside = Intersect(beside, pair.possible);
    certain = Intersect(certain, pair.certain);
  }
  const bool all_pairs = !pairs.empty() && pairs.size() + 1 == places_.size();
  if (!all_pairs) return Searched(beside);
  const DocSet sure = Certain(certain);
  if (sure.size() == beside.size()) return DocSet::Owned(std::move(beside));
  const DocSet searched = Searched(Subtract(beside, sure));
  return Unite({&sure, &searched}, segment_.size());
}

DocSet PhraseScan::Certain(const DocSet& beside) const {
  DocSet certain = beside.View();
  for (const query::TermSpec& term : phrase_.terms) {
    const uint32_t place = PlaceOf(phrase_, term);
    if (place == 0 || place + 1 == places_.size()) continue;
    const TermLists* lists =
        context_.terms->Find(index::Term(index::kPrefixStem, term.stem));
    if (lists == nullptr) return {};
    certain = WithOne(*lists->list(context_.segment), certain);
  }
  return certain;
}

DocSet PhraseScan::Searched(const DocSet& candidates) {
  if (candidates.empty()) return {};
  const index::MappedTokens& tokens = segment_.columns()->tokens();
  index::PhraseSearch search(tokens, places_);
  const std::vector<uint32_t> docs = candidates.Sorted();
  std::vector<uint32_t> held;
  for (size_t i = 0; i < docs.size(); ++i) {
    if (i + 2 * kAhead < docs.size()) {
      tokens.PrefetchBegin(docs[i + 2 * kAhead]);
    }
    if (i + kAhead < docs.size()) search.Prefetch(docs[i + kAhead]);
    budget_.Spend(PositionBudget::kSearchCost +
                  tokens.BytesOf(docs[i]).size() /
                      PositionBudget::kSearchedBytes);
    if (search.Holds(docs[i])) held.push_back(docs[i]);
  }
  return DocSet::OfSorted(std::move(held));
}

bool PhraseScan::Holds(uint32_t doc) {
  segment_.ReadSought(doc, codes_->sought(), {}, &tokens_);
  budget_.Spend(PositionBudget::kArticleCost + tokens_.positions);
  uint64_t state = 0;  // bit i: the phrase stands here up to its place i
  uint32_t next = 0;   // position after the one that `state` is of
  const auto end = tokens_.found.end();
  for (auto token = tokens_.found.begin(); token != end;) {
    const uint32_t at = token->position;
    uint64_t seen = 0;
    for (; token != end && token->position == at; ++token) {
      seen |= Seen(token->code);
    }
    const uint32_t title = tokens_.title_positions;
    if (next <= title && title <= at) state = 0;
    for (; next < at && state != 0; ++next) state = state << 1 & anything_;
    state = (state << 1 | 1) & (seen | anything_);
    next = at + 1;
    if ((state & last_) != 0) return true;
  }
  return false;
}

std::string PhraseName(const query::PlanNode& phrase) {
  std::string name("\0phrase", 7);
  for (const query::TermSpec& term : phrase.terms) {
    name += '\0';
    name += std::to_string(PlaceOf(phrase, term));
    name += term.exact ? '=' : ' ';
    name += term.exact ? term.accented : term.form;
    if (!term.exact) name.append(1, ' ').append(term.stem);
  }
  return name;
}

}  // namespace vigie::match
