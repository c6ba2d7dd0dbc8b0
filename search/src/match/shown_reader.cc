#include "match/shown_reader.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "match/overlap.h"
#include "match/paragraph_layout.h"
#include "match/passages.h"

namespace vigie::match {
namespace {

ShownRow ShownOf(const index::Segment& segment, DocRef ref,
                 const Evidence& evidence) {
  return {static_cast<uint32_t>(segment.mentions(ref.doc).size),
          CountMatches(evidence.found),
          TitleHighlights(evidence),
          {}};
}

bool HasTitleWords(const std::vector<Match>& found) {
  return std::any_of(found.begin(), found.end(), [](const Match& match) {
    return match.field == Field::kTitle && match.mention == nullptr;
  });
}

}  // namespace

EvidenceFinder::InColumn* ShownReader::Column() {
  if (!column_) {
    finder_.emplace(found_.plan.root, *corpus_.catalog, &found_.prefix_words);
    column_.emplace(*finder_);
  }
  return &*column_;
}

Result<ShownRow> ShownReader::WithoutText(DocRef ref,
                                          const HitCards::Card& card) {
  const index::Segment& segment = corpus_.catalog->segment(ref);
  ArticleText text(segment, ref.doc, card);
  Result<Evidence> evidence = Column()->FindUnordered(ref, &text);
  if (!evidence.ok()) return evidence.status();
  if (HasTitleWords(evidence->found)) {
    LocateWords(Field::kTitle, LayOut(card->title), &evidence->found);
  }
  return ShownOf(segment, ref, *evidence);
}

Result<ShownRow> ShownReader::OfStoredText(DocRef ref,
                                           std::shared_ptr<Article>* card) {
  const index::Segment& segment = corpus_.catalog->segment(ref);
  Result<Article> article = segment.ReadArticle(ref.doc);
  if (!article.ok()) return article.status();
  const std::string shown = std::exchange(article->text, std::string());
  *card = std::make_shared<Article>(*std::move(article));
  ArticleText text(segment, ref.doc, *card);
  const index::Span<uint8_t> marks = Column()->ReadTextMarks(ref);
  Result<Evidence> evidence = Column()->FindUnordered(ref, &text);
  if (!evidence.ok()) return evidence.status();
  if (HasTitleWords(evidence->found)) {
    LocateWords(Field::kTitle, LayOut((*card)->title), &evidence->found);
  }
  std::optional<TextLayout> parts =
      LayOutAround(shown, marks, evidence->found, passages_);
  const TextLayout layout = parts ? *std::move(parts) : LayOut(shown);
  LocateWords(Field::kText, layout, &evidence->found);
  SortMatches(&evidence->found);
  ShownRow row = ShownOf(segment, ref, *evidence);
  row.passages = MakePassages(shown, layout, *evidence, passages_);
  return row;
}

Result<ShownRow> ShownReader::OfText(DocRef ref, const HitCards::Card& card,
                                     const ShownText& shown) {
  const index::Segment& segment = corpus_.catalog->segment(ref);
  ArticleText text(segment, ref.doc, card);
  Result<Evidence> evidence = Column()->FindUnordered(ref, &text);
  if (!evidence.ok()) return evidence.status();
  TextLayout layout;
  for (const Field field : {Field::kTitle, Field::kText}) {
    UnpackLayout(shown.layouts[static_cast<size_t>(field)], &layout);
    LocateWords(field, layout, &evidence->found);
  }
  SortMatches(&evidence->found);
  ShownRow row = ShownOf(segment, ref, *evidence);
  row.passages = MakePassages(shown.text, layout, *evidence, passages_);
  return row;
}

}  // namespace vigie::match
