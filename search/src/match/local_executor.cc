// Runs plans on decoded posting lists (ADR 0019).
#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "index/term_impact.h"
#include "index/xapian_status.h"
#include "match/best_rows.h"
#include "match/call_poll.h"
#include "match/collection_facts.h"
#include "match/executor.h"
#include "match/id_ranks.h"
#include "match/local_query.h"
#include "match/ordering.h"
#include "match/segment_matcher.h"
#include "match/segment_scorer.h"
#include "match/selection.h"
#include "match/selection_sets.h"
#include "match/set_name.h"

namespace vigie::match {
namespace {

double InSteps(double score) { return std::round(score * 1e9) / 1e9; }

// What of the cost of a query its parts may have again once it is spent, and
// how many parts a segment then has.
constexpr uint64_t kSpentAgain = 4;
constexpr uint32_t kParts = 32;

class LocalExecutor : public Executor {
 public:
  LocalExecutor(std::shared_ptr<const Catalog> catalog, PostingCache* cache,
                const QueryLimits& limits)
      : catalog_(std::move(catalog)),
        cache_(cache),
        limits_(limits),
        ranks_(*catalog_),
        average_length_(AverageLength(*catalog_)) {
    for (const auto& segment : catalog_->segments()) {
      facts_.keys.push_back(ContentKey(*segment));
      facts_.mean_lengths.push_back(index::MeanLength(segment->lengths()));
      dead_.push_back(Tombstoned(*segment));
    }
    if (cache_ == nullptr) return;
    cache_->Hold(facts_.keys);
    best_ = std::make_unique<BestMemory>(*catalog_, SharedBest());
  }
  ~LocalExecutor() override {
    if (cache_ != nullptr) cache_->Release(facts_.keys);
  }
  LocalExecutor(const LocalExecutor&) = delete;
  LocalExecutor& operator=(const LocalExecutor&) = delete;

  Result<HitSet> Run(const query::PlanNode& root, const CallControl& control,
                     Scoring scoring,
                     const CallControl* partial) const override {
    return Guarded<HitSet>(control, [&] {
      LocalQuery query(root, *catalog_, facts_, cache_, control, scoring,
                       limits_.tokens);
      HitSet hits;
      const auto collect = [&](uint32_t of, const DocSet* part,
                               LocalQuery* asked) {
        Collect(of, part, scoring, asked, &hits.docs);
        hits.searched += LiveCount(of, part);
      };
      const size_t segments = catalog_->segments().size();
      uint32_t done = 0;
      try {
        for (; done < segments; ++done) collect(done, nullptr, &query);
      } catch (const Stopped& stopped) {
        const auto reason = ReasonOf(stopped.status);
        if (partial == nullptr || !reason) throw;
        const bool all = VisitParts(done, root, scoring, *partial, collect);
        if (!all) hits.cut = *reason;
        if (hits.searched == 0) throw;
      }
      hits.expansions = query.builder.TakeExpansions();
      hits.prefix_words = query.builder.prefix_words();
      return hits;
    });
  }

  Result<Matched> Match(const MatchRequest& request) const override {
    return Guarded<Matched>(request.control, [&] {
      LocalQuery query(request.root, *catalog_, facts_, cache_, request.control,
                       ScoringOf(request), limits_.tokens);
      if (best_ != nullptr && request.best > 0 && request.sideways == 0) {
        query.NameWeights(request.selections, *best_);
      }
      Matched matched;
      try {
        for (uint32_t i = 0; i < catalog_->segments().size(); ++i) {
          SegmentHits hits = MatchSegment(i, nullptr, request, &query);
          if (request.best > 0 && hits.best.size() == request.best) {
            query.least_score =
                std::max(query.least_score, hits.best.back().score);
          }
          Append(std::move(hits), &matched);
        }
        if (request.scoped && request.sideways == 0) {
          matched.name = SetName(query.tree, request.selections);
        }
      } catch (const Stopped& stopped) {
        const auto reason = ReasonOf(stopped.status);
        if (request.partial == nullptr || !reason) throw;
        if (!FinishedInParts(request, &matched)) matched.cut = *reason;
        if (matched.searched == 0) throw;
      }
      if (!request.scoped) matched.scopes.clear();
      OrderHits(SortOrder::kRelevance, *catalog_, request.best, &matched.best);
      matched.best.resize(std::min(request.best, matched.best.size()));
      matched.expansions = query.builder.TakeExpansions();
      matched.prefix_words = query.builder.prefix_words();
      return matched;
    });
  }

