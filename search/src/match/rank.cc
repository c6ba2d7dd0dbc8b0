#include "match/rank.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "index/columns.h"
#include "index/mapped_pages.h"
#include "index/schema.h"
#include "index/xapian_status.h"
#include "match/call_poll.h"
#include "match/ordering.h"
#include "match/posting_sources.h"
#include "match/rank_parts.h"
#include "match/rank_rows.h"
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

// Articles that memory is asked for before they are read.
constexpr size_t kAhead = 4;

double InSteps(double score) { return std::round(score * 1e9) / 1e9; }

// Rows of so many documents of a segment are kept together at most.
constexpr size_t kMostRows = 4 * kRerankedHits;

class SecondStage {
 public:
  // `memory` may be null.
  SecondStage(const Catalog& catalog, const RankParts& list,
              std::vector<DocRef> docs, const RankMemory* memory)
      : catalog_(catalog),
        parts_(list.parts),
        words_(list.words.words()),
        docs_(std::move(docs)),
        memory_(memory),
        places_(parts_.size()) {
    if (memory_ != nullptr) name_ = RowsName(list, catalog);
  }

  // Each segment's words are looked up once, and only where an article has to
  // be read.
  void Read(CallPoll* poll) {
    rows_.resize(docs_.size() * parts_.size());
    keeps_ = memory_ != nullptr && memory_->WorthKeeping(name_);
    std::vector<size_t> order(docs_.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [this](size_t a, size_t b) {
      return docs_[a].segment < docs_[b].segment;
    });
    for (size_t begin = 0; begin < order.size();) {
      const uint32_t segment = docs_[order[begin]].segment;
      size_t end = begin;
      while (end < order.size() && docs_[order[end]].segment == segment) ++end;
      ReadSegment(segment,
                  {order.begin() + static_cast<std::ptrdiff_t>(begin),
                   order.begin() + static_cast<std::ptrdiff_t>(end)},
                  poll);
      begin = end;
    }
  }

  RankBonus Bonus(size_t doc) const {
    RankBonus bonus;
    double covered = 0;
    double total = 0;
    for (size_t i = 0; i < parts_.size(); ++i) {
      const PartRow& row = rows_[doc * parts_.size() + i];
      const double worth = parts_[i].idf * parts_[i].weight;
      total += worth;
      bonus.family += kFamilyWeight * parts_[i].relative_idf *
                      parts_[i].weight * Saturated(row.relatives);
      if (!row.any && row.relatives > 0) covered += kFamilyCovers * worth;
      if (!row.any) continue;
      covered += worth;
      if (row.in_lead) bonus.lead += kLeadWeight * worth;
      bonus.salience += kSalienceWeight * worth * row.salience;
      const size_t next = NextWord(i);
      if (next == parts_.size()) continue;
      const double beside = parts_[next].idf * parts_[next].weight;
      bonus.order +=
          kOrderWeight * std::min(worth, beside) * Saturated(row.pairs);
    }
    if (total > 0) bonus.coverage = kCoverageWeight * covered * covered / total;
    return bonus;
  }

 private:
  // Of documents of one segment, as places in docs_.
  void ReadSegment(uint32_t segment, const std::vector<size_t>& docs,
                   CallPoll* poll) {
    const RankMemory::Pointer kept =
        memory_ == nullptr ? nullptr : memory_->Find(segment, name_);
    std::vector<size_t> unread;
    for (const size_t doc : docs) {
      const PartRow* rows =
          kept == nullptr ? nullptr : kept->Find(docs_[doc].doc);
      if (rows == nullptr) {
        unread.push_back(doc);
      } else {
        std::copy_n(rows, parts_.size(), RowsOf(doc));
      }
    }
    if (unread.empty()) return;
    // Where articles begin is there by the time that words are looked up.
    for (const size_t doc : unread)
      Prefetch(doc, &index::Columns::PrefetchPlace);
    const WordCodes codes(words_, *catalog_.segments()[segment]);
    for (const size_t doc : unread) TouchTokens(doc);
    const auto prefetch_tokens = [&](size_t at) {
      if (at >= unread.size()) return;
      Prefetch(unread[at], &index::Columns::PrefetchTokens);
    };
    for (size_t i = 0; i < kAhead; ++i) prefetch_tokens(i);
    for (size_t i = 0; i < unread.size(); ++i) {
      poll->TickOrThrow();
      prefetch_tokens(i + kAhead);
      ReadArticle(codes, unread[i]);
    }
    if (!keeps_) return;
    RankRows read = RowsOf(std::move(unread));
    const bool grows =
        kept != nullptr && kept->docs.size() + read.docs.size() <= kMostRows;
    memory_->Keep(segment, name_, grows ? Merge(*kept, read) : std::move(read));
    catalog_.segments()[segment]->ReleaseRead(1);
  }

  PartRow* RowsOf(size_t doc) { return rows_.data() + doc * parts_.size(); }

