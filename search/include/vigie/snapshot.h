// Reading: one immutable revision of an index directory.
#ifndef VIGIE_SNAPSHOT_H_
#define VIGIE_SNAPSHOT_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vigie/completeness.h"
#include "vigie/entities.h"
#include "vigie/exploration.h"
#include "vigie/export.h"
#include "vigie/index_options.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie {

struct SegmentInfo {
  std::string name;
  uint64_t bytes = 0;
  uint32_t articles = 0;    // tombstoned ones included
  uint32_t tombstones = 0;  // replaced or deleted articles
  // Of the dictionary that found its mentions; where segments of several were
  // merged, the oldest, and then the others.
  std::string dictionary_version;
  std::vector<std::string> other_dictionary_versions;
};

struct IndexStatus {
  uint64_t revision = 0;
  uint32_t format_version = 0;
  uint32_t articles = 0;  // live
  uint64_t mentions = 0;  // in live articles
  uint32_t entities = 0;  // listed in the dictionary
  uint64_t bytes = 0;     // of every file of this revision
  std::optional<PublicationTime> oldest;
  std::optional<PublicationTime> newest;
  std::string analyzer_version;
  std::string dictionary_version;  // the oldest in use
  std::vector<SegmentInfo> segments;
  uint64_t applied_sequence = 0;  // of the newest journalled write in it
};

// Sources that a reader may see, by their names as articles have them.
struct SourceScope {
  std::vector<std::string> sources;  // none: no article at all
};

// Decoded posting lists of all snapshots of the process.
struct CacheStatus {
  uint64_t bytes = 0;
  uint64_t hits = 0;    // lists found, since the process began
  uint64_t misses = 0;  // lists that had to be decoded
};

struct OpenOptions {
  // The revision to show; absent: the newest. An earlier one is there while a
  // reader holds it open, and always when the index keeps versions
  // (IndexOptions::keep_versions).
  std::optional<uint64_t> as_of_revision;

  enum class Verify : uint8_t {
    // Every file is read before it is used, once per process while it does not
    // change.
    kFull,
    // Nor is what was verified since this machine started: same inode, size
    // and times. What a disk forgot meanwhile is the scrubber's to find.
    kBootStamp,
  };
  Verify verify = Verify::kFull;
  // Whether what queries make is kept for the queries that follow: up to 64 MiB
  // of posting lists, 134 of other work, 36 of answers, 16 of articles without
  // their texts and 16 of texts, for all snapshots of the process.
  bool keep_decoded = true;
  // What one query may read of articles' words for phrases, exact forms, zones
  // and distances, in words; more: a partial answer (PartialReason::kCost), or
  // RESOURCE_EXHAUSTED (reason QUERY_TOO_EXPENSIVE). The default is some tenths
  // of a second. 0: the default.
  uint64_t query_words = 0;
  // What the lists of hits of one query may take, in bytes: 48 a hit wherever
  // all are listed (orders but by relevance, mentions, timelines, comparisons,
  // related entities), 32 more where facets count each of them, 96 more where
  // they are grouped; twice for the two sides of a comparison. More:
  // RESOURCE_EXHAUSTED (reason QUERY_MEMORY), never a shorter answer. 0: the
  // default, 256 MiB.
  uint64_t query_bytes = 0;
  // Told of bytes verified so far and in all, from any thread, one at a time.
  std::function<void(uint64_t done, uint64_t total)> verify_progress;
};

// An index directory as it is on disk, its segments unread.
struct DirectoryStatus {
  uint64_t revision = 0;         // the newest published
  uint64_t oldest_revision = 0;  // that is on disk: OpenOptions::as_of_revision
  uint64_t applied_sequence = 0;  // of the newest journalled write in it
  uint64_t journal_bytes = 0;     // of writes that may not be in it yet
  IndexOptions options;
  uint32_t format_version = 0;
  std::string analyzer_version;
  std::string dictionary_path;  // of new articles: a file of the directory
  bool writer_active = false;   // some process holds the writer's lock
  // Revisions that readers hold open, the newest included, rising; and the
  // bytes on disk that none but earlier ones need.
  std::vector<uint64_t> pinned_revisions;
  uint64_t pinned_bytes = 0;
};

// Thread-safe: any number of threads may call the const methods of one
// Snapshot. It stays readable, unchanged, while writers publish newer
// revisions and while their clean-up removes its files. A file that is cut from
// outside, or that the disk no longer gives, makes answers DATA_LOSS: opening
// installs a handler for SIGBUS, which hands other faults to the one before.
class VIGIE_API Snapshot {
 public:
  virtual ~Snapshot() = default;

  // Opens the newest revision in `directory`. Every file is verified against
  // the manifest's size and CRC32C before anything reads it. NOT_FOUND: no
  // index there. DATA_LOSS: a file is missing, cut or changed; the message
  // names it. FAILED_PRECONDITION (reason FORMAT_VERSION or
  // ANALYZER_VERSION): made by an incompatible Vigie; rebuild. NOT_FOUND
  // (reason REVISION_GONE): as OpenOptions::as_of_revision. O(bytes).
  static Result<std::shared_ptr<const Snapshot>> Open(
      const std::string& directory);
  static Result<std::shared_ptr<const Snapshot>> Open(
      const std::string& directory, const OpenOptions& options);

  // Errors as Open, damage to segments apart. Reads the manifests alone.
  static Result<DirectoryStatus> InspectDirectory(const std::string& directory);

  static CacheStatus PostingCacheStatus();

  // The newest revision published in `directory`, without opening it.
  static Result<uint64_t> PublishedRevision(const std::string& directory);

