#include "match/rank.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "index/schema.h"
#include "index/xapian_status.h"
#include "match/call_poll.h"
#include "match/ordering.h"
#include "match/posting_sources.h"
#include "match/rank_parts.h"
#include "match/spans.h"

namespace vigie::match {
namespace {

// Times the idf of what is there.
constexpr double kCoverageWeight = 0.4;
constexpr double kOrderWeight = 0.2;
constexpr double kFamilyWeight = 0.15;
constexpr double kFamilyCovers = 0.5;
constexpr double kLeadWeight = 0.1;
constexpr double kSalienceWeight = 0.1;
// Words from one part to the next that still count as a pair.
constexpr uint32_t kOrderSpan = 3;
// Words that weigh less in the query are passed over.
constexpr double kOrderedWeight = 0.2;

double InSteps(double score) { return std::round(score * 1e9) / 1e9; }

// Where one part stands in one article.
struct PartPlaces {
  std::vector<uint32_t> words;  // positions, rising
  uint32_t mentions = 0;
  uint32_t relatives = 0;  // occurrences of its relatives
  bool in_lead = false;
  double salience = 0;  // of its entities, in [0, 1]
  bool any() const { return !words.empty() || mentions > 0; }
};

class SecondStage {
 public:
  SecondStage(const Catalog& catalog, std::vector<RankPart> parts,
              std::vector<DocRef> docs)
      : catalog_(catalog), parts_(std::move(parts)), docs_(std::move(docs)) {}

  void Read(const PostingsPool::Handles& handles, CallPoll* poll) {
    places_.assign(parts_.size(), std::vector<PartPlaces>(docs_.size()));
    for (size_t i = 0; i < parts_.size(); ++i) {
      for (const auto& reading : parts_[i].readings) {
        poll->TickOrThrow();
        AddWords(handles, reading, &places_[i]);
      }
      AddRelatives(handles, parts_[i], &places_[i], poll);
      for (size_t d = 0; d < docs_.size(); ++d) {
        AddMentions(handles, parts_[i], docs_[d], &places_[i][d]);
      }
    }
    for (size_t d = 0; d < docs_.size(); ++d) MarkLead(d);
  }

  RankBonus Bonus(size_t doc) const {
    RankBonus bonus;
    double covered = 0;
    double total = 0;
    for (size_t i = 0; i < parts_.size(); ++i) {
      const PartPlaces& places = places_[i][doc];
      const double worth = parts_[i].idf * parts_[i].weight;
      total += worth;
      bonus.family += kFamilyWeight * parts_[i].relative_idf *
                      parts_[i].weight * Saturated(places.relatives);
      if (!places.any() && places.relatives > 0)
        covered += kFamilyCovers * worth;
      if (!places.any()) continue;
      covered += worth;
      if (places.in_lead) bonus.lead += kLeadWeight * worth;
      bonus.salience += kSalienceWeight * worth * places.salience;
      const size_t next = NextWord(i);
      if (next == parts_.size()) continue;
      const double beside = parts_[next].idf * parts_[next].weight;
      bonus.order += kOrderWeight * std::min(worth, beside) *
                     InOrder(places, places_[next][doc]);
    }
    if (total > 0) bonus.coverage = kCoverageWeight * covered * covered / total;
    return bonus;
  }

 private:
  void AddWords(const PostingsPool::Handles& handles,
                const std::vector<std::string>& reading,
                std::vector<PartPlaces>* places) {
    auto found = PositionsIn(handles, reading.front(), docs_);
    for (size_t t = 1; t < reading.size(); ++t) {
      const auto others = PositionsIn(handles, reading[t], docs_);
      for (size_t d = 0; d < docs_.size(); ++d) {
        if (others[d].empty()) found[d].clear();
      }
    }
    for (size_t d = 0; d < docs_.size(); ++d) {
      std::vector<uint32_t>& words = (*places)[d].words;
      const auto middle = static_cast<std::ptrdiff_t>(words.size());
      words.insert(words.end(), found[d].begin(), found[d].end());
      std::inplace_merge(words.begin(), words.begin() + middle, words.end());
    }
  }

  void AddRelatives(const PostingsPool::Handles& handles, const RankPart& part,
                    std::vector<PartPlaces>* places, CallPoll* poll) {
    for (const std::string& term : part.relatives) {
      poll->TickOrThrow();
      const auto found = CountsIn(handles, term, docs_);
      for (size_t d = 0; d < docs_.size(); ++d) {
        (*places)[d].relatives += found[d];
      }
    }
  }