  Result<std::optional<double>> ScoreOf(
      const query::PlanNode& root, DocRef doc,
      const CallControl& control) const override {
    using Score = std::optional<double>;
    return Guarded<Score>(control, [&] {
      LocalQuery query(root, *catalog_, facts_, cache_, control,
                       Scoring::kScored, limits_.tokens);
      const DocSet only = DocSet::OfSorted({doc.doc});
      std::vector<ScoredDoc> docs;
      Collect(doc.segment, &only, Scoring::kScored, &query, &docs);
      return docs.empty() ? Score() : Score(docs.front().score);
    });
  }

 private:
  template <typename Value, typename Body>
  static Result<Value> Guarded(const CallControl& control, const Body& body) {
    if (Status status = CheckControl(control); !status.ok()) return status;
    return index::CatchXapian("matching the query", [&]() -> Result<Value> {
      try {
        return body();
      } catch (const Stopped& stopped) {
        return stopped.status;
      }
    });
  }

  static Scoring ScoringOf(const MatchRequest& request) {
    return request.best > 0 ? Scoring::kScored : Scoring::kUnscored;
  }

  // What of a segment, or a part of it, a query matches.
  struct SegmentHits {
    uint64_t total = 0;
    std::vector<ScoredDoc> best;
    Matched::Scope scope;
    uint64_t searched = 0;
  };

  void Append(SegmentHits hits, Matched* matched) const {
    HoldHits(limits_, matched->best.size() + hits.best.size());
    matched->total += hits.total;
    matched->best.insert(matched->best.end(), hits.best.begin(),
                         hits.best.end());
    matched->scopes.push_back(std::move(hits.scope));
    matched->searched += hits.searched;
  }

  // Of disjoint parts of one segment.
  static void Join(SegmentHits part, uint32_t documents, SegmentHits* whole) {
    const auto unite = [documents](const DocSet& more, DocSet* docs) {
      *docs = Unite({docs, &more}, documents);
    };
    whole->total += part.total;
    whole->best.insert(whole->best.end(), part.best.begin(), part.best.end());
    unite(part.scope.docs, &whole->scope.docs);
    for (size_t i = 0; i < part.scope.passing.size(); ++i) {
      unite(part.scope.passing[i], &whole->scope.passing[i]);
    }
    whole->searched += part.searched;
  }

  // The segments that `matched` has not, as far as time and cost allow. False:
  // something is left.
  bool FinishedInParts(const MatchRequest& request, Matched* matched) const {
    const size_t first = matched->scopes.size();
    std::vector<SegmentHits> rest(catalog_->segments().size() - first);
    for (SegmentHits& hits : rest) {
      hits.scope.passing.resize(request.selections.dimensions().size());
    }
    const auto match = [&](uint32_t of, const DocSet* part, LocalQuery* query) {
      Join(MatchSegment(of, part, request, query),
           catalog_->segments()[of]->size(), &rest[of - first]);
    };
    const bool finished =
        VisitParts(static_cast<uint32_t>(first), request.root,
                   ScoringOf(request), *request.partial, match);
    for (SegmentHits& hits : rest) Append(std::move(hits), matched);
    return finished;
  }

