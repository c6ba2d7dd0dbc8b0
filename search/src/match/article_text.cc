#include "match/article_text.h"

#include <algorithm>
#include <string>
#include <utility>

#include "analysis/analyzer.h"

namespace vigie::match {
namespace {

bool InsideCharacter(std::string_view text, uint32_t at) {
  return at < text.size() &&
         (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

}  // namespace

Status ArticleText::Read() {
  if (article_) return OkStatus();
  Result<Article> article = segment_.ReadArticle(doc_);
  if (!article.ok()) return article.status();
  article_ = std::make_shared<const Article>(std::move(article).value());
  return OkStatus();
}

Status ArticleText::Analyze() {
  if (analyzed_) return OkStatus();
  if (Status status = Read(); !status.ok()) return status;
  analyzed_ = {analysis::Analyze(article_->title),
               analysis::Analyze(article_->text)};
  return OkStatus();
}

ByteRange SentenceAt(const analysis::AnalyzedText& analyzed, uint32_t at) {
  const auto after = std::upper_bound(
      analyzed.sentences.begin(), analyzed.sentences.end(), at,
      [](uint32_t byte, const analysis::SentenceSpan& sentence) {
        return byte < sentence.range.begin;
      });
  if (after == analyzed.sentences.begin()) return {};
  return std::prev(after)->range;
}

Sentence ShownSentence(std::string_view text, ByteRange range,
                       ByteRange focus) {
  if (range.size() > kShownSentenceBytes) {
    const uint32_t spare =
        kShownSentenceBytes - std::min(kShownSentenceBytes, focus.size());
    uint32_t begin =
        std::max(range.begin, focus.begin - std::min(focus.begin, spare / 2));
    uint32_t end = std::min(
        range.end, begin + std::max(kShownSentenceBytes, focus.size()));
    while (begin < end && InsideCharacter(text, begin)) ++begin;
    while (end > begin && InsideCharacter(text, end)) --end;
    range = {begin, end};
  }
  return {range, std::string(text.substr(range.begin, range.size()))};
}

}  // namespace vigie::match
