#include "index/segment_postings.h"

#include <future>
#include <memory>
#include <string_view>

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
constexpr uint64_t kMostPostings = 4U << 20;

// Writes the postings of one kind of term after another. The next range is made
// while one is written.
class TermWriter {
 public:
  TermWriter(const TokenLists& tokens, std::launch launch,
             GlassDatabaseWriter* writer)
      : tokens_(tokens), launch_(launch), writer_(writer) {}

  Status Write(std::string_view prefix, const TermTable& table,
               TermScope scope) const {
    const std::vector<uint32_t> counts = CountDocuments(tokens_, table, scope);
    const std::vector<TermRange> ranges = PlanRanges(counts, kMostPostings);
    const auto make = [&](size_t i) {
      return std::async(launch_, [&, i] {
        return MakeTermLists(tokens_, table, scope, counts, ranges[i]);
      });
    };
    std::future<TermLists> next;
    if (!ranges.empty()) next = make(0);
    for (size_t i = 0; i < ranges.size(); ++i) {
      const TermLists lists = next.get();
      if (i + 1 < ranges.size()) next = make(i + 1);
      Status added = Add(prefix, table, lists);
      if (!added.ok()) return added;
    }
    return OkStatus();
  }

 private:
  Status Add(std::string_view prefix, const TermTable& table,
             const TermLists& lists) const {
    for (uint32_t term = lists.range.first; term < lists.range.last; ++term) {
      const Span<Posting> postings = lists.at(term);
      if (postings.size == 0) continue;
      Status added =
          writer_->AddTerm(Term(prefix, table.terms[term]), postings);
      if (!added.ok()) return added;
    }
    return OkStatus();
  }

  const TokenLists& tokens_;
  std::launch launch_;
  GlassDatabaseWriter* writer_;
};

Status AddFilters(const FilterTerms& filters, GlassDatabaseWriter* writer) {
  for (const FilterTerms::List& list : filters.Sorted()) {
    Status added = writer->AddTerm(*list.term, SpanOf(*list.postings));
    if (!added.ok()) return added;
  }
  return OkStatus();
}

}  // namespace

Status WritePostings(const PostingsInput& input, uint32_t threads,
                     const WriteHook& hook, const std::string& path) {
  // The order below is that of the prefixes' bytes.
  static_assert(
      kPrefixForm < kPrefixTitleForm && kPrefixTitleForm < kPrefixTitleStem &&
      kPrefixTitleStem < kPrefixAuthor && kPrefixEntityType < kPrefixStem);
  auto writer = GlassDatabaseWriter::Create(path, hook);
  if (!writer.ok()) return writer.status();
  const std::launch launch =
      threads > 1 ? std::launch::async : std::launch::deferred;
  std::future<TermTable> stemming = std::async(launch, [&input] {
    return MakeTermTable(input.tokens.words(), TermKind::kStem);
  });
  const TermTable forms = MakeTermTable(input.tokens.words(), TermKind::kForm);
  const TermWriter terms(input.tokens, launch, writer->get());
  Status done = (*writer)->AddDays(SpanOf(input.days));
  if (done.ok()) done = (*writer)->AddLengths(SpanOf(input.lengths));
  if (done.ok()) done = terms.Write(kPrefixForm, forms, TermScope::kArticle);
  if (done.ok()) done = terms.Write(kPrefixTitleForm, forms, TermScope::kTitle);
  const TermTable stems = stemming.get();
  if (done.ok()) done = terms.Write(kPrefixTitleStem, stems, TermScope::kTitle);
  if (done.ok()) done = AddFilters(input.filters, writer->get());
  if (done.ok()) done = terms.Write(kPrefixStem, stems, TermScope::kArticle);
  return done.ok() ? (*writer)->Finish() : done;
}

}  // namespace vigie::index