  // Calls `visit` for the segments from `first` on, part by part, as far as
  // time and cost allow; a part that is cut counts as not searched. False:
  // something is left.
  template <typename Visit>
  bool VisitParts(uint32_t first, const query::PlanNode& root, Scoring scoring,
                  const CallControl& control, const Visit& visit) const {
    constexpr size_t kLeastDocuments = 256;
    try {
      LocalQuery query(root, *catalog_, facts_, cache_, control, scoring,
                       limits_.tokens / kSpentAgain);
      for (uint32_t segment = first; segment < catalog_->segments().size();
           ++segment) {
        const std::vector<uint32_t> docs =
            Visible(*catalog_->segments()[segment]);
        const size_t step = std::max(kLeastDocuments, docs.size() / kParts);
        for (size_t begin = 0; begin < docs.size(); begin += step) {
          const auto* from = docs.data() + begin;
          const DocSet part = DocSet::OfSorted(
              {from, from + std::min(step, docs.size() - begin)});
          visit(segment, &part, &query);
        }
      }
    } catch (const Stopped& stopped) {
      if (!ReasonOf(stopped.status)) throw;
      return false;
    }
    return true;
  }

  // Of the documents in `part`; null: of all.
  uint64_t LiveCount(uint32_t segment, const DocSet* part) const {
    return part == nullptr
               ? catalog_->segments()[segment]->size() - dead_[segment].size()
               : part->size() - Intersect(dead_[segment], *part).size();
  }

  // Appends the hits of one segment, or those of them in `within`.
  void Collect(uint32_t segment, const DocSet* within, Scoring scoring,
               LocalQuery* query, std::vector<ScoredDoc>* docs) const {
    SegmentMatcher matcher =
        MakeMatcher(segment, scoring == Scoring::kScored, query);
    const DocSet found = Live(segment, within, query, &matcher);
    HoldHits(limits_, docs->size() + found.size());
    if (scoring == Scoring::kUnscored) {
      docs->reserve(docs->size() + found.size());
      found.Visit([&](uint32_t doc) { docs->push_back({{segment, doc}, 0}); });
      return;
    }
    const WeighedDocs weighed = MakeScorer(segment, matcher, query)
                                    .Weigh(query->tree, found, found.size());
    for (size_t i = 0; i < weighed.docs.size(); ++i) {
      docs->push_back(
          {{segment, weighed.docs[i]}, InSteps(weighed.weights[i])});
    }
  }

  SegmentMatcher MakeMatcher(uint32_t segment, bool scored,
                             LocalQuery* query) const {
    return SegmentMatcher({*catalog_, segment, query->builder.nodes(),
                           query->positions.get(), &query->budget,
                           &query->terms, &query->poll, scored});
  }

  SegmentScorer MakeScorer(uint32_t segment, const SegmentMatcher& matcher,
                           LocalQuery* query) const {
    return SegmentScorer({*catalog_, segment, average_length_,
                          facts_.mean_lengths[segment], matcher, &query->poll});
  }

  // The live documents that match; a view into `matcher`, or on its own.
  DocSet Live(uint32_t segment, const DocSet* within, LocalQuery* query,
              SegmentMatcher* matcher) const {
    DocSet found = matcher->Match(query->tree, within).View();
    if (within != nullptr) found = Intersect(found, *within);
    if (!dead_[segment].empty()) found = Subtract(found, dead_[segment]);
    return found;
  }

  // The others that match.
  DocSet DeadHits(uint32_t segment, const DocSet* within,
                  const LocalQuery& query,
                  const SegmentMatcher& matcher) const {
    if (dead_[segment].empty()) return {};
    DocSet found = Intersect(dead_[segment], matcher.set(query.tree));
    return within == nullptr ? found.Copy() : Intersect(found, *within).Copy();
  }

