#include "match/show_hits.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "index/columns.h"
#include "index/mapped_pages.h"
#include "match/call_poll.h"
#include "match/evidence.h"
#include "match/overlap.h"
#include "match/paragraph_layout.h"
#include "match/passages.h"

namespace vigie::match {
namespace {

constexpr uint32_t kMaxPassages = 10;

ShownMatches ShownOf(const Evidence& evidence) {
  return {CountMatches(evidence.found), TitleHighlights(evidence)};
}

Hit MakeHit(const index::Segment& segment, const ScoredDoc& scored,
            Article card, const ShownMatches& shown) {
  Hit hit;
  hit.article = std::move(card);
  hit.score = scored.score;
  hit.mentions = static_cast<uint32_t>(segment.mentions(scored.doc.doc).size);
  hit.matches = shown.matches;
  hit.title_highlights = shown.title;
  return hit;
}

bool HasTitleWords(const std::vector<Match>& found) {
  return std::any_of(found.begin(), found.end(), [](const Match& match) {
    return match.field == Field::kTitle && match.mention == nullptr;
  });
}

// Without passages only the title's words are shown: the text is neither read
// nor analysed for them.
Result<ShownMatches> ReadShown(const Corpus& corpus,
                               EvidenceFinder::InColumn* column, DocRef ref,
                               const HitCards::Card& card) {
  ArticleText text(corpus.catalog->segment(ref), ref.doc, card);
  Result<Evidence> evidence = column->FindUnordered(ref, &text);
  if (!evidence.ok()) return evidence.status();
  if (HasTitleWords(evidence->found)) {
    LocateWords(Field::kTitle, LayOut(card->title), &evidence->found);
  }
  return ShownOf(*evidence);
}

// Of an article that is not kept: no more of it is analysed than is shown.
// `card`: the article, without its text.
Result<ShownRow> ReadPassagesAnew(const Corpus& corpus,
                                  EvidenceFinder::InColumn* column, DocRef ref,
                                  uint32_t passages,
                                  std::shared_ptr<Article>* card) {
  const index::Segment& segment = corpus.catalog->segment(ref);
  Result<Article> article = segment.ReadArticle(ref.doc);
  if (!article.ok()) return article.status();
  const std::string shown = std::exchange(article->text, std::string());
  *card = std::make_shared<Article>(*std::move(article));
  ArticleText text(segment, ref.doc, *card);
  const index::Span<uint8_t> marks = column->ReadTextMarks(ref);
  Result<Evidence> evidence = column->FindUnordered(ref, &text);
  if (!evidence.ok()) return evidence.status();
  if (HasTitleWords(evidence->found)) {
    LocateWords(Field::kTitle, LayOut((*card)->title), &evidence->found);
  }
  std::optional<TextLayout> parts =
      LayOutAround(shown, marks, evidence->found, passages);
  const TextLayout layout = parts ? *std::move(parts) : LayOut(shown);
  LocateWords(Field::kText, layout, &evidence->found);
  SortMatches(&evidence->found);
  return ShownRow{ShownOf(*evidence),
                  MakePassages(shown, layout, *evidence, passages)};
}

// The same of an article whose text is kept.
Result<ShownRow> ReadPassages(const Corpus& corpus,
                              EvidenceFinder::InColumn* column, DocRef ref,
                              uint32_t passages, const HitCards::Card& card,
                              const ShownText& shown) {
  ArticleText text(corpus.catalog->segment(ref), ref.doc, card);
  Result<Evidence> evidence = column->FindUnordered(ref, &text);
  if (!evidence.ok()) return evidence.status();
  TextLayout layout;
  for (const Field field : {Field::kTitle, Field::kText}) {
    UnpackLayout(shown.layouts[static_cast<size_t>(field)], &layout);
    LocateWords(field, layout, &evidence->found);
  }
  SortMatches(&evidence->found);
  return ShownRow{ShownOf(*evidence),
                  MakePassages(shown.text, layout, *evidence, passages)};
}

// Looks into articles for what of a query is in them; made once one has to be.
class LazyColumn {
 public:
  LazyColumn(const Corpus& corpus, const FoundHits& found)
      : corpus_(corpus), found_(found) {}

  EvidenceFinder::InColumn* Get() {
    if (!column_) {
      finder_.emplace(found_.plan.root, *corpus_.catalog, &found_.prefix_words);
      column_.emplace(*finder_);
    }
    return &*column_;
  }

 private:
  const Corpus& corpus_;
  const FoundHits& found_;
  std::optional<EvidenceFinder> finder_;
  std::optional<EvidenceFinder::InColumn> column_;
};

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
        column_(corpus, found) {}

