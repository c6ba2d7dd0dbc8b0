#include "vigie/snapshot.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "analysis/analyzer.h"
#include "index/directory_status.h"
#include "index/open_index.h"
#include "index/restricted_segment.h"
#include "index/xapian_status.h"
#include "knowledge.h"
#include "match/answer_articles.h"
#include "match/answer_compare.h"
#include "match/answer_entities.h"
#include "match/answer_explain.h"
#include "match/answer_mentions.h"
#include "match/answer_related.h"
#include "match/answer_search.h"
#include "match/answer_similar.h"
#include "match/answer_suggest.h"
#include "match/answer_timeline.h"
#include "match/completeness.h"
#include "match/corpus.h"
#include "match/index_summary.h"
#include "match/kept_answers.h"
#include "match/page_token.h"
#include "match/posting_cache.h"
#include "match/receipt.h"
#include "match/scope_key.h"
#include "match/text_analysis.h"

namespace vigie {
namespace {

class OpenSnapshot : public Snapshot {
 public:
  // What restricted views share.
  struct Parts {
    std::shared_ptr<const index::PinnedManifest> pin;
    std::shared_ptr<const Knowledge> knowledge;
    std::shared_ptr<const index::Manifest> manifest;
    bool keep_decoded = true;
    match::QueryLimits limits;
  };

  OpenSnapshot(Parts parts, match::Segments segments, std::string scope_key)
      : parts_(std::move(parts)), knowledge_(parts_.knowledge) {
    const index::Manifest& manifest = *parts_.manifest;
    corpus_.revision = manifest.revision;
    corpus_.analyzer_version = manifest.analyzer_version;
    corpus_.unlisted_names = manifest.options.unlisted_names;
    corpus_.scope_key = std::move(scope_key);
    corpus_.catalog = std::make_shared<const match::Catalog>(
        std::move(segments), knowledge_->dictionary(), parts_.keep_decoded);
    corpus_.dictionary = knowledge_->dictionary();
    corpus_.executor = match::MakeLocalExecutor(
        corpus_.catalog,
        parts_.keep_decoded ? &match::PostingCache::Shared() : nullptr,
        parts_.limits);
    corpus_.list_bytes = parts_.limits.list_bytes;
    corpus_.row_counts = std::make_unique<match::RowCounts>();
    corpus_.background =
        std::make_unique<match::LazyBackground>(*corpus_.catalog);
    corpus_.cards =
        std::make_unique<match::HitCards>(*corpus_.catalog, ArticlesToKeep());
    if (parts_.keep_decoded) {
      corpus_.sums = std::make_unique<match::FacetSums>(*corpus_.catalog,
                                                        match::SharedSums());
      corpus_.carried_sums = std::make_unique<match::CarriedMemory>(
          *corpus_.catalog, match::KeptCarried::Shared());
      corpus_.rank_memory = std::make_unique<match::RankMemory>(
          *corpus_.catalog, match::SharedRows());
      corpus_.shown_memory = std::make_unique<match::ShownMemory>(
          *corpus_.catalog, match::KeptShown::Shared());
      corpus_.answers = std::make_shared<const match::AnswerMemory>(
          match::KeptAnswers::Shared(), corpus_.scope_key);
    }
    corpus_.vocabulary = std::make_unique<match::LazyVocabulary>(
        *corpus_.catalog, parts_.keep_decoded);
    status_ = match::Summarize(manifest, corpus_);
    corpus_.dictionary_version = status_.dictionary_version;
  }

  Result<std::shared_ptr<const Snapshot>> Restrict(
      const SourceScope& scope) const override {
    return Answer("restricting to sources", [&] {
      std::vector<std::string> sources = scope.sources;
      std::sort(sources.begin(), sources.end());
      const std::string key = match::ScopeKey(sources);
      match::Segments segments;
      for (const auto& segment : corpus_.catalog->segments()) {
        segments.push_back(index::RestrictSegment(segment, sources, key));
      }
      return Result<std::shared_ptr<const Snapshot>>(
          std::make_shared<const OpenSnapshot>(parts_, std::move(segments),
                                               corpus_.scope_key + key));
    });
  }

  uint64_t revision() const override { return corpus_.revision; }
  IndexStatus GetStatus() const override { return status_; }

