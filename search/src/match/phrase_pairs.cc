#include "match/phrase_pairs.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "index/columns.h"
#include "index/pair_lists.h"
#include "index/schema.h"

namespace vigie::match {
namespace {

// Names are not stemmed, other words are: rarely has a form more than two.
constexpr size_t kMostStems = 4;

// A stem that words at a place have.
struct StemAt {
  std::string_view stem;
  uint32_t word = 0;   // the lowest code of its words
  bool asked = false;  // by the phrase
  bool whole = false;  // all its words may stand at the place
};

// Nothing where there are too many.
std::vector<StemAt> StemsAt(const std::vector<uint32_t>& codes,
                            const query::TermSpec& term,
                            const index::Vocabulary& words) {
  std::vector<StemAt> stems;
  for (const uint32_t code : codes) {
    const std::string_view stem = words.stem(code);
    const bool known =
        std::any_of(stems.begin(), stems.end(),
                    [&](const StemAt& other) { return other.stem == stem; });
    if (known) continue;
    if (stems.size() == kMostStems) return {};
    // All words with the stem that is asked for are at the place.
    const bool asked = stem == term.stem;
    stems.push_back({stem, code, asked, asked});
  }
  for (StemAt& stem : stems) {
    if (stem.asked) continue;
    std::vector<uint32_t> all;
    words.FindStem(stem.stem, &all);
    std::sort(all.begin(), all.end());
    stem.word = all.front();
    stem.whole =
        std::includes(codes.begin(), codes.end(), all.begin(), all.end());
  }
  return stems;
}

class PairFinder {
 public:
  PairFinder(const index::Segment& segment, uint32_t number, bool two_words,
             TermSource* terms)
      : segment_(segment),
        number_(number),
        two_words_(two_words),
        terms_(terms) {}

  // Nothing where no pair of these stems is stored.
  std::optional<BesideDocs> Find(const std::vector<StemAt>& first,
                                 const std::vector<StemAt>& second) const {
    std::vector<DocSet> certain;
    std::vector<DocSet> others;
    std::vector<std::pair<const StemAt*, const StemAt*>> not_stored;
    for (const StemAt& a : first) {
      for (const StemAt& b : second) {
        auto docs = segment_.columns()->pair_lists().Find(a.word, b.word,
                                                          segment_.size());
        if (!docs) {
          not_stored.emplace_back(&a, &b);
          continue;
        }
        const bool tells = two_words_ ? a.whole && b.whole : a.asked && b.asked;
        (tells ? certain : others)
            .push_back(DocSet::OfSorted(*std::move(docs)));
      }
    }
    if (certain.empty() && others.empty()) return {};
    for (const auto& [a, b] : not_stored) others.push_back(WithBoth(*a, *b));
    BesideDocs beside;
    if (others.empty()) {
      beside.possible = United(std::move(certain));
      beside.certain = beside.possible.View();
      return beside;
    }
    beside.certain = United(std::move(certain));
    others.push_back(beside.certain.View());
    beside.possible = United(std::move(others));
    return beside;
  }

 private:
  DocSet United(std::vector<DocSet> sets) const {
    if (sets.empty()) return {};
    if (sets.size() == 1) return DocSet::Owned(std::move(sets.front()));
    std::vector<const DocSet*> all;
    for (const DocSet& set : sets) all.push_back(&set);
    return DocSet::Owned(Unite(all, segment_.size()));
  }

  // Few: else the pair would be stored.
  DocSet WithBoth(const StemAt& a, const StemAt& b) const {
    const DocSet with_a = With(a);
    const DocSet with_b = With(b);
    return Intersect(with_a, with_b);
  }
  DocSet With(const StemAt& stem) const {
    const TermLists* lists =
        terms_->Find(index::Term(index::kPrefixStem, stem.stem));
    return lists == nullptr ? DocSet() : DocSet::OfList(lists->list(number_));
  }

  const index::Segment& segment_;
  const uint32_t number_;
  const bool two_words_;
  TermSource* const terms_;
};

}  // namespace

std::vector<BesideDocs> FindPairs(
    const query::PlanNode& phrase,
    const std::vector<std::vector<uint32_t>>& codes,
    const index::Segment& segment, uint32_t segment_number, TermSource* terms) {
  std::vector<BesideDocs> pairs;
  if (segment.columns()->pair_lists().rows().size == 0) return pairs;
  std::vector<std::vector<StemAt>> stems(codes.size());
  std::vector<uint32_t> terms_at(codes.size());
  for (const query::TermSpec& term : phrase.terms) {
    const uint32_t place = PlaceOf(phrase, term);
    const bool alone = ++terms_at[place] == 1;
    stems[place].clear();
    if (!alone || term.exact) continue;
    stems[place] = StemsAt(codes[place], term, segment.vocabulary());
  }
  const PairFinder finder(segment, segment_number, codes.size() == 2, terms);
  for (size_t i = 0; i + 1 < stems.size(); ++i) {
    if (stems[i].empty() || stems[i + 1].empty()) continue;
    if (auto found = finder.Find(stems[i], stems[i + 1])) {
      pairs.push_back(*std::move(found));
    }
  }
  return pairs;
}

}  // namespace vigie::match
