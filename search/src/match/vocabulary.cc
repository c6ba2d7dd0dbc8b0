#include "match/vocabulary.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "index/posting_reader.h"
#include "index/schema.h"

namespace vigie::match {
namespace {

constexpr size_t kLeastBytes = 4;
constexpr size_t kMostBytes = 40;

bool LettersAlone(std::string_view folded) {
  return std::all_of(folded.begin(), folded.end(),
                     [](char c) { return 'a' <= c && c <= 'z'; });
}

// How one folded form is written.
struct Spelling {
  std::string accented;
  uint32_t seen = 0;  // times, in the articles sampled
  uint32_t articles = 0;
};

std::vector<uint32_t> CountSample(const index::Segment& segment) {
  std::vector<uint32_t> seen(segment.vocabulary().size());
  const uint32_t step = segment.size() / Vocabulary::kSampledArticles + 1;
  index::DocumentTokens tokens;
  for (uint32_t doc = 0; doc < segment.size(); doc += step) {
    if (segment.hidden(doc)) continue;
    segment.ReadTokens(doc, &tokens);
    for (const uint32_t code : tokens.codes) ++seen[code];
    for (const index::OverlaidToken& token : tokens.overlaid) {
      ++seen[token.code];
    }
  }
  return seen;
}

void AddSpellings(const index::Segment& segment,
                  std::unordered_map<std::string, Spelling>* spellings) {
  const index::Vocabulary& words = segment.vocabulary();
  const std::vector<uint32_t> seen = CountSample(segment);
  for (uint32_t code = 0; code < words.size(); ++code) {
    const std::string_view form = words.form(code);
    const std::string_view accented = words.exact(code);
    if (form.size() < kLeastBytes || accented.size() > kMostBytes ||
        !LettersAlone(form)) {
      continue;
    }
    const auto [at, is_new] = spellings->try_emplace(std::string(form));
    Spelling& spelling = at->second;
    if (is_new || seen[code] > spelling.seen) {
      spelling.accented = accented;
      spelling.seen = seen[code];
    }
  }
}

}  // namespace

uint32_t TypoLimit(size_t letters) {
  if (letters < 5) return 0;
  return letters < 9 ? 1 : 2;
}

uint32_t TypoDistance(std::string_view a, std::string_view b, uint32_t limit) {
  constexpr size_t kRow = kMostBytes + 1;
  if (a.size() > kMostBytes || b.size() > kMostBytes) return limit + 1;
  const size_t difference =
      a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > limit) return limit + 1;
  std::array<std::array<uint32_t, kRow>, 3> rows;
  uint32_t* before = rows[0].data();
  uint32_t* above = rows[1].data();
  uint32_t* row = rows[2].data();
  const auto cost = [](size_t i) { return i == 0 ? 2U : 1U; };
  above[0] = 0;
  for (size_t j = 1; j <= b.size(); ++j) above[j] = above[j - 1] + cost(j - 1);
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = above[0] + cost(i - 1);
    uint32_t least = row[0];
    for (size_t j = 1; j <= b.size(); ++j) {
      const uint32_t edit = std::max(cost(i - 1), cost(j - 1));
      const uint32_t replaced = a[i - 1] == b[j - 1] ? 0 : edit;
      row[j] = std::min({above[j - 1] + replaced, above[j] + cost(i - 1),
                         row[j - 1] + cost(j - 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + (i == 2 || j == 2 ? 2U : 1U));
      }
      least = std::min(least, row[j]);
    }
    if (least > limit + 1) return limit + 1;
    std::swap(before, above);
    std::swap(above, row);
  }
  return std::min(above[b.size()], limit + 1);
}

