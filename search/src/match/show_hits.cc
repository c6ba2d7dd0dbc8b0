#include "match/show_hits.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "index/columns.h"
#include "index/mapped_pages.h"
#include "match/call_poll.h"
#include "match/shown_reader.h"

namespace vigie::match {
namespace {

constexpr uint32_t kMaxPassages = 10;

// But for passages.
Hit MakeHit(const ScoredDoc& scored, Article card, const ShownRow& shown) {
  Hit hit;
  hit.article = std::move(card);
  hit.score = scored.score;
  hit.mentions = shown.mentions;
  hit.matches = shown.matches;
  hit.title_highlights = shown.title;
  return hit;
}

// Asks memory for what cards of the hits in `rows` are made of: first for where
// it is.
void TouchCards(const Catalog& catalog, const RowRange& rows,
                const FoundHits& found) {
  const auto visit = [&](const auto& touch) {
    for (uint64_t row = rows.begin; row < rows.end; ++row) {
      const DocRef ref = found.rows[row - found.first].hit.doc;
      const index::Columns* columns = catalog.segment(ref).columns();
      if (columns != nullptr) touch(*columns, ref.doc);
    }
  };
  visit([](const index::Columns& columns, uint32_t doc) {
    index::Touch(&columns.row(doc));
    index::Touch(&columns.attribute_begin()[doc]);
  });
  visit([](const index::Columns& columns, uint32_t doc) {
    const std::string_view id = columns.id(doc);
    const index::Span<uint32_t> values = columns.attributes(doc);
    if (!id.empty()) index::Touch(id.data());
    if (values.size > 0) index::Touch(values.data);
  });
}

// The same of what is kept of hits, which pages copy. `rows`: of `hits`.
void TouchKept(const std::vector<FoundHits::ShownHit>& hits,
               const RowRange& rows) {
  constexpr size_t kLine = 64;
  constexpr size_t kMostLines = 8;
  const auto touch = [](const void* from, size_t bytes) {
    const auto* const at = static_cast<const char*>(from);
    for (size_t i = 0; i < std::min(bytes, kMostLines * kLine); i += kLine) {
      index::Touch(at + i);
    }
  };
  const auto visit = [&](const auto& take) {
    for (uint64_t i = rows.begin; i < std::min(rows.end, hits.size()); ++i) {
      if (hits[i].card != nullptr && hits[i].row != nullptr) {
        take(*hits[i].card, *hits[i].row);
      }
    }
  };
  visit([&](const Article& card, const ShownRow& row) {
    touch(&card, sizeof(card));
    touch(&row, sizeof(row));
  });
  visit([&](const Article& card, const ShownRow& row) {
    for (const std::string* text : {&card.id, &card.title, &card.url}) {
      touch(text->data(), text->size());
    }
    touch(card.attributes.data(), card.attributes.size() * sizeof(Attribute));
    touch(row.title.data(), row.title.size() * sizeof(ByteRange));
    touch(row.passages.data(), row.passages.size() * sizeof(Passage));
  });
  visit([&](const Article& card, const ShownRow& row) {
    for (const Attribute& attribute : card.attributes) {
      touch(attribute.values.data(),
            attribute.values.size() * sizeof(std::string));
    }
    for (const Passage& passage : row.passages) {
      touch(passage.sentence.text.data(), passage.sentence.text.size());
      touch(passage.highlights.data(),
            passage.highlights.size() * sizeof(ByteRange));
    }
  });
}

// Reads the hits of one page.
class HitReader {
 public:
  // `page`: its rows, which `found` has.
  HitReader(const Corpus& corpus, const FoundHits& found, const RowRange& page,
            uint32_t passages)
      : corpus_(corpus),
        found_(found),
        rows_(page),
        passages_(passages),
        reader_(corpus, found, passages) {}

  // `row`: among all of the answer. Adds what it shows to `shown` when that
  // ends before the row.
  Result<Hit> Read(uint64_t row, const ScoredDoc& scored,
                   FoundHits::Shown* shown) {
    const DocRef ref = scored.doc;
    if (!corpus_.cards->keeps()) return Alone(scored);
    FoundHits::ShownHit hit;
    if (found_.first == 0 && row < found_.shown.hits.size()) {
      const FoundHits::ShownHit& known = found_.shown.hits[row];
      if (found_.shown.passages == passages_) return Copy(scored, known);
      hit.card = known.card;
    }
    Result<ShownRowPointer> looked = Look(row, ref, &hit.card);
    if (!looked.ok()) return looked.status();
    hit.row = *std::move(looked);
    Hit copy = Copy(scored, hit);
    if (shown->hits.size() == row && row < FoundHits::kMostShown) {
      shown->hits.push_back(std::move(hit));
    }
    return copy;
  }

 private:
  static Hit Copy(const ScoredDoc& scored, const FoundHits::ShownHit& shown) {
    Hit hit = MakeHit(scored, *shown.card, *shown.row);
    hit.passages = shown.row->passages;
    return hit;
  }

