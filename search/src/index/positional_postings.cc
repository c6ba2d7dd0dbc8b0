// Postings with positions, for tools that read them: Xapian's own way.
#include <xapian.h>

#include <algorithm>
#include <future>
#include <string>
#include <string_view>
#include <vector>

#include "index/file_io.h"
#include "index/schema.h"
#include "index/segment.h"
#include "index/segment_postings.h"
#include "index/xapian_status.h"

namespace vigie::index {
namespace {

// About 500 press articles: small enough for Xapian's buffer to stay shallow.
constexpr uint64_t kShardTokens = 200'000;
// Joined when there are as many, so that descriptors stay bounded.
constexpr size_t kMostShards = 48;

// The prefixes and weight under which a field's tokens are indexed.
struct TokenPrefixes {
  std::string_view form;
  std::string_view stem;
  std::string_view exact;
  uint32_t wdf = 0;
};

constexpr TokenPrefixes kInText = {kPrefixForm, kPrefixStem, kPrefixExact,
                                   kTextWdf};
constexpr TokenPrefixes kOfTitle = {kPrefixForm, kPrefixStem, kPrefixExact,
                                    kTitleWdf};
constexpr TokenPrefixes kTitleOnly = {kPrefixTitleForm, kPrefixTitleStem,
                                      kPrefixTitleExact, kTitleWdf};

// Per document, the filter terms that it has.
using DocumentFilters = std::vector<std::vector<const std::string*>>;

struct Shard {
  uint32_t first = 0;  // documents, half-open
  uint32_t last = 0;
  std::string path;
};

// Exact forms weigh nothing, so that lengths count forms and stems only.
void AddToken(const WordTable::Word& word, uint32_t position,
              const TokenPrefixes& prefixes, Xapian::Document* document) {
  document->add_posting(Term(prefixes.form, word.form), position, prefixes.wdf);
  document->add_posting(Term(prefixes.stem, word.stem), position, prefixes.wdf);
  document->add_posting(Term(prefixes.exact, word.exact), position, 0);
}

Xapian::Document MakeDocument(const PostingsInput& input,
                              const DocumentFilters& filters, uint32_t doc) {
  Xapian::Document document;
  const uint32_t title = input.tokens.at(doc).title_positions;
  input.tokens.ForEachToken(doc, [&](uint32_t at, uint32_t code) {
    const WordTable::Word word = input.tokens.words().at(code);
    if (at < title) {
      AddToken(word, kTitlePosition + at, kOfTitle, &document);
      AddToken(word, kTitlePosition + at, kTitleOnly, &document);
    } else {
      AddToken(word, TextPosition(title) + at - title, kInText, &document);
    }
  });
  for (const std::string* term : filters[doc]) {
    document.add_boolean_term(*term);
  }
  if (input.days[doc] != kNoDay) {
    document.add_value(kSlotDay, Xapian::sortable_serialise(input.days[doc]));
  }
  return document;
}

// The shard is scratch until the segment is sealed: nothing is synced.
Status WriteShard(const PostingsInput& input, const DocumentFilters& filters,
                  const Shard& shard) {
  return CatchXapian("writing " + shard.path, [&] {
    Xapian::WritableDatabase database(
        shard.path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS |
                        Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC);
    // A transaction keeps XAPIAN_FLUSH_THRESHOLD from flushing in between.
    database.begin_transaction(false);
    for (uint32_t doc = shard.first; doc < shard.last; ++doc) {
      database.add_document(MakeDocument(input, filters, doc));
    }
    database.commit_transaction();
    database.close();
    return OkStatus();
  });
}

// Replaces the databases at `shards` by their compaction at `path`.
Status JoinShards(const std::vector<std::string>& shards,
                  const std::string& path) {
  Status joined = CatchXapian("compacting " + path, [&] {
    Xapian::Database all;
    for (const std::string& shard : shards) {
      all.add_database(Xapian::Database(shard));
    }
    all.compact(path, Xapian::DBCOMPACT_SINGLE_FILE | Xapian::Compactor::FULL);
    return OkStatus();
  });
  for (const std::string& shard : shards) {
    if (joined.ok()) joined = RemovePath(shard);
  }
  return joined;
}

std::vector<Shard> PlanShards(const TokenLists& tokens,
                              const std::string& directory) {
  std::vector<Shard> shards;
  uint64_t tokens_before = kShardTokens;
  for (uint32_t doc = 0; doc < tokens.documents(); ++doc) {
    if (tokens_before >= kShardTokens) {
      const std::string name = "shard-" + std::to_string(shards.size());
      shards.push_back({doc, doc, JoinPath(directory, name)});
      tokens_before = 0;
    }
    shards.back().last = doc + 1;
    tokens_before += tokens.at(doc).title.size + tokens.at(doc).text.size;
  }
  if (shards.empty()) shards.push_back({0, 0, JoinPath(directory, "shard-0")});
  return shards;
}

DocumentFilters ByDocument(const PostingsInput& input) {
  DocumentFilters filters(input.tokens.documents());
  for (const FilterTerms::List& list : input.filters.Sorted()) {
    for (const Posting& posting : *list.postings) {
      filters[posting.doc].push_back(list.term);
    }
  }
  return filters;
}

}  // namespace

Status WritePositionalPostings(const PostingsInput& input, uint32_t threads,
                               const std::string& directory,
                               const std::string& path) {
  const DocumentFilters filters = ByDocument(input);
  const std::vector<Shard> shards = PlanShards(input.tokens, directory);
  const size_t at_once = std::max(1U, threads);
  std::vector<std::string> written;
  for (size_t first = 0; first < shards.size(); first += at_once) {
    const size_t last = std::min(first + at_once, shards.size());
    std::vector<std::future<Status>> running;
    for (size_t i = first; i < last; ++i) {
      running.push_back(
          std::async(at_once > 1 ? std::launch::async : std::launch::deferred,
                     [&, i] { return WriteShard(input, filters, shards[i]); }));
      written.push_back(shards[i].path);
    }
    Status done;
    for (std::future<Status>& shard : running) {
      Status finished = shard.get();
      if (done.ok()) done = std::move(finished);
    }
    if (done.ok() && written.size() >= kMostShards) {
      const std::string joined =
          JoinPath(directory, "joined-" + std::to_string(first));
      done = JoinShards(written, joined);
      written = {joined};
    }
    if (!done.ok()) return done;
  }
  Status joined = JoinShards(written, path);
  return joined.ok() ? SyncPath(path) : joined;
}

}  // namespace vigie::index
