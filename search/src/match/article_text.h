// The stored text of one document with its analysis.
#ifndef VIGIE_MATCH_ARTICLE_TEXT_H_
#define VIGIE_MATCH_ARTICLE_TEXT_H_

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "analysis/token.h"
#include "index/segment.h"
#include "vigie/article.h"
#include "vigie/mention.h"
#include "vigie/status.h"

namespace vigie::match {

// Reads and analyses when first asked, since many answers need neither. Of one
// thread.
class ArticleText {
 public:
  // `segment` must outlive it.
  ArticleText(const index::Segment& segment, uint32_t doc)
      : segment_(segment), doc_(doc) {}

  // Of an article that is read already; without its text, nothing that reads
  // the text may be asked.
  ArticleText(const index::Segment& segment, uint32_t doc, Article article)
      : ArticleText(segment, doc,
                    std::make_shared<const Article>(std::move(article))) {}
  ArticleText(const index::Segment& segment, uint32_t doc,
              std::shared_ptr<const Article> article)
      : segment_(segment), doc_(doc), article_(std::move(article)) {}

  // Reads the stored article; DATA_LOSS. Then article() may be called.
  Status Read();
  // Read, then the analysis of title and text.
  Status Analyze();

  // REQUIRES Read() to have returned OK.
  const Article& article() const { return *article_; }
  std::string_view field(Field field) const {
    return field == Field::kTitle ? article_->title : article_->text;
  }
  // REQUIRES Analyze() to have returned OK.
  const analysis::AnalyzedText& analyzed(Field field) const {
    return (*analyzed_)[static_cast<size_t>(field)];
  }

 private:
  const index::Segment& segment_;
  uint32_t doc_;
  std::shared_ptr<const Article> article_;  // null until it is read
  std::optional<std::array<analysis::AnalyzedText, 2>> analyzed_;
};

// The sentence of `analyzed` that holds byte `at`, or that ends before it;
// {0, 0} when there is none. O(log sentences).
ByteRange SentenceAt(const analysis::AnalyzedText& analyzed, uint32_t at);

// Sentences longer than this are shown as the part of at most that many bytes
// around what is shown of them, cut between characters: a text without
// punctuation may be one sentence of a million bytes.
inline constexpr uint32_t kShownSentenceBytes = 2'000;

// `range` of `text`, or that part of it around `focus`.
Sentence ShownSentence(std::string_view text, ByteRange range, ByteRange focus);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ARTICLE_TEXT_H_