  // Of the documents in `part`; null: of all.
  SegmentHits MatchSegment(uint32_t segment, const DocSet* part,
                           const MatchRequest& request,
                           LocalQuery* query) const {
    const Selections& selections = request.selections;
    const size_t dimensions = selections.dimensions().size();
    SegmentHits matched;
    matched.searched = LiveCount(segment, part);
    if (request.scoped) matched.scope.passing.resize(dimensions);
    if (!MayMatch(query->tree, segment)) return matched;
    SegmentMatcher matcher = MakeMatcher(segment, request.best > 0, query);
    const uint32_t sideways = request.scoped ? request.sideways : 0;
    // Unless facets count over what fails them too, selections come first:
    // less is left to look into.
    DocSet within = part != nullptr ? part->View() : DocSet();
    bool narrows = part != nullptr;
    for (size_t i = 0; i < dimensions; ++i) {
      if ((sideways >> i & 1U) != 0) continue;
      if (!narrows) {
        within = DocSet::Everything(catalog_->segments()[segment]->size());
      }
      narrows = true;
      within =
          Passing(selections, i, *catalog_, segment, within, &query->terms);
    }
    DocSet found = Live(segment, narrows ? &within : nullptr, query, &matcher);
    DocSet hits = found.View();
    if (request.scoped) {
      Matched::Scope& scope = matched.scope;
      scope.tombstoned =
          DeadHits(segment, narrows ? &within : nullptr, *query, matcher);
      for (size_t i = 0; i < dimensions; ++i) {
        if ((sideways >> i & 1U) == 0) continue;
        scope.passing[i] =
            Passing(selections, i, *catalog_, segment, found, &query->terms)
                .Copy();
        hits = Intersect(hits, scope.passing[i]);
      }
    }
    matched.total = hits.size();
    if (request.best > 0) {
      const WeighedDocs weighed = WeighHits(
          segment, request.best,
          {matcher, hits, narrows ? &within : nullptr, part == nullptr}, query);
      AddBest(segment, request.best, weighed, &matched.best);
    }
    if (request.scoped) matched.scope.docs = DocSet::Owned(std::move(found));
    return matched;
  }

  struct Hits {
    const SegmentMatcher& matcher;
    const DocSet& docs;
    const DocSet* within;  // null: of all documents
    bool whole;            // not of a part of the segment
  };

  WeighedDocs WeighHits(uint32_t segment, size_t best, const Hits& hits,
                        LocalQuery* query) const {
    const SegmentScorer scorer = MakeScorer(segment, hits.matcher, query);
    if (!hits.whole || IsSmall(*catalog_, segment) ||
        query->weighed_name.empty()) {
      return scorer.Weigh(query->tree, hits.docs, best, query->least_score);
    }
    return WeighBest(
        *best_, segment,
        {query->tree, query->weighed_name, query->weights, average_length_,
         query->keeps_best},
        scorer, hits.docs,
        [&] { return DeadHits(segment, hits.within, *query, hits.matcher); },
        best);
  }

  // The best hits of one segment.
  void AddBest(uint32_t segment, size_t best, const WeighedDocs& weighed,
               std::vector<ScoredDoc>* added) const {
    const std::vector<uint32_t>& ranks = ranks_.of(segment);
    std::vector<ScoredDoc> docs(weighed.docs.size());
    for (size_t i = 0; i < docs.size(); ++i) {
      docs[i] = {{segment, weighed.docs[i]}, InSteps(weighed.weights[i])};
    }
    const size_t kept = std::min(best, docs.size());
    HoldHits(limits_, added->size() + kept);
    const auto middle = docs.begin() + static_cast<std::ptrdiff_t>(kept);
    const auto before = [&](const ScoredDoc& a, const ScoredDoc& b) {
      if (a.score != b.score) return a.score > b.score;
      return ranks[a.doc.doc] < ranks[b.doc.doc];
    };
    std::nth_element(docs.begin(), middle, docs.end(), before);
    std::sort(docs.begin(), middle, before);
    added->insert(added->end(), docs.begin(), middle);
  }

  std::shared_ptr<const Catalog> catalog_;
  PostingCache* cache_;
  std::unique_ptr<BestMemory> best_;  // null: nothing is kept
  const QueryLimits limits_;
  IdRanks ranks_;
  double average_length_;
  ListFacts facts_;
  std::vector<DocSet> dead_;  // tombstoned, by segment
};

}  // namespace

std::unique_ptr<Executor> MakeLocalExecutor(
    std::shared_ptr<const Catalog> catalog, PostingCache* cache,
    const QueryLimits& limits) {
  return std::make_unique<LocalExecutor>(std::move(catalog), cache, limits);
}

}  // namespace vigie::match
