#include "match/row_sums.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <type_traits>
#include <utility>

#include "index/attribute_rows.h"
#include "match/place_counts.h"

namespace vigie::match {
namespace {

using index::AttributeRows;

// The values of fewer documents are listed as fast.
constexpr uint32_t kCountedFrom = 8;

// Counts rows whose places are of type Place.
template <typename Place, typename Counter>
class RowCount {
 public:
  // The arguments must outlive it. `mentions` are those of each document; mere
  // articles need none.
  RowCount(const AttributeRows& rows, const std::vector<Place>& places,
           const uint32_t* mentions, PlaceCounts<Counter>* counts)
      : rows_(rows),
        places_(places.data()),
        mentions_(mentions),
        counts_(counts) {}

  Status Count(const DocSet& docs, CallPoll* poll) {
    const AttributeRows::Row* const rows = rows_.rows();
    const Place* const places = places_;
    Place* const begin = buffer_.data();
    Place* end = begin;
    uint64_t sole = 0;
    uint32_t missing = 0;
    uint32_t left = CallPoll::kInterval;
    bool stopped = false;
    Status status;
    const auto add = [&](uint32_t doc) __attribute__((always_inline)) {
      if (stopped) return;
      if (--left == 0) {
        left = CallPoll::kInterval;
        status = poll->Tick();
        stopped = !status.ok();
      }
      const AttributeRows::Row row = rows[doc];
      sole += row.sole;
      missing += row.shared + row.sole == 0 ? 1 : 0;
      // Few rows are longer than what is copied: nothing depends on how long.
      std::memcpy(end, places + row.begin, kCopied);
      Weigh(doc, end);
      if (row.shared > kPlaces) {
        end = AppendLong(doc, row, end);
      } else {
        end += row.shared;
      }
      if (end - begin > kBuffered) end = Flush(end);
    };
    if (docs.size() > rows_.documents() / kSparse) {
      docs.Visit(add);
    } else {
      VisitSparse(docs, add);
    }
    end_ = end;
    sole_ = sole;
    missing_ = missing;
    return status;
  }

  // What was counted is of documents that do not count, all others do.
  void TakeFromAll() {
    end_ = Flush(end_);
    Counter* const counts = counts_->data();
    for (uint32_t place = 0; place < rows_.shared(); ++place) {
      counts[place] =
          CounterOf<Counter>(rows_.articles(place), rows_.mentions(place)) -
          counts[place];
    }
    articles_ = rows_.all_articles() - rows_.all_sole() - articles_;
    sole_ = rows_.all_sole() - sole_;
    missing_ = rows_.all_missing() - missing_;
  }

  uint64_t sole() const { return sole_; }
  uint32_t missing() const { return missing_; }
  // Of shared values. Once they are found.
  uint64_t articles() const { return articles_; }
  uint32_t distinct() const { return distinct_; }

  // Once all is counted. What it counted is gone after.
  void Find(MostFrequent* most) {
    if (flushed_) {
      end_ = Flush(end_);
      FindInAll(most);
    } else {
      FindInBuffer(most);
    }
  }

 private:
  static constexpr size_t kCopied = AttributeRows::kReadable;
  static constexpr size_t kPlaces = kCopied / sizeof(Place);
  static constexpr std::ptrdiff_t kBuffered = 4096;
  static constexpr std::ptrdiff_t kBuffer = kBuffered + 2 * kPlaces;
  static constexpr bool kMentions =
      std::is_same_v<Counter, ArticlesAndMentions>;

  // Of sets with fewer documents than one in so many, what is read lies apart.
  static constexpr uint32_t kSparse = 16;

  // As DocSet::Visit. Memory is asked ahead for rows, then for their places.
  template <typename Take>
  void VisitSparse(const DocSet& docs, const Take& take) const {
    constexpr uint32_t kAhead = 16;
    const AttributeRows::Row* const rows = rows_.rows();
    std::array<uint32_t, 256> chunk;
    uint32_t size = 0;
    const auto take_chunk = [&] {
      for (uint32_t i = 0; i < size; ++i) __builtin_prefetch(rows + chunk[i]);
      for (uint32_t i = 0; i < size; ++i) {
        if (i + kAhead < size) {
          __builtin_prefetch(places_ + rows[chunk[i + kAhead]].begin);
        }
        take(chunk[i]);
      }
      size = 0;
    };
    docs.Visit([&](uint32_t doc) {
      chunk[size++] = doc;
      if (size == chunk.size()) take_chunk();
    });
    take_chunk();
  }

  // Says that places copied to `end` count with the mentions of `doc`.
  void Weigh([[maybe_unused]] uint32_t doc, [[maybe_unused]] const Place* end) {
    if constexpr (kMentions) {
      std::fill_n(weights_.begin() + (end - buffer_.data()), kPlaces,
                  mentions_[doc]);
    }
  }

  Counter WeightOf(const Place* at) const {
    if constexpr (kMentions) {
      return CounterOf<Counter>(
          1, weights_[static_cast<size_t>(at - buffer_.data())]);
    }
    return 1;
  }

  // Appends the places of a row to `end`, and returns the new end.
  Place* AppendLong(uint32_t doc, const AttributeRows::Row& row, Place* end) {
    for (uint32_t at = 0; at < row.shared; at += kPlaces) {
      if (end - buffer_.data() > kBuffered) end = Flush(end);
      std::memcpy(end, places_ + row.begin + at, kCopied);
      Weigh(doc, end);
      end += std::min<size_t>(row.shared - at, kPlaces);
    }
    return end;
  }

