#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "index/xapian_status.h"
#include "match/call_poll.h"
#include "match/executor.h"
#include "match/ordering.h"
#include "match/posting_sources.h"
#include "match/selection.h"
#include "match/xapian_query.h"

namespace vigie::match {
namespace {

// Combined databases at rest. A database serves one thread at a time; there
// are never more of them than threads that ran at once.
class DatabasePool {
 public:
  explicit DatabasePool(const Segments& segments) : segments_(segments) {}

  // Throws what Xapian throws.
  CombinedDatabase Take() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!resting_.empty()) {
        CombinedDatabase combined = std::move(resting_.back());
        resting_.pop_back();
        return combined;
      }
    }
    CombinedDatabase combined;
    for (const auto& segment : segments_) {
      Xapian::Database shard = segment->OpenDatabase();
      combined.uuids.push_back(shard.get_uuid());
      combined.database.add_database(shard);
    }
    return combined;
  }

  void Return(CombinedDatabase combined) {
    const std::lock_guard<std::mutex> lock(mutex_);
    resting_.push_back(std::move(combined));
  }

 private:
  const Segments& segments_;
  std::mutex mutex_;
  std::vector<CombinedDatabase> resting_;
};

double InSteps(double score) { return std::round(score * 1e9) / 1e9; }

class XapianExecutor : public Executor {
 public:
  explicit XapianExecutor(std::shared_ptr<const Catalog> catalog)
      : catalog_(std::move(catalog)), pool_(catalog_->segments()) {}

  using Executor::Run;
  Result<HitSet> Run(const query::PlanNode& root, const CallControl& control,
                     Scoring scoring,
                     const CallControl* /*partial*/) const override {
    if (Status status = CheckControl(control); !status.ok()) return status;
    if (catalog_->documents() == 0) return HitSet{};
    return index::CatchXapian("matching the query", [&]() -> Result<HitSet> {
      CombinedDatabase combined = pool_.Take();
      Result<HitSet> hits = Match(combined, root, control, scoring, {});
      pool_.Return(std::move(combined));
      return hits;
    });
  }

  Result<Matched> Match(const MatchRequest& request) const override {
    Result<HitSet> hits =
        Run(request.root, request.control,
            request.best > 0 ? Scoring::kScored : Scoring::kUnscored);
    if (!hits.ok()) return hits.status();
    Matched matched;
    matched.expansions = std::move(hits->expansions);
    matched.prefix_words = std::move(hits->prefix_words);
    if (request.scoped) matched.scopes = Scopes(request, *hits);
    for (const ScoredDoc& hit : hits->docs) {
      if (request.selections.Failures(hit.doc) == 0) {
        matched.best.push_back(hit);
      }
    }
    matched.total = matched.best.size();
    OrderHits(SortOrder::kRelevance, *catalog_, request.best, &matched.best);
    matched.best.resize(std::min(request.best, matched.best.size()));
    return matched;
  }

  Result<std::optional<double>> ScoreOf(
      const query::PlanNode& root, DocRef doc,
      const CallControl& control) const override {
    if (Status status = CheckControl(control); !status.ok()) return status;
    using Score = std::optional<double>;
    return index::CatchXapian("weighing an article", [&]() -> Result<Score> {
      CombinedDatabase combined = pool_.Take();
      const Result<HitSet> hits =
          Match(combined, root, control, Scoring::kScored, doc);
      pool_.Return(std::move(combined));
      if (!hits.ok()) return hits.status();
      for (const ScoredDoc& hit : hits->docs) {
        if (hit.doc.segment == doc.segment && hit.doc.doc == doc.doc) {
          return Score(hit.score);
        }
      }
      return Score();
    });
  }

 private:
  std::vector<Matched::Scope> Scopes(const MatchRequest& request,
                                     const HitSet& hits) const {
    const Selections& selections = request.selections;
    const size_t dimensions = selections.dimensions().size();
    std::vector<Matched::Scope> scopes;
    for (uint32_t i = 0; i < catalog_->segments().size(); ++i) {
      std::vector<uint32_t> docs;
      for (const ScoredDoc& hit : hits.docs) {
        if (hit.doc.segment == i &&
            (selections.Failures(hit.doc) & ~request.sideways) == 0) {
          docs.push_back(hit.doc.doc);
        }
      }
      std::sort(docs.begin(), docs.end());
      Matched::Scope scope;
      scope.docs = DocSet::OfSorted(std::move(docs));
      for (size_t dimension = 0; dimension < dimensions; ++dimension) {
        scope.passing.push_back(scope.docs.Filtered([&](uint32_t doc) {
          return (selections.Failures({i, doc}) >> dimension & 1U) == 0;
        }));
      }
      scopes.push_back(std::move(scope));
    }
    return scopes;
  }

  // All hits, or of one article at most.
  Result<HitSet> Match(const CombinedDatabase& combined,
                       const query::PlanNode& root, const CallControl& control,
                       Scoring scoring, std::optional<DocRef> only) const {
    CallPoll poll(control);
    PositionBudget budget(&poll);
    XapianTranslator translator(combined, *catalog_, scoring, &poll, &budget);
    HitSet hits;
    try {
      Xapian::Enquire enquire(combined.database);
      Xapian::Query query = translator.Translate(root);
      if (only) {
        OneDocument source(combined.uuids[only->segment], only->doc + 1);
        query = Xapian::Query(Xapian::Query::OP_FILTER, query,
                              Xapian::Query(&source));
      }
      enquire.set_query(query);
      if (scoring == Scoring::kUnscored) {
        enquire.set_weighting_scheme(Xapian::BoolWeight());
      } else {
        enquire.set_weighting_scheme(
            Xapian::BM25Weight(kBm25K1, 0, 1, kBm25B, 0.5));
      }
      enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
      const Xapian::doccount all = combined.database.get_doccount();
      hits.docs = LiveDocs(enquire.get_mset(0, all, all), scoring);
    } catch (const Stopped& stopped) {
      return stopped.status;
    }
    hits.expansions = translator.TakeExpansions();
    hits.prefix_words = translator.TakePrefixWords();
    return hits;
  }

  // Document d of a combined database of n shards is document (d - 1) / n of
  // shard (d - 1) % n.
  std::vector<ScoredDoc> LiveDocs(const Xapian::MSet& matches,
                                  Scoring scoring) const {
    const Segments& segments = catalog_->segments();
    const auto shards = static_cast<uint32_t>(segments.size());
    std::vector<ScoredDoc> docs;
    docs.reserve(matches.size());
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      const uint32_t index = *match - 1;
      const DocRef ref{index % shards, index / shards};
      if (segments[ref.segment]->tombstoned(ref.doc)) continue;
      const bool scored = scoring == Scoring::kScored;
      docs.push_back({ref, scored ? InSteps(match.get_weight()) : 0});
    }
    return docs;
  }

  std::shared_ptr<const Catalog> catalog_;
  mutable DatabasePool pool_;
};

}  // namespace

std::unique_ptr<Executor> MakeXapianExecutor(
    std::shared_ptr<const Catalog> catalog) {
  return std::make_unique<XapianExecutor>(std::move(catalog));
}

std::unique_ptr<Executor> MakeXapianExecutor(Segments segments) {
  return MakeXapianExecutor(
      std::make_shared<const Catalog>(std::move(segments), nullptr));
}

}  // namespace vigie::match
