// An article through analysis and recognition, ready for the columns.
#ifndef VIGIE_INDEX_ARTICLE_ANALYSIS_H_
#define VIGIE_INDEX_ARTICLE_ANALYSIS_H_

#include <cstdint>
#include <string>

#include "analysis/token.h"
#include "entities/recognizer.h"
#include "index/segment_writer.h"
#include "vigie/article.h"
#include "vigie/index_options.h"

namespace vigie::index {

// Of all that decides which mentions an article is given.
std::string RecognitionVersion(const entities::Recognizer& recognizer,
                               const IndexOptions& options);

// An article; what is found in it, once it is concluded.
struct ReadyArticle {
  Article article;  // without those of its mentions that have a fault
  analysis::AnalyzedText title;
  analysis::AnalyzedText text;
  entities::Recognition found;
  uint64_t content_hash = 0;    // of the article as it was given
  entities::Labelled labelled;  // until it is concluded

  AnalyzedArticle View() const {
    return {&article, &title, &text, &found, content_hash};
  }
};

// The steps from an article to what is found in it; each on any thread.
ReadyArticle AnalyzeArticle(const entities::Recognizer& recognizer,
                            const IndexOptions& options, Article given);
void LabelArticle(const entities::Recognizer& recognizer,
                  const IndexOptions& options, ReadyArticle* ready);
void ConcludeArticle(const entities::Recognizer& recognizer,
                     const IndexOptions& options, ReadyArticle* ready);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_ARTICLE_ANALYSIS_H_