Vocabulary::Vocabulary(const Segments& segments) {
  std::unordered_map<std::string, Spelling> spellings;
  for (const auto& segment : segments) AddSpellings(*segment, &spellings);
  const std::string prefix(index::kPrefixForm);
  for (const auto& segment : segments) {
    segment->postings().VisitTerms(
        prefix, [&](std::string_view term, uint32_t articles) {
          const auto found =
              spellings.find(std::string(term.substr(prefix.size())));
          if (found != spellings.end()) found->second.articles += articles;
          return true;
        });
  }
  const uint32_t least = spellings.size() > kMaxWords ? 2 : 1;
  for (const auto& [form, spelling] : spellings) {
    if (spelling.articles >= least && words_.size() < kMaxWords) {
      Add(form, spelling.accented, spelling.articles);
    }
  }
  std::sort(words_.begin(), words_.end(), [this](const Word& a, const Word& b) {
    return folded(a) < folded(b);
  });
  text_.shrink_to_fit();
  words_.shrink_to_fit();
}

void Vocabulary::Add(std::string_view form, std::string_view accented,
                     uint32_t articles) {
  Word word;
  word.articles = articles;
  word.folded = static_cast<uint32_t>(text_.size());
  word.folded_size = static_cast<uint16_t>(form.size());
  text_ += form;
  word.accented = word.folded;
  if (form != accented) {
    word.accented = static_cast<uint32_t>(text_.size());
    text_ += accented;
  }
  word.accented_size = static_cast<uint16_t>(accented.size());
  words_.push_back(word);
}

std::vector<Vocabulary::Word>::const_iterator Vocabulary::LowerBound(
    std::string_view form) const {
  return std::lower_bound(words_.begin(), words_.end(), form,
                          [this](const Word& word, std::string_view value) {
                            return folded(word) < value;
                          });
}

// A changed first letter costs 2, so that among words of up to 8 letters only
// those of the same first letter are near.
std::vector<NearWord> Vocabulary::Near(std::string_view form,
                                       size_t count) const {
  std::vector<NearWord> near;
  const uint32_t limit = TypoLimit(form.size());
  if (limit == 0) return near;
  auto word = limit > 1 ? words_.begin() : LowerBound(form.substr(0, 1));
  for (; word != words_.end(); ++word) {
    const std::string_view other = folded(*word);
    if (limit == 1 && other.front() != form.front()) break;
    if (other.size() + limit < form.size() ||
        form.size() + limit < other.size()) {
      continue;
    }
    const uint32_t distance = TypoDistance(form, other, limit);
    if (distance > limit) continue;
    near.push_back({text_.substr(word->accented, word->accented_size), distance,
                    word->articles});
  }
  const size_t kept = std::min(count, near.size());
  std::partial_sort(near.begin(), near.begin() + kept, near.end(),
                    [](const NearWord& a, const NearWord& b) {
                      if (a.distance != b.distance) {
                        return a.distance < b.distance;
                      }
                      return a.articles != b.articles ? a.articles > b.articles
                                                      : a.word < b.word;
                    });
  near.resize(kept);
  return near;
}

std::vector<NearWord> Vocabulary::StartingWith(std::string_view form,
                                               size_t count) const {
  std::vector<const Word*> found;
  for (auto word = LowerBound(form);
       word != words_.end() && folded(*word).substr(0, form.size()) == form;
       ++word) {
    found.push_back(&*word);
  }
  const size_t kept = std::min(count, found.size());
  std::partial_sort(
      found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept),
      found.end(), [this](const Word* a, const Word* b) {
        return a->articles != b->articles ? a->articles > b->articles
                                          : folded(*a) < folded(*b);
      });
  std::vector<NearWord> words;
  for (size_t i = 0; i < kept; ++i) {
    words.push_back({text_.substr(found[i]->accented, found[i]->accented_size),
                     0, found[i]->articles});
  }
  return words;
}

uint32_t Vocabulary::Articles(std::string_view form) const {
  const auto word = LowerBound(form);
  return word != words_.end() && folded(*word) == form ? word->articles : 0;
}

const Vocabulary& LazyVocabulary::Get() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!vocabulary_) {
    vocabulary_ = std::make_unique<const Vocabulary>(catalog_.segments());
  }
  return *vocabulary_;
}

}  // namespace vigie::match