  RankRows RowsOf(std::vector<size_t> docs) {
    std::sort(docs.begin(), docs.end(), [this](size_t a, size_t b) {
      return docs_[a].doc < docs_[b].doc;
    });
    RankRows rows;
    for (const size_t doc : docs) {
      rows.docs.push_back(docs_[doc].doc);
      rows.rows.insert(rows.rows.end(), RowsOf(doc),
                       RowsOf(doc) + parts_.size());
    }
    return rows;
  }

  void Prefetch(size_t doc,
                void (index::Columns::*part)(uint32_t) const) const {
    const index::Columns* columns = catalog_.segment(docs_[doc]).columns();
    if (columns != nullptr) (columns->*part)(docs_[doc].doc);
  }

  void TouchTokens(size_t doc) const {
    const index::Columns* columns = catalog_.segment(docs_[doc]).columns();
    if (columns == nullptr) return;
    const std::string_view bytes = columns->tokens().BytesOf(docs_[doc].doc);
    if (!bytes.empty()) index::Touch(bytes.data());
  }

  void ReadArticle(const WordCodes& codes, size_t doc) {
    const DocRef ref = docs_[doc];
    catalog_.segment(ref).ReadSought(ref.doc, codes.sought(), {0, kLeadWords},
                                     &tokens_);
    standing_.Read(tokens_, codes, words_.size());
    const uint32_t lead = tokens_.lead;
    for (size_t i = 0; i < parts_.size(); ++i) {
      PartRow* row = RowsOf(doc) + i;
      std::vector<uint32_t>& words = places_[i];
      words.clear();
      for (const RankPart::Reading& reading : parts_[i].readings) {
        AddWords(reading, &words);
      }
      std::sort(words.begin(), words.end());
      for (const uint32_t relative : parts_[i].relatives) {
        row->relatives += Occurrences(relative);
      }
      AddMentions(parts_[i], ref, lead, row);
      if (words.empty()) continue;
      row->any = true;
      if (words.front() < InText(0) + lead) row->in_lead = true;
    }
    for (size_t i = 0; i < parts_.size(); ++i) {
      const size_t next = NextWord(i);
      if (next == parts_.size()) continue;
      RowsOf(doc)[i].pairs = PairsInOrder(places_[i], places_[next]);
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
                   PartRow* row) const {
    if (part.entities.empty()) return;
    uint32_t mentions = 0;
    bool title = false;
    uint32_t first = UINT32_MAX;
    uint32_t last = 0;
    for (const auto& mention : catalog_.segment(ref).mentions(ref.doc)) {
      if (!std::binary_search(part.entities.begin(), part.entities.end(),
                              catalog_.entity(ref.segment, mention.entity))) {
        continue;
      }
      ++mentions;
      if (static_cast<Field>(mention.field) == Field::kTitle) {
        title = true;
      } else {
        first = std::min(first, mention.position_begin);
        last = std::max(last, mention.position_begin);
      }
    }
    if (mentions == 0) return;
    row->any = true;
    // Both forms of every word are counted.
    const double words =
        std::max(1.0, catalog_.segment(ref).lengths()[ref.doc] / 2.0);
    const bool lead = first < lead_end;
    row->in_lead = title || lead;
    const double density = std::min(1.0, mentions * 50 / words);
    const double spread =
        last > first ? std::min(1.0, (last - first) / words) : 0;
    row->salience = 0.4 * (title ? 1 : 0) + 0.2 * (lead ? 1 : 0) +
                    0.2 * density + 0.2 * spread;
  }

  // The part after part `i`, over grammatical words: « moteurs de recherche ».
  size_t NextWord(size_t i) const {
    if (parts_[i].weight < kOrderedWeight) return parts_.size();
    ++i;
    while (i < parts_.size() && parts_[i].weight < kOrderedWeight) ++i;
    return i;
  }

  static uint32_t PairsInOrder(const std::vector<uint32_t>& a,
                               const std::vector<uint32_t>& b) {
    uint32_t pairs = 0;
    for (const uint32_t from : a) {
      const auto next = std::upper_bound(b.begin(), b.end(), from);
      if (next != b.end() && *next - from <= kOrderSpan) ++pairs;
    }
    return pairs;
  }

  // As BM25 counts occurrences in an article of mean length.
  static double Saturated(uint32_t count) {
    return count * (kBm25K1 + 1) / (count + kBm25K1);
  }

  const Catalog& catalog_;
  const std::vector<RankPart>& parts_;
  const std::vector<SoughtWord>& words_;
  const std::vector<DocRef> docs_;
  const RankMemory* const memory_;
  std::string name_;           // of the rows, when there is a memory
  bool keeps_ = false;         // rows under that name
  std::vector<PartRow> rows_;  // by document, then part
  // Of the article being read; positions, rising, by part.
  std::vector<std::vector<uint32_t>> places_;
  index::SoughtTokens tokens_;
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
    const RankParts parts = ListParts(request.root, catalog, kRankedParts);
    if (parts.parts.empty()) return OkStatus();
    std::vector<DocRef> docs;
    for (size_t i = 0; i < count; ++i) docs.push_back((*hits)[i].doc);
    SecondStage stage(catalog, parts, docs, corpus.rank_memory.get());
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
