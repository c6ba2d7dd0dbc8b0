#include "entities/context_rows.h"

#include <algorithm>

namespace vigie::entities {
namespace {

enum Template : uint32_t {
  kPairBefore = 200,
  kPairAfter,
  kTwoBefore,
  kTwoAfter,
  kShapes,
  kClasses,
  kClusterBefore,
  kClusterAfter,
  kClusterAround,
  kCoarseBefore,
  kCoarseAfter,
  kGapBefore,
  kGapAfter,
  kGapsAround,
  kGapList,
  kListsBefore,
  kListsAfter,
  kListsAround,
  kWordBeforeClass,
  kWordAfterClass,
  kWordBeforeLists,
  kWordBeforeClasses,
  kGapWord,
  kEdge,
  kRunPlace,
  kRunBefore,
  kRunAfter,
  kRunBeforePlace,
  kRunAfterPlace,
  kRunClusterBefore,
  kRunGapBefore,
  kRunLists,
  kRunLast,
  kRunFirst,
  kRunSuffix,
  kRunClusterAfter,
  kListed,
  kListedClass,
  kListedAround,
  kTrigger,
  kTriggerSecond,
  kTriggerAfter,
  kTriggerCluster,
  kCoordinated,
  kCoordinatedCluster,
};

struct View {
  const WordBook& book;
  const std::vector<NameWord>& words;
};

void AppendPairs(const WordsAround& n, Rows* rows) {
  const auto lower = [&n](int at) { return n.at[at + 2]->lower; };
  const auto shape = [&n](int at) { return n.at[at + 2]->shape; };
  const auto lists = [&n](int at) { return n.at[at + 2]->known.lists; };
  const auto sort = [&n](int at) { return n.at[at + 2]->surface_class; };
  const auto cluster = [&n](int at, size_t level) {
    return n.at[at + 2]->known.clusters[level];
  };
  rows->push_back(MixRow(kPairBefore, lower(-1), lower(0)) | kNamesTheWord);
  rows->push_back(MixRow(kPairAfter, lower(0), lower(1)) | kNamesTheWord);
  rows->push_back(MixRow(kTwoBefore, lower(-2), lower(-1)));
  rows->push_back(MixRow(kTwoAfter, lower(1), lower(2)));
  rows->push_back(
      MixRow(kShapes, shape(0), MixRow(kShapes, shape(-1), shape(1))));
  rows->push_back(MixRow(kClasses, MixRow(1, sort(-2), sort(-1)),
                         MixRow(sort(0), sort(1), sort(2))));
  rows->push_back(MixRow(kClusterBefore, cluster(-1, 1), cluster(0, 1)));
  rows->push_back(MixRow(kClusterAfter, cluster(0, 1), cluster(1, 1)));
  rows->push_back(MixRow(kClusterAround, cluster(-1, 1), cluster(1, 1)));
  rows->push_back(MixRow(kCoarseBefore, cluster(-1, 1), sort(0)));
  rows->push_back(MixRow(kCoarseAfter, cluster(1, 1), sort(0)));
  rows->push_back(MixRow(kListsBefore, lists(-1), lists(0)));
  rows->push_back(MixRow(kListsAfter, lists(0), lists(1)));
  rows->push_back(
      MixRow(kListsAround, lists(0), MixRow(1, lists(-1), lists(1))));
  rows->push_back(MixRow(kWordBeforeClass, lower(-1), sort(0)));
  rows->push_back(MixRow(kWordAfterClass, lower(1), sort(0)));
  rows->push_back(MixRow(kWordBeforeLists, lower(-1), lists(0)));
  rows->push_back(
      MixRow(kWordBeforeClasses, lower(-1), MixRow(1, sort(0), sort(1))));
}

void AppendGaps(const View& view, const WordsAround& n, uint32_t i,
                Rows* rows) {
  const NameWord& word = view.words[i];
  const uint32_t before = word.starts_sentence ? 1 : word.gap;
  const uint32_t after =
      i + 1 < view.words.size() && !view.words[i + 1].starts_sentence
          ? view.words[i + 1].gap
          : 1;
  const uint32_t sort = n.at[2]->surface_class;
  rows->push_back(MixRow(kGapBefore, before, sort));
  rows->push_back(MixRow(kGapAfter, after, sort));
  rows->push_back(MixRow(kGapsAround, before, MixRow(1, after, sort)));
  rows->push_back(MixRow(kGapList, before, n.at[2]->known.lists));
  rows->push_back(MixRow(kGapWord, before, n.at[1]->lower));
  if (word.starts_sentence) {
    rows->push_back(MixRow(kEdge, sort, n.at[3]->surface_class));
  }
}

bool IsContent(const View& view, uint32_t i) {
  const WordFacts& facts = view.book.facts(view.words[i].facts);
  return !view.words[i].capital &&
         (facts.surface_class & analysis::kStopWord) == 0;
}

// The words that say what a name is: the nearest content words of its sentence
// before and after the run from `first` to `last`.
void AppendTriggers(const View& view, uint32_t first, uint32_t last,
                    Rows* rows) {
  constexpr uint32_t kFarthest = 6;
  uint32_t found = 0;
  for (uint32_t i = first;
       found < 2 && first - i < kFarthest && !view.words[i].starts_sentence;) {
    --i;
    if (!IsContent(view, i)) continue;
    const WordFacts& facts = view.book.facts(view.words[i].facts);
    rows->push_back(
        MixRow(found == 0 ? kTrigger : kTriggerSecond, facts.lower));
    if (found == 0) {
      rows->push_back(MixRow(kTriggerCluster, facts.known.clusters[1]));
    }
    ++found;
  }
  for (uint32_t i = last + 1; i < view.words.size() && i - last < kFarthest &&
                              !view.words[i].starts_sentence;
       ++i) {
    if (!IsContent(view, i)) continue;
    const WordFacts& facts = view.book.facts(view.words[i].facts);
    rows->push_back(MixRow(kTriggerAfter, facts.lower));
    return;
  }
}

// A name that a comma or one small word parts from this one is mostly of the
// same kind.
void AppendCoordinated(const View& view, uint32_t first, Rows* rows) {
  if (view.words[first].starts_sentence) return;
  uint32_t at = first - 1;
  uint32_t link = view.words[first].gap;
  if (!view.words[at].capital) {
    if (view.words[at].starts_sentence) return;
    link =
        MixRow(kCoordinated, link, view.book.facts(view.words[at].facts).lower);
    --at;
    if (!view.words[at].capital) return;
  }
  const WordKnowledge& known = view.book.facts(view.words[at].facts).known;
  rows->push_back(MixRow(kCoordinated, link, known.lists));
  rows->push_back(MixRow(kCoordinatedCluster, link, known.clusters[1]));
}

// What stands around the capitalised words that the word is one of, or, for a
// word without capital, around itself.
void AppendRun(const View& view, uint32_t i, Rows* rows) {
  const NameWord& word = view.words[i];
  const uint32_t first = i - word.from_run;
  const uint32_t last = i + word.to_run;
  const uint32_t place = std::min(word.from_run, 3U) * 4 +
                         std::min(word.to_run, 3U) + (word.capital ? 16 : 0);
  rows->push_back(MixRow(kRunPlace, place));
  if (!word.capital) return;
  const WordsAround head = Around(view.book, view.words, first);
  const WordsAround tail = Around(view.book, view.words, last);
  rows->push_back(MixRow(kRunBefore, head.at[1]->lower));
  rows->push_back(MixRow(kRunAfter, tail.at[3]->lower));
  rows->push_back(MixRow(kRunBeforePlace, head.at[1]->lower, place));
  rows->push_back(MixRow(kRunAfterPlace, tail.at[3]->lower, place));
  rows->push_back(
      MixRow(kRunClusterBefore, head.at[1]->known.clusters[1], place));
  rows->push_back(
      MixRow(kRunClusterAfter, tail.at[3]->known.clusters[1], place));
  rows->push_back(MixRow(
      kRunGapBefore,
      view.words[first].starts_sentence ? 1 : view.words[first].gap, place));
  rows->push_back(MixRow(kRunLists, head.at[2]->known.lists,
                         MixRow(1, tail.at[2]->known.lists, place)));
  if (last != i) rows->push_back(MixRow(kRunLast, tail.at[2]->lower));
  if (first != i) rows->push_back(MixRow(kRunFirst, head.at[2]->lower));
  if (last != i) {
    rows->push_back(MixRow(kRunSuffix, tail.at[2]->suffixes[2], place));
  }
  AppendTriggers(view, first, last, rows);
  AppendCoordinated(view, first, rows);
}

// What the dictionary says.
void AppendListed(const View& view, const WordsAround& n, uint32_t i,
                  Rows* rows) {
  const auto listed = [&](uint32_t at) -> uint32_t {
    return at < view.words.size() ? view.words[at].listed : kNotListed;
  };
  const uint32_t before = i == 0 ? kNotListed : listed(i - 1);
  const uint32_t after = listed(i + 1);
  const uint32_t here = listed(i);
  if (before == kNotListed && here == kNotListed && after == kNotListed) {
    return;
  }
  rows->push_back(MixRow(kListedAround, here, before * 32 + after));
  if (here == kNotListed) return;
  rows->push_back(MixRow(kListed, here));
  rows->push_back(MixRow(kListedClass, here, n.at[2]->surface_class));
}

}  // namespace

WordsAround Around(const WordBook& book, const std::vector<NameWord>& words,
                   uint32_t i) {
  static const WordFacts kEdgeFacts = SentenceEdge();
  WordsAround around{{&kEdgeFacts, &kEdgeFacts, &book.facts(words[i].facts),
                      &kEdgeFacts, &kEdgeFacts}};
  if (!words[i].starts_sentence) {
    around.at[1] = &book.facts(words[i - 1].facts);
    if (!words[i - 1].starts_sentence) {
      around.at[0] = &book.facts(words[i - 2].facts);
    }
  }
  const size_t size = words.size();
  if (i + 1 < size && !words[i + 1].starts_sentence) {
    around.at[3] = &book.facts(words[i + 1].facts);
    if (i + 2 < size && !words[i + 2].starts_sentence) {
      around.at[4] = &book.facts(words[i + 2].facts);
    }
  }
  return around;
}

void AppendContextRows(const WordBook& book, const std::vector<NameWord>& words,
                       uint32_t i, Rows* rows) {
  constexpr size_t kUsual = 64;
  if (rows->capacity() < rows->size() + kUsual) {
    rows->reserve(2 * rows->capacity() + kUsual);
  }
  const View view{book, words};
  const WordsAround around = Around(book, words, i);
  AppendPairs(around, rows);
  AppendGaps(view, around, i, rows);
  AppendRun(view, i, rows);
  AppendListed(view, around, i, rows);
}

}  // namespace vigie::entities