  // `row`: among all of the answer. Adds what it shows but for passages to
  // `shown` when that ends before the row.
  Result<Hit> Read(uint64_t row, const ScoredDoc& scored,
                   std::vector<FoundHits::ShownRow>* shown) {
    const DocRef ref = scored.doc;
    if (!corpus_.cards->keeps()) return Alone(scored);
    const index::Segment& segment = corpus_.catalog->segment(ref);
    HitCards::Card card;
    if (found_.first == 0 && row < found_.shown.size()) {
      const FoundHits::ShownRow& known = found_.shown[row];
      if (passages_ == 0) {
        return MakeHit(segment, scored, *known.card, known.matches);
      }
      card = known.card;
    }
    const Result<ShownRowPointer> looked = Look(row, ref, &card);
    if (!looked.ok()) return looked.status();
    const ShownRow& found = **looked;
    Hit hit = MakeHit(segment, scored, *card, found.matches);
    hit.passages = found.passages;
    if (shown->size() == row && row < FoundHits::kMostShown) {
      shown->push_back({found.matches, std::move(card)});
    }
    return hit;
  }

 private:
  // Where nothing is kept, so that nobody else has its card.
  Result<Hit> Alone(const ScoredDoc& scored) {
    std::shared_ptr<Article> card;
    Result<ShownRow> shown =
        passages_ == 0 ? ReadWithout(scored.doc, &card)
                       : ReadPassagesAnew(corpus_, column_.Get(), scored.doc,
                                          passages_, &card);
    if (!shown.ok()) return shown.status();
    Hit hit = MakeHit(corpus_.catalog->segment(scored.doc), scored,
                      std::move(*card), shown->matches);
    hit.passages = std::move(shown->passages);
    return hit;
  }

  Result<ShownRow> ReadWithout(DocRef ref, std::shared_ptr<Article>* card) {
    Result<std::shared_ptr<Article>> own = corpus_.cards->ReadOwn(ref);
    if (!own.ok()) return own.status();
    *card = *std::move(own);
    Result<ShownMatches> matches =
        ReadShown(corpus_, column_.Get(), ref, *card);
    if (!matches.ok()) return matches.status();
    return ShownRow{*std::move(matches), {}};
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
    kept_ = page_->Find(refs);
  }

  // What is shown of an article, and its card where it is not given.
  Result<ShownRowPointer> Look(uint64_t row, DocRef ref, HitCards::Card* card) {
    if (!page_) FindPage();
    ShownRowPointer kept = std::move(kept_[row - rows_.begin]);
    if (kept == nullptr && passages_ > 0) return LookIntoText(ref, card);
    if (Status status = ReadCard(ref, card); !status.ok()) return status;
    if (kept != nullptr) return kept;
    Result<ShownMatches> matches =
        ReadShown(corpus_, column_.Get(), ref, *card);
    if (!matches.ok()) return matches.status();
    return Added(ref, {*std::move(matches), {}});
  }

  Result<ShownRowPointer> LookIntoText(DocRef ref, HitCards::Card* card) {
    // Passages that are kept will not be made of the text again.
    const Result<HitCards::Text> text = page_->WorthKeeping()
                                            ? corpus_.cards->FindText(ref)
                                            : corpus_.cards->ReadText(ref);
    if (!text.ok()) return text.status();
    if (*text == nullptr) {
      std::shared_ptr<Article> own;
      Result<ShownRow> shown =
          ReadPassagesAnew(corpus_, column_.Get(), ref, passages_, &own);
      if (!shown.ok()) return shown.status();
      if (*card == nullptr) *card = std::move(own);
      return Added(ref, *std::move(shown));
    }
    if (Status status = ReadCard(ref, card); !status.ok()) return status;
    Result<ShownRow> shown =
        ReadPassages(corpus_, column_.Get(), ref, passages_, *card, **text);
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
  LazyColumn column_;
  std::optional<ShownPage> page_;
  std::vector<ShownRowPointer> kept_;  // once there is a page_; by row
};

}  // namespace

Status ShowHits(const Corpus& corpus, const SearchRequest& request,
                const RowRange& page, const FoundHits& found,
                std::vector<FoundHits::ShownRow>* shown,
                std::vector<Hit>* hits) {
  HitReader reader(corpus, found, page,
                   std::min(request.passages_per_hit, kMaxPassages));
  hits->reserve(page.end - page.begin);
  if (!corpus.cards->keeps()) TouchCards(*corpus.catalog, page, found);
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
