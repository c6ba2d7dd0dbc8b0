#include "index/segment_postings.h"

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/glass_database_writer.h"
#include "index/schema.h"
#include "index/term_lists.h"

namespace vigie::index {
namespace {

template <typename Value>
Span<Value> SpanOf(const std::vector<Value>& values) {
  return {values.data(), values.size()};
}

// Of one range; two are held at a time.
constexpr uint64_t kMostBytes = 16U << 20;

using ListSink = std::function<Status(
    std::string_view term, const EncodedPostings& postings, uint32_t most_wdf)>;

// The lists of one kind of term, from the first range on, which is made at once
// where threads are used.
class TermWriter {
 public:
  TermWriter(const TokenLists& tokens, const TermTable& table, TermScope scope,
             std::launch launch)
      : tokens_(tokens), table_(table), scope_(scope), launch_(launch) {
    first_ = std::async(launch_, [this] {
      sizes_ = MeasureTerms(tokens_, table_, scope_);
      ranges_ = PlanRanges(sizes_, kMostBytes);
      return Make(0);
    });
  }

  // The next range is made while one is written.
  Status Write(std::string_view prefix, const ListSink& sink) {
    TermLists lists = first_.get();
    for (size_t i = 0; i < ranges_.size(); ++i) {
      std::future<TermLists> next =
          std::async(launch_, [this, i] { return Make(i + 1); });
      Status added = Add(prefix, lists, sink);
      if (!added.ok()) return added;
      lists = next.get();
    }
    return OkStatus();
  }

 private:
  TermLists Make(size_t range) const {
    if (range >= ranges_.size()) return {};
    return MakeTermLists(tokens_, table_, scope_, sizes_, ranges_[range]);
  }

  Status Add(std::string_view prefix, const TermLists& lists,
             const ListSink& sink) const {
    for (uint32_t term = lists.range.first; term < lists.range.last; ++term) {
      const TermSize& size = sizes_[term];
      if (size.documents == 0) continue;
      Status added =
          sink(Term(prefix, table_.terms[term]),
               {size.documents, size.first, size.occurrences, lists.at(term)},
               size.most_wdf);
      if (!added.ok()) return added;
    }
    return OkStatus();
  }

  const TokenLists& tokens_;
  const TermTable& table_;
  TermScope scope_;
  std::launch launch_;
  std::vector<TermSize> sizes_;
  std::vector<TermRange> ranges_;
  std::future<TermLists> first_;  // waited for before all of the above goes
};

// Terms that weigh nothing.
Status AddFilters(const FilterTerms& filters, const ListSink& sink) {
  std::string bytes;
  for (const FilterTerms::List& list : filters.Sorted()) {
    Status added =
        sink(*list.term, EncodePostings(SpanOf(*list.postings), &bytes), 0);
    if (!added.ok()) return added;
  }
  return OkStatus();
}

// Hands all lists to `sink`, by rising term; `begin` is called before.
Status MakeLists(const PostingsInput& input, uint32_t threads,
                 const std::function<Status()>& begin, const ListSink& sink) {
  // The order below is that of the prefixes' bytes.
  static_assert(
      kPrefixForm < kPrefixTitleForm && kPrefixTitleForm < kPrefixTitleStem &&
      kPrefixTitleStem < kPrefixAuthor && kPrefixEntityType < kPrefixStem);
  const std::launch launch =
      threads > 1 ? std::launch::async : std::launch::deferred;
  std::future<TermTable> stemming = std::async(launch, [&input] {
    return MakeTermTable(input.tokens, TermKind::kStem);
  });
  const TermTable forms = MakeTermTable(input.tokens, TermKind::kForm);
  TermWriter form(input.tokens, forms, TermScope::kArticle, launch);
  const TermTable stems = stemming.get();
  TermWriter title_form(input.tokens, forms, TermScope::kTitle, launch);
  TermWriter title_stem(input.tokens, stems, TermScope::kTitle, launch);
  TermWriter stem(input.tokens, stems, TermScope::kArticle, launch);
  Status done = begin();
  if (done.ok()) done = form.Write(kPrefixForm, sink);
  if (done.ok()) done = title_form.Write(kPrefixTitleForm, sink);
  if (done.ok()) done = title_stem.Write(kPrefixTitleStem, sink);
  if (done.ok()) done = AddFilters(input.filters, sink);
  return done.ok() ? stem.Write(kPrefixStem, sink) : done;
}

}  // namespace

Status WritePostings(const PostingsInput& input, uint32_t threads,
                     const WriteHook& hook, const std::string& path,
                     DenseTermsWriter* dense) {
  auto writer = GlassDatabaseWriter::Create(path, hook);
  if (!writer.ok()) return writer.status();
  const auto begin = [&] {
    Status added = (*writer)->AddDays(SpanOf(input.days));
    return added.ok() ? (*writer)->AddLengths(SpanOf(input.lengths)) : added;
  };
  Status done =
      MakeLists(input, threads, begin,
                [&](std::string_view term, const EncodedPostings& postings,
                    uint32_t most_wdf) {
                  dense->Add(term, postings, most_wdf);
                  return (*writer)->AddTerm(term, postings, most_wdf);
                });
  return done.ok() ? (*writer)->Finish() : done;
}

Status CollectDenseTerms(const PostingsInput& input, DenseTermsWriter* dense) {
  return MakeLists(
      input, 1, [] { return OkStatus(); },
      [&](std::string_view term, const EncodedPostings& postings,
          uint32_t most_wdf) {
        dense->Add(term, postings, most_wdf);
        return OkStatus();
      });
}

}  // namespace vigie::index