  // The revision that a page token pins; UINT64_MAX: none, any revision takes
  // it. INVALID_ARGUMENT if malformed.
  static Result<uint64_t> PageTokenRevision(std::string_view page_token);
  // A token that goes on after the same row in any revision, for one whose
  // revision is gone. INVALID_ARGUMENT if malformed.
  static Result<std::string> ResumeToken(std::string_view page_token);

  // The same revision as if it held the articles of those sources alone: no
  // answer, count, frequency, score, suggestion, correction or token depends on
  // the others. Articles without source are in no scope. Of a restricted
  // snapshot, GetStatus has no bytes and no segments; what is published and the
  // dictionary stay the whole index's. Queries are as fast but for words with
  // `*`, whose cost is that of the articles which hold them. Keeps 2 MiB of
  // decoded articles. O(articles + entities).
  virtual Result<std::shared_ptr<const Snapshot>> Restrict(
      const SourceScope& scope) const = 0;

  virtual uint64_t revision() const = 0;
  virtual IndexStatus GetStatus() const = 0;

  // Errors of every query: INVALID_ARGUMENT (syntax in strict mode, limits,
  // page token), FAILED_PRECONDITION (page token of another revision),
  // DEADLINE_EXCEEDED, CANCELLED, DATA_LOSS. Zero hits is not an error.
  virtual Result<SearchResult> Search(const SearchRequest& request) const = 0;
  virtual Result<MentionResult> ListMentions(
      const MentionRequest& request) const = 0;

  // Hands every row, in ListMentions' order and without its paging, to
  // `sink`, from the calling thread; `sink` returns false to stop (CANCELLED).
  // The result's `rows` is empty; its totals count what was handed over.
  // Memory is bounded by the list of matching articles and 64 MiB of texts.
  using MentionSink = std::function<bool(MentionRow&&)>;
  virtual Result<MentionResult> StreamMentions(
      const MentionRequest& request, const MentionSink& sink) const = 0;

  // Hands every matching article to `sink`, in order, as StreamMentions does.
  using ArticleSink = std::function<bool(ArticleRow&&)>;
  virtual Result<ArticlesResult> StreamArticles(
      const ArticlesRequest& request, const ArticleSink& sink) const = 0;

  // Asks again what a receipt says was asked. INVALID_ARGUMENT (reason
  // RECEIPT), FAILED_PRECONDITION (reason REVISION_EXPIRED).
  virtual Result<ReplayResult> Replay(const ReplayRequest& request) const = 0;

  virtual Result<FacetsResult> ListFacets(
      const FacetsRequest& request) const = 0;

  // Why an article is a hit of a query and how its score is made, in plain
  // words. NOT_FOUND (reason ARTICLE_NOT_FOUND), and the errors of queries.
  virtual Result<ExplainResult> Explain(
      const ExplainRequest& request) const = 0;

  // Hits by hour, day, week, month or year. INVALID_ARGUMENT (reasons
  // TIMELINE_STEP, TIMELINE_SERIES, TIMELINE_RANGE, TIMELINE_TOO_LONG).
  virtual Result<TimelineResult> Timeline(
      const TimelineRequest& request) const = 0;
  // Entities that the hits mention more than other articles do.
  // INVALID_ARGUMENT (reason ASSOCIATION).
  virtual Result<RelatedResult> Related(
      const RelatedRequest& request) const = 0;
  // What sets the hits of two queries apart. INVALID_ARGUMENT (reasons
  // COMPARE_KEYS, FACET_KEY).
  virtual Result<CompareResult> Compare(
      const CompareRequest& request) const = 0;
  // NOT_FOUND (reason ARTICLE_NOT_FOUND).
  virtual Result<SimilarResult> Similar(
      const SimilarRequest& request) const = 0;
  // Entities, sources and words that begin as `text` does. INVALID_ARGUMENT
  // (reason SUGGEST_TEXT).
  virtual Result<SuggestResult> Suggest(
      const SuggestRequest& request) const = 0;

  // An entity by its id, or by one that was merged into it. NOT_FOUND (reason
  // ENTITY_NOT_FOUND).
  virtual Result<EntityCard> GetEntity(std::string_view id) const = 0;
  // Which entities a name may mean. INVALID_ARGUMENT (reason SUGGEST_TEXT).
  virtual Result<EntitySearchResult> SearchEntities(
      const EntitySearchRequest& request) const = 0;
  // Every entity that articles mention. O(entities of the index).
  virtual Result<EntityListResult> ListEntities(
      const EntityListRequest& request) const = 0;

  // The stored article; NOT_FOUND (reason ARTICLE_NOT_FOUND).
  virtual Result<Article> GetArticle(std::string_view id) const = 0;
  // Every mention stored for an article, ordered as MentionResult.
  virtual Result<std::vector<Mention>> GetArticleMentions(
      std::string_view id) const = 0;

  // What counts as a mention of an entity, and what nearly did: spellings,
  // names that stand in the text and were rejected with the rule that rejected
  // them, unlisted entities of a like name. NOT_FOUND (reason
  // ENTITY_NOT_FOUND), and the errors of queries. O(articles of the query +
  // text of the articles read).
  virtual Result<CompletenessReport> ReportCompleteness(
      const CompletenessRequest& request) const = 0;

  // The tokens that indexing and querying see in `text` (at most 64 KiB, else
  // INVALID_ARGUMENT), and the mentions recognised in it.
  virtual Result<AnalyzeResult> Analyze(std::string_view text) const = 0;
};

}  // namespace vigie

#endif  // VIGIE_SNAPSHOT_H_
