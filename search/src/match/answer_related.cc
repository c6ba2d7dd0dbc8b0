#include "match/answer_related.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "match/evidence_sentences.h"
#include "match/ordering.h"
#include "match/partial_answer.h"
#include "match/query_run.h"
#include "match/stopwatch.h"

namespace vigie::match {
namespace {

constexpr uint32_t kDefaultEntities = 10;
constexpr uint32_t kMostEntities = 100;
constexpr uint32_t kMostSentences = 3;
constexpr uint32_t kLeastArticles = 2;

// Of entities that the query itself asks for.
void AddAskedEntities(const query::PlanNode& node, const Catalog& catalog,
                      std::set<uint32_t>* asked) {
  if (node.kind == query::NodeKind::kNot) return;
  for (const std::string& id : node.entity_ids) {
    if (const auto entity = catalog.FindEntity(id)) asked->insert(*entity);
  }
  for (const query::PlanNode& child : node.children) {
    AddAskedEntities(child, catalog, asked);
  }
}

struct Tally {
  uint32_t articles = 0;
  uint32_t mentions = 0;
};
using Tallies = std::unordered_map<uint32_t, Tally>;  // by entity

Result<Tallies> CountEntities(const Catalog& catalog,
                              const std::vector<ScoredDoc>& hits,
                              CallPoll* poll) {
  Tallies tallies;
  for (const ScoredDoc& hit : hits) {
    if (Status status = poll->Tick(); !status.ok()) return status;
    const DocRef ref = hit.doc;
    for (const auto& count : catalog.segment(ref).entity_counts(ref.doc)) {
      Tally& tally = tallies[catalog.entity(ref.segment, count.entity)];
      ++tally.articles;
      tally.mentions += count.mentions;
    }
  }
  return tallies;
}

struct Candidate {
  uint32_t entity = 0;
  Tally tally;
  double score = 0;
};

// Those above expectation, the best first, cut to the request's limit.
std::vector<Candidate> Choose(const Corpus& corpus,
                              const RelatedRequest& request,
                              const QueryRun& run, const Tallies& tallies) {
  const Background& background = corpus.background->Get();
  const auto hits = static_cast<uint32_t>(run.hits.size());
  const uint32_t least =
      request.min_articles == 0 ? kLeastArticles : request.min_articles;
  std::set<uint32_t> asked;
  AddAskedEntities(run.plan.root, *corpus.catalog, &asked);
  std::vector<Candidate> chosen;
  for (const auto& [entity, tally] : tallies) {
    const EntityType type = corpus.catalog->entities()[entity].type;
    const bool wanted = request.types.empty() ||
                        std::find(request.types.begin(), request.types.end(),
                                  type) != request.types.end();
    const uint32_t having = background.entity_articles[entity];
    const bool more = uint64_t{tally.articles} * background.articles >
                      uint64_t{hits} * having;
    if (!wanted || !more || tally.articles < least || asked.count(entity) > 0) {
      continue;
    }
    const auto measure = request.measure == Association::kNpmi
                             ? NormalizedMutualInformation
                             : LogLikelihoodRatio;
    chosen.push_back(
        {entity, tally,
         measure(tally.articles, hits, having, background.articles)});
  }
  const uint32_t limit = request.limit == 0
                             ? kDefaultEntities
                             : std::min(request.limit, kMostEntities);
  const size_t kept = std::min<size_t>(limit, chosen.size());
  const auto& entities = corpus.catalog->entities();
  std::partial_sort(chosen.begin(),
                    chosen.begin() + static_cast<std::ptrdiff_t>(kept),
                    chosen.end(), [&](const Candidate& a, const Candidate& b) {
                      if (a.score != b.score) return a.score > b.score;
                      return entities[a.entity].id < entities[b.entity].id;
                    });
  chosen.resize(kept);
  return chosen;
}

RelatedEntity Describe(const Corpus& corpus, const Candidate& candidate,
                       size_t hits) {
  const CatalogEntity& entity = corpus.catalog->entities()[candidate.entity];
  const Background& background = corpus.background->Get();
  RelatedEntity related;
  related.entity_id = entity.id;
  related.label = entity.label;
  related.type = entity.type;
  related.articles = candidate.tally.articles;
  related.mentions = candidate.tally.mentions;
  related.background = background.entity_articles[candidate.entity];
  related.expected =
      static_cast<double>(hits) * related.background / background.articles;
  related.score = candidate.score;
  return related;
}

}  // namespace

Result<RelatedResult> AnswerRelated(const Corpus& corpus,
                                    const RelatedRequest& request) {
  const Stopwatch stopwatch;
  if (request.measure > Association::kNpmi) {
    return Status(StatusCode::kInvalidArgument,
                  "the measure of association is not known", "ASSOCIATION");
  }
  const FacetColumns columns(*corpus.catalog);
  const MatchTimes times(request.control, request.options.require_complete);
  QueryInput input{request.query, request.options, request.selections,
                   times.matching};
  input.partial = times.gathering;
  Result<QueryRun> run = RunQuery(corpus, columns, input);
  if (!run.ok()) return run.status();
  CallPoll poll(request.control);
  const Result<Tallies> tallies =
      CountEntities(*corpus.catalog, run->hits, &poll);
  if (!tallies.ok()) return tallies.status();
  RelatedResult result;
  std::vector<uint32_t> entities;
  for (const Candidate& candidate : Choose(corpus, request, *run, *tallies)) {
    entities.push_back(candidate.entity);
    result.entities.push_back(Describe(corpus, candidate, run->hits.size()));
  }
  const uint32_t sentences = std::min(request.evidence, kMostSentences);
  if (sentences > 0 && !entities.empty()) {
    OrderHits(SortOrder::kRelevance, *corpus.catalog, run->hits.size(),
              &run->hits);
    auto found =
        FindSentences(corpus, *run, entities, sentences, request.control);
    if (!found.ok()) return found.status();
    for (size_t i = 0; i < entities.size(); ++i) {
      result.entities[i].evidence = std::move((*found)[i]);
    }
  }
  result.revision = corpus.revision;
  result.total_hits = static_cast<uint32_t>(run->hits.size());
  TellCut(*run, &result);
  result.total_articles = corpus.background->Get().articles;
  result.understanding = std::move(run->plan.understanding);
  result.analyzer_version = corpus.analyzer_version;
  result.dictionary_version = corpus.dictionary_version;
  result.elapsed = stopwatch.elapsed();
  return result;
}

}  // namespace vigie::match
