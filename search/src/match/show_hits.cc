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
Result<Hit> ReadHitAnew(const Corpus& corpus, EvidenceFinder::InColumn* column,
                        const ScoredDoc& scored, uint32_t passages) {
  const DocRef ref = scored.doc;
  const index::Segment& segment = corpus.catalog->segment(ref);
  Result<Article> article = segment.ReadArticle(ref.doc);
  if (!article.ok()) return article.status();
  const std::string shown = std::exchange(article->text, std::string());
  const auto card = std::make_shared<Article>(*std::move(article));
  ArticleText text(segment, ref.doc, card);
  const index::Span<uint8_t> marks = column->ReadTextMarks(ref);
  Result<Evidence> evidence = column->FindUnordered(ref, &text);
  if (!evidence.ok()) return evidence.status();
  if (HasTitleWords(evidence->found)) {
    LocateWords(Field::kTitle, LayOut(card->title), &evidence->found);
  }
  std::optional<TextLayout> parts =
      LayOutAround(shown, marks, evidence->found, passages);
  const TextLayout layout = parts ? *std::move(parts) : LayOut(shown);
  LocateWords(Field::kText, layout, &evidence->found);
  SortMatches(&evidence->found);
  Hit hit = MakeHit(segment, scored, std::move(*card), ShownOf(*evidence));
  hit.passages = MakePassages(shown, layout, *evidence, passages);
  return hit;
}

Result<Hit> ReadHitWithPassages(const Corpus& corpus,
                                EvidenceFinder::InColumn* column,
                                const ScoredDoc& scored, uint32_t passages) {
  const DocRef ref = scored.doc;
  const Result<HitCards::Text> shown = corpus.cards->ReadText(ref);
  if (!shown.ok()) return shown.status();
  if (*shown == nullptr) return ReadHitAnew(corpus, column, scored, passages);
  const index::Segment& segment = corpus.catalog->segment(ref);
  const Result<HitCards::Card> card = corpus.cards->Read(ref);
  if (!card.ok()) return card.status();
  ArticleText text(segment, ref.doc, *card);
  Result<Evidence> evidence = column->FindUnordered(ref, &text);
  if (!evidence.ok()) return evidence.status();
  TextLayout layout;
  for (const Field field : {Field::kTitle, Field::kText}) {
    UnpackLayout((*shown)->layouts[static_cast<size_t>(field)], &layout);
    LocateWords(field, layout, &evidence->found);
  }
  SortMatches(&evidence->found);
  Hit hit = MakeHit(segment, scored, **card, ShownOf(*evidence));
  hit.passages = MakePassages((*shown)->text, layout, *evidence, passages);
  return hit;
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
  HitReader(const Corpus& corpus, const FoundHits& found)
      : corpus_(corpus), found_(found), column_(corpus, found) {}

  Result<Hit> WithPassages(const ScoredDoc& scored, uint32_t passages) {
    return ReadHitWithPassages(corpus_, column_.Get(), scored, passages);
  }

  // `row`: among all of the answer. Adds what it shows to `shown` when that
  // ends before the row.
  Result<Hit> Without(uint64_t row, const ScoredDoc& scored,
                      std::vector<FoundHits::ShownRow>* shown) {
    const DocRef ref = scored.doc;
    if (!corpus_.cards->keeps()) return Alone(scored);
    const index::Segment& segment = corpus_.catalog->segment(ref);
    if (found_.first == 0 && row < found_.shown.size()) {
      const FoundHits::ShownRow& known = found_.shown[row];
      return MakeHit(segment, scored, *known.card, known.matches);
    }
    const Result<HitCards::Card> card = corpus_.cards->Read(ref);
    if (!card.ok()) return card.status();
    Result<ShownMatches> matches = Look(ref, *card);
    if (!matches.ok()) return matches.status();
    Hit hit = MakeHit(segment, scored, **card, *matches);
    if (shown->size() == row && row < FoundHits::kMostShown) {
      shown->push_back({*std::move(matches), *card});
    }
    return hit;
  }

  // What was looked up, for later pages.
  void Keep() const {
    if (page_) page_->Keep();
  }

 private:
  // Where nothing is kept, so that nobody else has its card.
  Result<Hit> Alone(const ScoredDoc& scored) {
    const Result<std::shared_ptr<Article>> card =
        corpus_.cards->ReadOwn(scored.doc);
    if (!card.ok()) return card.status();
    const Result<ShownMatches> shown =
        ReadShown(corpus_, column_.Get(), scored.doc, *card);
    if (!shown.ok()) return shown.status();
    return MakeHit(corpus_.catalog->segment(scored.doc), scored,
                   std::move(**card), *shown);
  }

  Result<ShownMatches> Look(DocRef ref, const HitCards::Card& card) {
    if (!page_) page_.emplace(corpus_.shown_memory.get(), found_.plan.root);
    if (const ShownMatches* kept = page_->Find(ref)) return *kept;
    Result<ShownMatches> shown = ReadShown(corpus_, column_.Get(), ref, card);
    if (shown.ok()) page_->Add(ref, *shown);
    return shown;
  }

  const Corpus& corpus_;
  const FoundHits& found_;
  LazyColumn column_;
  std::optional<ShownPage> page_;
};

}  // namespace

Status ShowHits(const Corpus& corpus, const SearchRequest& request,
                const RowRange& page, const FoundHits& found,
                std::vector<FoundHits::ShownRow>* shown,
                std::vector<Hit>* hits) {
  HitReader reader(corpus, found);
  const uint32_t passages = std::min(request.passages_per_hit, kMaxPassages);
  hits->reserve(page.end - page.begin);
  if (!corpus.cards->keeps()) TouchCards(*corpus.catalog, page, found);
  for (uint64_t row = page.begin; row < page.end; ++row) {
    if (Status status = CheckControl(request.control); !status.ok()) {
      return status;
    }
    const size_t at = row - found.first;
    const ScoredDoc& scored = found.rows[at].hit;
    Result<Hit> hit = passages == 0 ? reader.Without(row, scored, shown)
                                    : reader.WithPassages(scored, passages);
    if (!hit.ok()) return hit.status();
    if (found.grouped) {
      hit->group = found.groups[at].value;
      hit->more_in_group = found.groups[at].more;
    }
    hits->push_back(std::move(hit).value());
  }
  reader.Keep();
  return OkStatus();
}

}  // namespace vigie::match
