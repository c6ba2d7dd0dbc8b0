#include "match/answer_similar.h"

#include <algorithm>
#include <utility>

#include "match/call_poll.h"
#include "match/ordering.h"
#include "match/partial_answer.h"
#include "match/salient_terms.h"
#include "match/selection.h"
#include "match/shingles.h"
#include "match/stopwatch.h"

namespace vigie::match {
namespace {

constexpr uint32_t kDefaultArticles = 10;
constexpr uint32_t kMostArticles = 100;
// Articles whose terms are compared with those of the article.
constexpr size_t kCandidates = 400;
constexpr size_t kShownTerms = 8;

// Any of the terms, the heavier the more.
query::PlanNode AnyOf(const std::vector<SalientStem>& terms) {
  query::PlanNode any;
  any.kind = query::NodeKind::kOr;
  for (const SalientStem& term : terms) {
    query::PlanNode node;
    node.weight = term.shown.weight;
    if (term.shown.entity_id.empty()) {
      node.kind = query::NodeKind::kWord;
      query::TermSpec word;
      word.form = term.form;
      word.stem = term.stem;
      word.accented = term.shown.term;
      node.terms.push_back(std::move(word));
    } else {
      node.kind = query::NodeKind::kEntity;
      node.entity_ids = {term.shown.entity_id};
    }
    any.children.push_back(std::move(node));
  }
  return any;
}

// One article that shares terms.
struct Candidate {
  ScoredDoc hit;
  std::vector<uint32_t> terms;
};

// `result` is told what cut them.
Result<std::vector<Candidate>> FindCandidates(
    const Corpus& corpus, const SimilarRequest& request, DocRef self,
    const std::vector<SalientStem>& terms, SimilarResult* result) {
  const FacetColumns columns(*corpus.catalog);
  const Result<Selections> selections =
      Selections::Make(request.selections, columns);
  if (!selections.ok()) return selections.status();
  std::vector<Candidate> candidates;
  if (terms.empty()) return candidates;
  const MatchTimes times(request.control, request.require_complete);
  Result<HitSet> hits = corpus.executor->Run(AnyOf(terms), times.matching,
                                             Scoring::kScored, times.gathering);
  if (!hits.ok()) return hits.status();
  if (hits->cut != PartialReason::kComplete) {
    result->partial = hits->cut;
    result->articles_searched = hits->searched;
  }
  CallPoll poll(request.control);
  std::vector<ScoredDoc> others;
  for (const ScoredDoc& hit : hits->docs) {
    if (Status status = poll.Tick(); !status.ok()) return status;
    const bool is_self =
        hit.doc.segment == self.segment && hit.doc.doc == self.doc;
    if (!is_self && selections->Failures(hit.doc) == 0) others.push_back(hit);
  }
  const size_t count = std::min(others.size(), kCandidates);
  OrderHits(SortOrder::kRelevance, *corpus.catalog, count, &others);
  TermOverlap overlap(corpus, terms);
  for (size_t i = 0; i < count; ++i) {
    if (Status status = poll.Tick(); !status.ok()) return status;
    TermOverlap::Shared shared = overlap.Of(others[i].doc);
    candidates.push_back(
        {{others[i].doc, shared.score}, std::move(shared.terms)});
  }
  const Catalog& catalog = *corpus.catalog;
  std::sort(candidates.begin(), candidates.end(),
            [&](const Candidate& a, const Candidate& b) {
              if (a.hit.score != b.hit.score) return a.hit.score > b.hit.score;
              return catalog.article_id(a.hit.doc) <
                     catalog.article_id(b.hit.doc);
            });
  return candidates;
}

}  // namespace

Result<SimilarResult> AnswerSimilar(const Corpus& corpus,
                                    const SimilarRequest& request) {
  const Stopwatch stopwatch;
  if (Status status = CheckControl(request.control); !status.ok()) {
    return status;
  }
  const auto self = corpus.catalog->FindLive(request.article_id);
  if (!self) {
    return Status(StatusCode::kNotFound,
                  "no article has the id \"" + request.article_id + "\"",
                  "ARTICLE_NOT_FOUND");
  }
  const std::vector<SalientStem> terms = SalientTerms(corpus, *self);
  SimilarResult result;
  Result<std::vector<Candidate>> candidates =
      FindCandidates(corpus, request, *self, terms, &result);
  if (!candidates.ok()) return candidates.status();
  const uint32_t limit = request.limit == 0
                             ? kDefaultArticles
                             : std::min(request.limit, kMostArticles);
  candidates->resize(std::min<size_t>(candidates->size(), limit));
  const std::vector<uint64_t> own =
      Shingles(corpus.catalog->segment(*self), self->doc);
  for (const Candidate& candidate : *candidates) {
    const DocRef ref = candidate.hit.doc;
    const index::Segment& segment = corpus.catalog->segment(ref);
    Result<Article> article = segment.ReadArticle(ref.doc);
    if (!article.ok()) return article.status();
    SimilarArticle similar;
    similar.article = std::move(article).value();
    similar.article.text.clear();
    similar.score = candidate.hit.score;
    for (const uint32_t term : candidate.terms) {
      if (similar.shared.size() == kShownTerms) break;
      similar.shared.push_back(terms[term].shown.term);
    }
    const Wording wording = CompareWording(own, Shingles(segment, ref.doc));
    similar.resemblance = wording.resemblance;
    similar.containment = wording.containment;
    similar.near_duplicate = IsNearDuplicate(wording);
    result.articles.push_back(std::move(similar));
  }
  for (const SalientStem& term : terms) result.terms.push_back(term.shown);
  result.revision = corpus.revision;
  result.analyzer_version = corpus.analyzer_version;
  result.dictionary_version = corpus.dictionary_version;
  result.elapsed = stopwatch.elapsed();
  return result;
}

}  // namespace vigie::match
