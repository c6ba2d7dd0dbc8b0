#include "match/answer_explain.h"

#include <optional>
#include <string>
#include <utility>

#include "match/article_text.h"
#include "match/evidence.h"
#include "match/explain_words.h"
#include "match/query_run.h"
#include "match/rank.h"

namespace vigie::match {
namespace {

using query::NodeKind;
using query::PlanNode;

bool Same(DocRef a, DocRef b) {
  return a.segment == b.segment && a.doc == b.doc;
}

const ScoredDoc* FindHit(const std::vector<ScoredDoc>& hits, DocRef ref) {
  for (const ScoredDoc& hit : hits) {
    if (Same(hit.doc, ref)) return &hit;
  }
  return nullptr;
}

std::vector<ExplainMatch> Places(const Evidence& evidence,
                                 const ArticleText& text) {
  std::vector<ExplainMatch> places;
  places.reserve(evidence.found.size());
  for (const Match& match : evidence.found) {
    places.push_back(
        {match.field, match.range,
         std::string(text.field(match.field)
                         .substr(match.range.begin, match.range.size()))});
  }
  return places;
}

// One request on one article.
struct Explanation {
  const Corpus& corpus;
  const ExplainRequest& request;
  DocRef ref;
  const PrefixWords& prefixes;
  ArticleText text;

  // The evidence is of the clause alone; so is the weight, which the others do
  // not change.
  Result<ExplainClause> Clause(const PlanNode& node) {
    ExplainClause clause;
    clause.range = node.range;
    clause.clause = TextAt(request.query, node.range);
    clause.reading = DescribeReading(node, request.query);
    const bool negated = node.kind == NodeKind::kNot;
    const PlanNode& asked = negated ? node.children.front() : node;
    const EvidenceFinder finder(asked, *corpus.catalog, &prefixes);
    const Result<Evidence> evidence = finder.Find(ref, &text);
    if (!evidence.ok()) return evidence.status();
    clause.matches = evidence->matches != negated;
    clause.found = Places(*evidence, text);
    if (clause.matches && !negated) {
      const Result<std::optional<double>> score =
          corpus.executor->ScoreOf(node, ref, request.control);
      if (!score.ok()) return score.status();
      if (*score) clause.weight = **score;
    }
    PutInWords(node, &clause);
    return clause;
  }

  // Ranks the hits as Search does, and says what that adds.
  Status Score(QueryRun* run, ExplainResult* result) {
    const ScoredDoc* hit = FindHit(run->hits, ref);
    result->matches = hit != nullptr;
    if (hit == nullptr) {
      for (ExplainClause& clause : result->clauses) clause.weight = 0;
      return OkStatus();
    }
    const RankRequest ranking{run->plan.root, request.freshness_half_life_days,
                              run->today};
    const double age = AgeFactor(*corpus.catalog, ref, ranking);
    const double aged = hit->score * (age - 1);
    RankBonus bonus;
    Status ranked =
        RankHits(corpus, ranking, request.control, &run->hits, ref, &bonus);
    if (!ranked.ok()) return ranked;
    result->score = FindHit(run->hits, ref)->score;
    AddPart({"freshness", aged, "âge de l’article", "age of the article"},
            result);
    AddPart({"coverage", bonus.coverage, "part de la requête couverte",
             "share of the query that is covered"},
            result);
    AddPart({"order", bonus.order, "mots côte à côte et dans l’ordre",
             "words side by side and in order"},
            result);
    AddPart({"family", bonus.family, "mots de la même famille",
             "words of the same family"},
            result);
    AddPart({"lead", bonus.lead, "présent dès le début", "found early"},
            result);
    AddPart({"salience", bonus.salience, "l’article parle surtout d’elle",
             "the article is mostly about it"},
            result);
    return OkStatus();
  }

  static void AddPart(ExplainPart part, ExplainResult* result) {
    if (part.weight != 0) result->parts.push_back(std::move(part));
  }
};

}  // namespace

Result<ExplainResult> AnswerExplain(const Corpus& corpus,
                                    const ExplainRequest& request) {
  const auto ref = corpus.catalog->FindLive(request.article_id);
  if (!ref) {
    return Status(StatusCode::kNotFound,
                  "no article has the id \"" + request.article_id + "\"",
                  "ARTICLE_NOT_FOUND");
  }
  Status fresh = CheckHalfLife(request.freshness_half_life_days);
  if (!fresh.ok()) return fresh;
  const FacetColumns columns(*corpus.catalog);
  Result<QueryRun> run =
      RunQuery(corpus, columns,
               {request.query, request.options, {}, request.control, {}});
  if (!run.ok()) return run.status();
  Explanation explanation{corpus, request, *ref, run->prefix_words,
                          ArticleText(corpus.catalog->segment(*ref), ref->doc)};
  if (Status status = explanation.text.Read(); !status.ok()) return status;
  ExplainResult result;
  for (const PlanNode* node : TopClauses(run->plan.root)) {
    Result<ExplainClause> clause = explanation.Clause(*node);
    if (!clause.ok()) return clause.status();
    result.clauses.push_back(std::move(clause).value());
  }
  Status scored = explanation.Score(&*run, &result);
  if (!scored.ok()) return scored;
  result.revision = corpus.revision;
  result.understanding = std::move(run->plan.understanding);
  result.analyzer_version = corpus.analyzer_version;
  result.dictionary_version = corpus.dictionary_version;
  return result;
}

}  // namespace vigie::match