  // Counts what is in the buffer up to `end`. Returns the new end.
  Place* Flush(const Place* end) {
    Counter* const counts = counts_->data();
    for (const Place* at = buffer_.data(); at != end; ++at) {
      counts[*at] += WeightOf(at);
    }
    articles_ += static_cast<uint64_t>(end - buffer_.data());
    flushed_ = true;
    return buffer_.data();
  }

  // Few values: those that are there are looked at, twice.
  void FindInBuffer(MostFrequent* most) {
    Counter* const counts = counts_->data();
    uint32_t distinct = 0;
    for (const Place* at = buffer_.data(); at != end_; ++at) {
      distinct += counts[*at] == 0 ? 1 : 0;
      counts[*at] += WeightOf(at);
    }
    for (const Place* at = buffer_.data(); at != end_; ++at) {
      const Counter count = counts[*at];
      const auto articles = static_cast<uint32_t>(count);
      counts[*at] = 0;
      if (articles >= most->least()) {
        most->Add({*at, articles, MentionsOf(count)});
      }
    }
    counts_->Emptied();
    distinct_ = distinct;
    articles_ = static_cast<uint64_t>(end_ - buffer_.data());
  }

  // No value has more articles here than in all documents, and those of the
  // places before have most.
  void FindInAll(MostFrequent* most) {
    Counter* const counts = counts_->data();
    const uint32_t shared = rows_.shared();
    for (uint32_t place = 0;
         place < shared && rows_.articles(place) >= most->least(); ++place) {
      const auto articles = static_cast<uint32_t>(counts[place]);
      if (articles >= most->least()) {
        most->Add({place, articles, MentionsOf(counts[place])});
      }
    }
    uint32_t distinct = 0;
    for (uint32_t place = 0; place < shared; ++place) {
      distinct += counts[place] > 0 ? 1 : 0;
      counts[place] = 0;
    }
    counts_->Emptied();
    distinct_ = distinct;
  }

  const AttributeRows& rows_;
  const Place* const places_;
  const uint32_t* const mentions_;  // by document
  PlaceCounts<Counter>* const counts_;
  bool flushed_ = false;
  uint64_t sole_ = 0;
  uint32_t missing_ = 0;
  uint64_t articles_ = 0;
  uint32_t distinct_ = 0;
  std::array<Place, kBuffer> buffer_;
  // Mentions of the document whose place stands there.
  std::array<uint32_t, kMentions ? kBuffer : 0> weights_;
  Place* end_ = buffer_.data();
};

// The first `limit` in the order of an answer, by place.
std::vector<ValueSum> InOrder(const AttributeRows& rows,
                              std::vector<PlaceCount> found, size_t limit,
                              const Catalog& catalog) {
  const auto& values = catalog.attribute_values();
  const auto shown = static_cast<std::ptrdiff_t>(std::min(found.size(), limit));
  std::partial_sort(found.begin(), found.begin() + shown, found.end(),
                    [&](const PlaceCount& a, const PlaceCount& b) {
                      if (a.articles != b.articles) {
                        return a.articles > b.articles;
                      }
                      return values[rows.value(a.place)].value <
                             values[rows.value(b.place)].value;
                    });
  std::vector<ValueSum> most;
  most.reserve(static_cast<size_t>(shown));
  for (auto at = found.begin(); at != found.begin() + shown; ++at) {
    most.push_back({at->place, at->articles, at->mentions});
  }
  return most;
}

// Over documents of the first segment, which numbers values as the catalog.
template <typename Counter, typename Place>
Result<std::optional<ValueSums>> SumsOf(const AttributeRows& rows,
                                        const std::vector<Place>& places,
                                        const DocSet& docs, uint32_t limit,
                                        const Catalog& catalog,
                                        CallPoll* poll) {
  PlaceCounts<Counter> counts(rows.shared());
  RowCount<Place, Counter> count(
      rows, places, catalog.segments().front()->mention_totals().data, &counts);
  const bool most_of_all = docs.size() > rows.documents() / 2;
  Status counted =
      most_of_all
          ? count.Count(Subtract(DocSet::Everything(rows.documents()), docs),
                        poll)
          : count.Count(docs, poll);
  if (!counted.ok()) return counted;
  if (most_of_all) count.TakeFromAll();
  MostFrequent frequent(limit);
  count.Find(&frequent);
  // Those of single documents may be among the most frequent.
  if (count.sole() > 0 && (!frequent.full() || frequent.least() == 1)) {
    return std::optional<ValueSums>();
  }
  std::vector<ValueSum> most = InOrder(rows, frequent.Take(), limit, catalog);
  for (ValueSum& sum : most) sum.value = rows.value(sum.value);
  const auto sole = static_cast<uint32_t>(count.sole());
  return std::optional<ValueSums>(
      ValueSums::BriefOf(std::move(most), count.missing(),
                         count.distinct() + sole, count.articles() + sole));
}

}  // namespace

Result<std::optional<ValueSums>> RowSums(const std::string& attribute,
                                         const DocSet& docs, uint32_t limit,
                                         const Catalog& catalog,
                                         CallPoll* poll) {
  // Rows are made of attributes that there are.
  if (docs.size() < kCountedFrom || !catalog.FindAttributeName(attribute)) {
    return std::optional<ValueSums>();
  }
  const AttributeRows* const rows =
      catalog.segments().front()->attribute_rows(attribute);
  if (rows == nullptr) return std::optional<ValueSums>();
  const auto sums = [&](const auto& places) {
    return catalog.segments().front()->mention_totals().size == 0
               ? SumsOf<Articles>(*rows, places, docs, limit, catalog, poll)
               : SumsOf<ArticlesAndMentions>(*rows, places, docs, limit,
                                             catalog, poll);
  };
  return rows->narrow() ? sums(rows->narrow_places())
                        : sums(rows->wide_places());
}

}  // namespace vigie::match