  Result<SearchResult> Search(const SearchRequest& request) const override {
    return Answer("searching",
                  [&] { return match::AnswerSearch(corpus_, request); });
  }

  Result<MentionResult> ListMentions(
      const MentionRequest& request) const override {
    return Answer("listing mentions",
                  [&] { return match::AnswerMentions(corpus_, request); });
  }

  Result<MentionResult> StreamMentions(const MentionRequest& request,
                                       const MentionSink& sink) const override {
    return Answer("streaming mentions", [&] {
      return match::StreamMentions(corpus_, request, sink);
    });
  }

  Result<ArticlesResult> StreamArticles(
      const ArticlesRequest& request, const ArticleSink& sink) const override {
    return Answer("streaming articles", [&] {
      return match::StreamArticles(corpus_, request, sink);
    });
  }

  Result<ReplayResult> Replay(const ReplayRequest& request) const override {
    return Answer("replaying a receipt",
                  [&] { return match::AnswerReplay(corpus_, request); });
  }

  Result<FacetsResult> ListFacets(const FacetsRequest& request) const override {
    return Answer("counting facets",
                  [&] { return match::AnswerFacets(corpus_, request); });
  }

  Result<ExplainResult> Explain(const ExplainRequest& request) const override {
    return Answer("explaining",
                  [&] { return match::AnswerExplain(corpus_, request); });
  }

  Result<TimelineResult> Timeline(
      const TimelineRequest& request) const override {
    return Answer("making a timeline",
                  [&] { return match::AnswerTimeline(corpus_, request); });
  }

  Result<RelatedResult> Related(const RelatedRequest& request) const override {
    return Answer("relating entities",
                  [&] { return match::AnswerRelated(corpus_, request); });
  }

  Result<CompareResult> Compare(const CompareRequest& request) const override {
    return Answer("comparing",
                  [&] { return match::AnswerCompare(corpus_, request); });
  }

  Result<SimilarResult> Similar(const SimilarRequest& request) const override {
    return Answer("finding similar articles",
                  [&] { return match::AnswerSimilar(corpus_, request); });
  }

  Result<SuggestResult> Suggest(const SuggestRequest& request) const override {
    return Answer("suggesting",
                  [&] { return match::AnswerSuggest(corpus_, request); });
  }

  Result<EntityCard> GetEntity(std::string_view id) const override {
    return Answer("reading an entity",
                  [&] { return match::GetEntity(corpus_, id); });
  }

  Result<EntitySearchResult> SearchEntities(
      const EntitySearchRequest& request) const override {
    return Answer("searching entities",
                  [&] { return match::SearchEntities(corpus_, request); });
  }

  Result<EntityListResult> ListEntities(
      const EntityListRequest& request) const override {
    return Answer("listing entities",
                  [&] { return match::ListEntities(corpus_, request); });
  }

  Result<Article> GetArticle(std::string_view id) const override {
    return Answer("reading an article", [&]() -> Result<Article> {
      const auto ref = corpus_.catalog->FindLive(id);
      if (!ref) return NotFound(id);
      return corpus_.catalog->segment(*ref).ReadArticle(ref->doc);
    });
  }

  Result<std::vector<Mention>> GetArticleMentions(
      std::string_view id) const override {
    return Answer("reading mentions", [&]() -> Result<std::vector<Mention>> {
      const auto ref = corpus_.catalog->FindLive(id);
      if (!ref) return NotFound(id);
      return match::ArticleMentions(corpus_, *ref);
    });
  }

  Result<CompletenessReport> ReportCompleteness(
      const CompletenessRequest& request) const override {
    return Answer("reporting completeness", [&] {
      return match::ReportCompleteness(corpus_, knowledge_->recognizer(),
                                       request);
    });
  }

  Result<AnalyzeResult> Analyze(std::string_view text) const override {
    return Answer("analysing", [&] {
      return match::AnalyzeText(corpus_, knowledge_->recognizer(), text);
    });
  }

 private:
  // What `body` returns, unless pages that could not be read went into it.
  template <typename Body>
  auto Answer(const char* doing, const Body& body) const -> decltype(body()) {
    auto result = index::CatchXapian(doing, body);
    for (const auto& segment : corpus_.catalog->segments()) {
      Status intact = segment->CheckIntact();
      if (!intact.ok()) return intact;
    }
    return result;
  }

