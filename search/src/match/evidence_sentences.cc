#include "match/evidence_sentences.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "match/mention_rows.h"
#include "match/overlap.h"

namespace vigie::match {
namespace {

// A sentence of one article with what stands in it.
struct Found {
  EvidenceSentence sentence;
  bool matched = false;  // by the query
};

// Finds what one article says of entities.
class ArticleSentences {
 public:
  ArticleSentences(const Catalog& catalog, DocRef ref,
                   const EvidenceFinder& finder)
      : catalog_(catalog), ref_(ref), text_(catalog.segment(ref), ref.doc) {
    evidence_ = finder.Find(ref, &text_);
    if (evidence_.ok()) {
      if (Status read = text_.Read(); !read.ok()) evidence_ = read;
    }
  }
  const Status& status() const { return evidence_.status(); }

  // The sentence with a match of the query, or else with the first mention.
  Result<Found> Best(uint32_t entity) {
    Found best;
    const StoredMentionRow* chosen = nullptr;
    std::vector<StoredMentionRow> rows = RowsOf(entity);
    for (const StoredMentionRow& row : rows) {
      const bool matched = !MatchesIn(row).empty();
      if (chosen == nullptr || (matched && !best.matched)) {
        chosen = &row;
        best.matched = matched;
      }
    }
    if (chosen == nullptr) return best;
    Result<Mention> mention =
        ReadMention(catalog_, ref_, chosen->match, &text_);
    if (!mention.ok()) return mention.status();
    best.sentence.article = Summarize(text_.article());
    best.sentence.field = mention->field;
    best.sentence.sentence = std::move(mention->sentence);
    const ByteRange shown = best.sentence.sentence.range;
    RangeSet marks;
    for (const StoredMentionRow& row : rows) {
      if (row.match.field == mention->field &&
          shown.contains(row.match.range)) {
        marks.Add(row.match.range);
      }
    }
    best.sentence.entity = marks.ranges();
    for (const ByteRange& range : MatchesIn(*chosen)) {
      if (shown.contains(range)) best.sentence.matches.push_back(range);
    }
    return best;
  }

 private:
  struct StoredMentionRow {
    Match match;
    ByteRange sentence;
  };

  std::vector<StoredMentionRow> RowsOf(uint32_t entity) const {
    std::vector<StoredMentionRow> rows;
    for (const Match& row : StoredRows(catalog_, ref_)) {
      if (catalog_.entity(ref_.segment, row.mention->entity) == entity &&
          row.mention->role() != MentionRole::kCredit) {
        rows.push_back(
            {row, {row.mention->sentence_begin, row.mention->sentence_end}});
      }
    }
    return rows;
  }

  // What the query matches in the sentence of a row, the row itself aside.
  std::vector<ByteRange> MatchesIn(const StoredMentionRow& row) const {
    RangeSet ranges;
    for (const Match& match : evidence_->found) {
      if (match.field == row.match.field &&
          row.sentence.contains(match.range) &&
          match.range != row.match.range) {
        ranges.Add(match.range);
      }
    }
    return ranges.ranges();
  }

  const Catalog& catalog_;
  const DocRef ref_;
  ArticleText text_;
  Result<Evidence> evidence_ = Evidence();
};

}  // namespace

Result<std::vector<std::vector<EvidenceSentence>>> FindSentences(
    const Corpus& corpus, const QueryRun& run,
    const std::vector<uint32_t>& entities, uint32_t count,
    const CallControl& control) {
  const Catalog& catalog = *corpus.catalog;
  const EvidenceFinder finder(run.plan.root, catalog, &run.prefix_words);
  std::unordered_map<uint32_t, size_t> place;  // in `entities`
  for (size_t i = 0; i < entities.size(); ++i) place.emplace(entities[i], i);
  std::vector<std::vector<Found>> found(entities.size());
  size_t full = 0;
  CallPoll poll(control);
  for (const ScoredDoc& hit : run.hits) {
    if (full == entities.size()) break;
    if (Status status = poll.Tick(); !status.ok()) return status;
    std::vector<size_t> wanted;
    const DocRef ref = hit.doc;
    for (const auto& listed : catalog.segment(ref).entity_counts(ref.doc)) {
      const auto at = place.find(catalog.entity(ref.segment, listed.entity));
      if (at != place.end() && found[at->second].size() < kReadForEvidence) {
        wanted.push_back(at->second);
      }
    }
    if (wanted.empty()) continue;
    if (Status status = CheckControl(control); !status.ok()) return status;
    ArticleSentences article(catalog, ref, finder);
    if (!article.status().ok()) return article.status();
    for (const size_t at : wanted) {
      Result<Found> sentence = article.Best(entities[at]);
      if (!sentence.ok()) return sentence.status();
      found[at].push_back(std::move(sentence).value());
      if (found[at].size() == kReadForEvidence) ++full;
    }
  }
  std::vector<std::vector<EvidenceSentence>> sentences(entities.size());
  for (size_t i = 0; i < entities.size(); ++i) {
    std::stable_sort(
        found[i].begin(), found[i].end(),
        [](const Found& a, const Found& b) { return a.matched && !b.matched; });
    found[i].resize(std::min<size_t>(found[i].size(), count));
    for (Found& one : found[i]) {
      sentences[i].push_back(std::move(one.sentence));
    }
  }
  return sentences;
}

}  // namespace vigie::match
