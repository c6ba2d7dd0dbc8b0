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

// The terms of one kind with their postings.
struct Lists {
  TermTable table;
  TermLists article;
  TermLists title;
};

Lists MakeLists(const TokenLists& tokens, TermKind kind) {
  Lists lists;
  lists.table = MakeTermTable(tokens.words(), kind);
  lists.article = MakeTermLists(tokens, lists.table, TermScope::kArticle);
  lists.title = MakeTermLists(tokens, lists.table, TermScope::kTitle);
  return lists;
}

Status AddLists(std::string_view prefix, const TermTable& table,
                const TermLists& lists, GlassDatabaseWriter* writer) {
  for (uint32_t term = 0; term < table.terms.size(); ++term) {
    const Span<Posting> postings = lists.at(term);
    if (postings.size == 0) continue;
    Status added = writer->AddTerm(Term(prefix, table.terms[term]), postings);
    if (!added.ok()) return added;
  }
  return OkStatus();
}

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
  std::future<Lists> stems =
      std::async(threads > 1 ? std::launch::async : std::launch::deferred,
                 [&input] { return MakeLists(input.tokens, TermKind::kStem); });
  Status done = (*writer)->AddDays(SpanOf(input.days));
  if (done.ok()) done = (*writer)->AddLengths(SpanOf(input.lengths));
  {
    Lists forms = MakeLists(input.tokens, TermKind::kForm);
    if (done.ok()) {
      done = AddLists(kPrefixForm, forms.table, forms.article, writer->get());
    }
    if (done.ok()) {
      done =
          AddLists(kPrefixTitleForm, forms.table, forms.title, writer->get());
    }
  }
  const Lists made = stems.get();
  if (done.ok()) {
    done = AddLists(kPrefixTitleStem, made.table, made.title, writer->get());
  }
  if (done.ok()) done = AddFilters(input.filters, writer->get());
  if (done.ok()) {
    done = AddLists(kPrefixStem, made.table, made.article, writer->get());
  }
  return done.ok() ? (*writer)->Finish() : done;
}

}  // namespace vigie::index