  // Where nothing is kept, so that nobody else has its card.
  Result<Hit> Alone(const ScoredDoc& scored) {
    std::shared_ptr<Article> card;
    Result<ShownRow> shown = passages_ == 0
                                 ? ReadWithout(scored.doc, &card)
                                 : reader_.OfStoredText(scored.doc, &card);
    if (!shown.ok()) return shown.status();
    Hit hit = MakeHit(scored, std::move(*card), *shown);
    hit.passages = std::move(shown->passages);
    return hit;
  }

  Result<ShownRow> ReadWithout(DocRef ref, std::shared_ptr<Article>* card) {
    Result<std::shared_ptr<Article>> own = corpus_.cards->ReadOwn(ref);
    if (!own.ok()) return own.status();
    *card = *std::move(own);
    return reader_.WithoutText(ref, *card);
  }

  void FindPage() {
    const bool whole = found_.partial == PartialReason::kComplete;
    page_.emplace(
        corpus_.shown_memory.get(),
        PlanName(found_.plan.root, whole ? &found_.prefix_words : nullptr),
        passages_);
    std::vector<DocRef> refs;
    refs.reserve(rows_.end - rows_.begin);
    for (uint64_t row = rows_.begin; row < rows_.end; ++row) {
      refs.push_back(found_.rows[row - found_.first].hit.doc);
    }
    const std::vector<ShownRowPointer> rows = page_->Find(refs);
    const std::vector<HitCards::Card> cards = corpus_.cards->Find(refs);
    for (size_t i = 0; i < refs.size(); ++i) {
      kept_.push_back({rows[i], cards[i]});
    }
    TouchKept(kept_, {0, kept_.size()});
  }

  // What is shown of an article, and its card where it is not given.
  Result<ShownRowPointer> Look(uint64_t row, DocRef ref, HitCards::Card* card) {
    if (!page_) FindPage();
    FoundHits::ShownHit& kept = kept_[row - rows_.begin];
    if (*card == nullptr) *card = std::move(kept.card);
    if (kept.row == nullptr && passages_ > 0) return LookIntoText(ref, card);
    if (Status status = ReadCard(ref, card); !status.ok()) return status;
    if (kept.row != nullptr) return std::move(kept.row);
    Result<ShownRow> shown = reader_.WithoutText(ref, *card);
    if (!shown.ok()) return shown.status();
    return Added(ref, *std::move(shown));
  }

  Result<ShownRowPointer> LookIntoText(DocRef ref, HitCards::Card* card) {
    // Passages that are kept will not be made of the text again.
    const Result<HitCards::Text> text = page_->WorthKeeping()
                                            ? corpus_.cards->FindText(ref)
                                            : corpus_.cards->ReadText(ref);
    if (!text.ok()) return text.status();
    if (*text == nullptr) {
      std::shared_ptr<Article> own;
      Result<ShownRow> shown = reader_.OfStoredText(ref, &own);
      if (!shown.ok()) return shown.status();
      if (*card == nullptr) *card = std::move(own);
      return Added(ref, *std::move(shown));
    }
    if (Status status = ReadCard(ref, card); !status.ok()) return status;
    Result<ShownRow> shown = reader_.OfText(ref, *card, **text);
    if (!shown.ok()) return shown.status();
    return Added(ref, *std::move(shown));
  }

  Status ReadCard(DocRef ref, HitCards::Card* card) {
    if (*card != nullptr) return OkStatus();
    Result<HitCards::Card> read = corpus_.cards->Read(ref);
    if (!read.ok()) return read.status();
    *card = *std::move(read);
    return OkStatus();
  }

  ShownRowPointer Added(DocRef ref, ShownRow shown) {
    auto added = std::make_shared<const ShownRow>(std::move(shown));
    if (page_->WorthKeeping()) page_->Keep(ref, added);
    return added;
  }

  const Corpus& corpus_;
  const FoundHits& found_;
  const RowRange rows_;
  const uint32_t passages_;
  ShownReader reader_;
  std::optional<ShownPage> page_;
  std::vector<FoundHits::ShownHit> kept_;  // once there is a page_; by row
};

}  // namespace

Status ShowHits(const Corpus& corpus, const SearchRequest& request,
                const RowRange& page, const FoundHits& found,
                FoundHits::Shown* shown, std::vector<Hit>* hits) {
  const uint32_t passages = std::min(request.passages_per_hit, kMaxPassages);
  HitReader reader(corpus, found, page, passages);
  shown->passages = passages;
  hits->reserve(page.end - page.begin);
  if (!corpus.cards->keeps()) TouchCards(*corpus.catalog, page, found);
  if (found.first == 0) TouchKept(found.shown.hits, page);
  for (uint64_t row = page.begin; row < page.end; ++row) {
    if (Status status = CheckControl(request.control); !status.ok()) {
      return status;
    }
    const size_t at = row - found.first;
    Result<Hit> hit = reader.Read(row, found.rows[at].hit, shown);
    if (!hit.ok()) return hit.status();
    if (found.grouped) {
      hit->group = found.groups[at].value;
      hit->more_in_group = found.groups[at].more;
    }
    hits->push_back(std::move(hit).value());
  }
  return OkStatus();
}

}  // namespace vigie::match