  // A view of some sources has its own: others learn nothing by its speed.
  std::shared_ptr<match::KeptArticles> ArticlesToKeep() const {
    constexpr size_t kOfViews = size_t{2} << 20;
    if (parts_.keep_decoded && corpus_.scope_key.empty()) {
      return match::KeptArticles::Shared();
    }
    return std::make_shared<match::KeptArticles>(parts_.keep_decoded ? kOfViews
                                                                     : 0);
  }

  static Status NotFound(std::string_view id) {
    return Status(StatusCode::kNotFound,
                  "no article has the id \"" + std::string(id) + "\"",
                  "ARTICLE_NOT_FOUND");
  }

  const Parts parts_;
  const std::shared_ptr<const Knowledge> knowledge_;
  match::Corpus corpus_;
  IndexStatus status_;
};

index::Verification VerificationOf(const OpenOptions& options) {
  index::Verification verification;
  if (options.verify == OpenOptions::Verify::kBootStamp) {
    verification.mode = index::Verification::Mode::kBootStamp;
  }
  verification.progress = options.verify_progress;
  return verification;
}

Status CheckAnalyzer(const std::string& directory,
                     const index::Manifest& manifest) {
  if (manifest.analyzer_version == analysis::AnalyzerVersion()) {
    return OkStatus();
  }
  return Status(StatusCode::kFailedPrecondition,
                directory + " was analysed by " + manifest.analyzer_version +
                    ", and this Vigie analyses by " +
                    analysis::AnalyzerVersion() +
                    "; rebuild the index with this version",
                "ANALYZER_VERSION");
}

}  // namespace

Result<std::shared_ptr<const Snapshot>> Snapshot::Open(
    const std::string& directory) {
  return Open(directory, OpenOptions());
}

Result<std::shared_ptr<const Snapshot>> Snapshot::Open(
    const std::string& directory, const OpenOptions& options) {
  using Opened = Result<std::shared_ptr<const Snapshot>>;
  return index::CatchXapian("opening " + directory, [&]() -> Opened {
    using Known = Result<std::shared_ptr<const Knowledge>>;
    std::optional<Known> knowledge;
    Result<index::OpenedIndex> opened = index::OpenIndex(
        directory, VerificationOf(options), options.as_of_revision,
        [&](std::string_view json_lines, const std::string& path) {
          knowledge.emplace(Knowledge::Load(json_lines, path));
        });
    if (!opened.ok()) return opened.status();
    Status same_chain = CheckAnalyzer(directory, opened->manifest);
    if (!same_chain.ok()) return same_chain;
    if (!knowledge->ok()) return knowledge->status();
    OpenSnapshot::Parts parts;
    parts.pin = std::move(opened->pin);
    parts.knowledge = **std::move(knowledge);
    parts.manifest =
        std::make_shared<const index::Manifest>(std::move(opened->manifest));
    parts.keep_decoded = options.keep_decoded;
    if (options.query_words > 0) parts.limits.tokens = options.query_words;
    if (options.query_bytes > 0) parts.limits.list_bytes = options.query_bytes;
    return std::shared_ptr<const Snapshot>(std::make_shared<OpenSnapshot>(
        std::move(parts), std::move(opened->segments), ""));
  });
}

Result<uint64_t> Snapshot::PublishedRevision(const std::string& directory) {
  return index::CatchXapian("reading the revision of " + directory, [&] {
    return index::ReadCurrentRevision(directory);
  });
}

CacheStatus Snapshot::PostingCacheStatus() {
  const match::PostingCache& cache = match::PostingCache::Shared();
  return {cache.bytes(), cache.hits(), cache.misses()};
}

Result<DirectoryStatus> Snapshot::InspectDirectory(
    const std::string& directory) {
  return index::CatchXapian("examining " + directory,
                            [&] { return index::InspectDirectory(directory); });
}

Result<uint64_t> Snapshot::PageTokenRevision(std::string_view page_token) {
  return index::CatchXapian("reading a page token", [&]() -> Result<uint64_t> {
    const Result<match::PageToken> token = match::DecodePageToken(page_token);
    if (!token.ok()) return token.status();
    return token->revision;
  });
}

Result<std::string> Snapshot::ResumeToken(std::string_view page_token) {
  return index::CatchXapian("reading a page token",
                            [&] { return match::ResumeTokenOf(page_token); });
}

}  // namespace vigie