  // How much an article is about the entities of a part: named in the title,
  // named early, often for its length, and throughout.
  void AddMentions(const PostingsPool::Handles& handles, const RankPart& part,
                   DocRef ref, PartPlaces* places) const {
    if (part.entities.empty()) return;
    bool title = false;
    uint32_t first = UINT32_MAX;
    uint32_t last = 0;
    for (const auto& mention : catalog_.segment(ref).mentions(ref.doc)) {
      if (!std::binary_search(part.entities.begin(), part.entities.end(),
                              catalog_.entity(ref.segment, mention.entity))) {
        continue;
      }
      ++places->mentions;
      if (static_cast<Field>(mention.field) == Field::kTitle) {
        title = true;
      } else {
        first = std::min(first, mention.position_begin);
        last = std::max(last, mention.position_begin);
      }
    }
    if (places->mentions == 0) return;
    // Both forms of every word are counted.
    const double words =
        std::max(1.0, handles[ref.segment].get_doclength(ref.doc + 1) / 2.0);
    ArticleStructure structure;
    structure.Reset(catalog_.segment(ref).structure(ref.doc));
    const bool lead = first < structure.LeadEnd();
    places->in_lead = title || lead;
    const double density = std::min(1.0, places->mentions * 50 / words);
    const double spread =
        last > first ? std::min(1.0, (last - first) / words) : 0;
    places->salience = 0.4 * (title ? 1 : 0) + 0.2 * (lead ? 1 : 0) +
                       0.2 * density + 0.2 * spread;
  }

  void MarkLead(size_t doc) {
    const DocRef ref = docs_[doc];
    ArticleStructure structure;
    structure.Reset(catalog_.segment(ref).structure(ref.doc));
    const uint32_t end =
        index::TextPosition(structure.positions(Field::kTitle)) +
        structure.LeadEnd();
    for (auto& places : places_) {
      const std::vector<uint32_t>& words = places[doc].words;
      if (!words.empty() && words.front() < end) {
        places[doc].in_lead = true;
      }
    }
  }

  // The part after part `i`, over grammatical words: « moteurs de recherche ».
  size_t NextWord(size_t i) const {
    if (parts_[i].weight < kOrderedWeight) return parts_.size();
    ++i;
    while (i < parts_.size() && parts_[i].weight < kOrderedWeight) ++i;
    return i;
  }

  static double InOrder(const PartPlaces& a, const PartPlaces& b) {
    uint32_t pairs = 0;
    for (const uint32_t from : a.words) {
      const auto next = std::upper_bound(b.words.begin(), b.words.end(), from);
      if (next != b.words.end() && *next - from <= kOrderSpan) ++pairs;
    }
    return Saturated(pairs);
  }

  // As BM25 counts occurrences in an article of mean length.
  static double Saturated(uint32_t count) {
    return count * (kBm25K1 + 1) / (count + kBm25K1);
  }

  const Catalog& catalog_;
  const std::vector<RankPart> parts_;
  const std::vector<DocRef> docs_;
  std::vector<std::vector<PartPlaces>> places_;  // by part, then document
};

}  // namespace

Status CheckHalfLife(double half_life_days) {
  if (std::isfinite(half_life_days) && half_life_days >= 0) return OkStatus();
  return Status(StatusCode::kInvalidArgument,
                "freshness_half_life_days must be 0 or more", "FRESHNESS");
}

double AgeFactor(const Catalog& catalog, DocRef ref,
                 const RankRequest& request) {
  if (request.half_life_days <= 0) return 1;
  const int32_t day = catalog.segment(ref).day(ref.doc);
  if (day == index::kNoDay || day >= request.today) return 1;
  const double days = static_cast<double>(request.today) - day;
  return std::exp2(-days / request.half_life_days);
}

Status RankHits(const Corpus& corpus, const RankRequest& request,
                const CallControl& control, std::vector<ScoredDoc>* hits,
                std::optional<DocRef> explained, RankBonus* bonus) {
  const Catalog& catalog = *corpus.catalog;
  if (request.half_life_days > 0) {
    for (ScoredDoc& hit : *hits) {
      hit.score = InSteps(hit.score * AgeFactor(catalog, hit.doc, request));
    }
  }
  const size_t count = std::min(hits->size(), kRerankedHits);
  if (count == 0) return OkStatus();
  OrderHits(SortOrder::kRelevance, catalog, count, hits);
  CallPoll poll(control);
  return index::CatchXapian("ranking", [&]() -> Status {
    PostingsPool::Handles handles = corpus.postings->Take();
    std::vector<RankPart> parts =
        ListParts(request.root, catalog, handles, kRankedParts);
    std::vector<DocRef> docs;
    for (size_t i = 0; i < count; ++i) docs.push_back((*hits)[i].doc);
    SecondStage stage(catalog, std::move(parts), docs);
    try {
      stage.Read(handles, &poll);
    } catch (const Stopped& stopped) {
      return stopped.status;
    }
    corpus.postings->Return(std::move(handles));
    for (size_t i = 0; i < count; ++i) {
      const RankBonus added = stage.Bonus(i);
      (*hits)[i].score = InSteps((*hits)[i].score + added.sum());
      const bool asked = explained && explained->segment == docs[i].segment &&
                         explained->doc == docs[i].doc;
      if (asked && bonus != nullptr) *bonus = added;
    }
    return OkStatus();
  });
}

}  // namespace vigie::match
