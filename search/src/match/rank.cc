#include "match/rank.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "index/columns.h"
#include "index/schema.h"
#include "index/xapian_status.h"
#include "match/call_poll.h"
#include "match/ordering.h"
#include "match/posting_sources.h"
#include "match/rank_parts.h"
#include "match/spans.h"
#include "match/word_codes.h"

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

// Articles that memory is asked for before they are read.
constexpr size_t kAhead = 2;

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
  SecondStage(const Catalog& catalog, RankParts list, std::vector<DocRef> docs)
      : catalog_(catalog),
        parts_(std::move(list.parts)),
        words_(list.words.words()),
        docs_(std::move(docs)) {}

  // Each segment's words are looked up once.
  void Read(CallPoll* poll) {
    places_.assign(parts_.size(), std::vector<PartPlaces>(docs_.size()));
    std::vector<size_t> order(docs_.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [this](size_t a, size_t b) {
      return docs_[a].segment < docs_[b].segment;
    });
    std::optional<WordCodes> codes;
    uint32_t segment = UINT32_MAX;
    for (size_t i = 0; i < order.size(); ++i) {
      const size_t doc = order[i];
      poll->TickOrThrow();
      PrefetchAfter(order, i);
      if (docs_[doc].segment != segment) {
        segment = docs_[doc].segment;
        codes.emplace(words_, catalog_.segment(docs_[doc]));
      }
      ReadArticle(*codes, doc);
    }
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
  void PrefetchAfter(const std::vector<size_t>& order, size_t at) const {
    const auto columns_of = [&](size_t place) -> const index::Columns* {
      if (place >= order.size()) return nullptr;
      return catalog_.segment(docs_[order[place]]).columns();
    };
    if (const auto* columns = columns_of(at + 2 * kAhead)) {
      columns->PrefetchPlace(docs_[order[at + 2 * kAhead]].doc);
    }
    if (const auto* columns = columns_of(at + kAhead)) {
      columns->PrefetchTokens(docs_[order[at + kAhead]].doc);
    }
  }

  void ReadArticle(const WordCodes& codes, size_t doc) {
    const DocRef ref = docs_[doc];
    catalog_.segment(ref).ReadSought(ref.doc, codes.sought(), kLeadWords,
                                     &tokens_);
    standing_.Read(tokens_, codes, words_.size());
    ArticleStructure structure;
    structure.Reset(tokens_.title_positions,
                    {tokens_.marks.data(), tokens_.marks.size()});
    const uint32_t lead = structure.LeadEnd();
    for (size_t i = 0; i < parts_.size(); ++i) {
      PartPlaces* places = &places_[i][doc];
      for (const RankPart::Reading& reading : parts_[i].readings) {
        AddWords(reading, &places->words);
      }
      std::sort(places->words.begin(), places->words.end());
      for (const uint32_t relative : parts_[i].relatives) {
        places->relatives += Occurrences(relative);
      }
      AddMentions(parts_[i], ref, lead, places);
      const std::vector<uint32_t>& words = places->words;
      if (!words.empty() && words.front() < InText(0) + lead) {
        places->in_lead = true;
      }
    }
  }

  // Positions of the text begin so far after the title's that no pair lies
  // over both.
  uint32_t InText(uint32_t position) const {
    return tokens_.title_positions + kOrderSpan + 1 + position;
  }

  void AddWords(const RankPart::Reading& reading,
                std::vector<uint32_t>* words) const {
    const auto stands = [&](uint32_t word) {
      const std::vector<Standing>& places = standing_.of(word);
      return !places.empty() && (!reading.title || places.front().position <
                                                       tokens_.title_positions);
    };
    if (!std::all_of(reading.words.begin(), reading.words.end(), stands)) {
      return;
    }
    for (const Standing& at : standing_.of(reading.words.front())) {
      const bool title = at.position < tokens_.title_positions;
      if (reading.title && !title) break;
      words->push_back(title ? at.position
                             : InText(at.position - tokens_.title_positions));
    }
  }

  // Those of the title count double.
  uint32_t Occurrences(uint32_t word) const {
    uint32_t count = 0;
    for (const Standing& at : standing_.of(word)) {
      count += at.position < tokens_.title_positions ? index::kTitleWdf
                                                     : index::kTextWdf;
    }
    return count;
  }

  // How much an article is about the entities of a part: named in the title,
  // named early, often for its length, and throughout.
  void AddMentions(const RankPart& part, DocRef ref, uint32_t lead_end,
                   PartPlaces* places) const {
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
        std::max(1.0, catalog_.segment(ref).lengths()[ref.doc] / 2.0);
    const bool lead = first < lead_end;
    places->in_lead = title || lead;
    const double density = std::min(1.0, places->mentions * 50 / words);
    const double spread =
        last > first ? std::min(1.0, (last - first) / words) : 0;
    places->salience = 0.4 * (title ? 1 : 0) + 0.2 * (lead ? 1 : 0) +
                       0.2 * density + 0.2 * spread;
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
  const std::vector<SoughtWord> words_;
  const std::vector<DocRef> docs_;
  std::vector<std::vector<PartPlaces>> places_;  // by part, then document
  index::SoughtTokens tokens_;                   // of the article being read
  WordPlaces standing_;
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
  if (count == 0 || !request.again) return OkStatus();
  OrderHits(SortOrder::kRelevance, catalog, count, hits);
  CallPoll poll(control);
  return index::CatchXapian("ranking", [&]() -> Status {
    RankParts parts = ListParts(request.root, catalog, kRankedParts);
    if (parts.parts.empty()) return OkStatus();
    std::vector<DocRef> docs;
    for (size_t i = 0; i < count; ++i) docs.push_back((*hits)[i].doc);
    SecondStage stage(catalog, std::move(parts), docs);
    try {
      stage.Read(&poll);
    } catch (const Stopped& stopped) {
      return stopped.status;
    }
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
