#include "index/article_analysis.h"

#include <utility>
#include <vector>

#include "analysis/analyzer.h"
#include "index/article_check.h"

namespace vigie::index {
namespace {

void DropFaultyMentions(Article* article) {
  if (article->mentions.empty()) return;
  const std::vector<MentionFault> faults = FindMentionFaults(*article);
  for (auto fault = faults.rbegin(); fault != faults.rend(); ++fault) {
    article->mentions.erase(article->mentions.begin() + fault->mention);
  }
}

}  // namespace

std::string RecognitionVersion(const entities::Recognizer& recognizer,
                               const IndexOptions& options) {
  std::string version = recognizer.dictionary().version();
  if (options.recognize && options.unlisted_names) {
    version += " " + recognizer.names_version();
  }
  return version;
}

ReadyArticle AnalyzeArticle(const entities::Recognizer& recognizer,
                            const IndexOptions& options, Article given) {
  ReadyArticle ready;
  ready.content_hash =
      ContentHash(given, RecognitionVersion(recognizer, options));
  DropFaultyMentions(&given);
  ready.article = std::move(given);
  ready.title = analysis::Analyze(ready.article.title);
  ready.text = analysis::Analyze(ready.article.text);
  return ready;
}

void LabelArticle(const entities::Recognizer& recognizer,
                  const IndexOptions& options, ReadyArticle* ready) {
  if (!options.recognize) return;
  const entities::FieldText title = {ready->article.title, &ready->title};
  const entities::FieldText text = {ready->article.text, &ready->text};
  ready->labelled = options.unlisted_names
                        ? recognizer.LabelAll(title, text)
                        : recognizer.LabelListed(title, text);
}

void ConcludeArticle(const entities::Recognizer& recognizer,
                     const IndexOptions& options, ReadyArticle* ready) {
  const entities::FieldText title = {ready->article.title, &ready->title};
  const entities::FieldText text = {ready->article.text, &ready->text};
  if (options.recognize) {
    ready->found = recognizer.Conclude(title, text, std::move(ready->labelled));
  }
  recognizer.AddSupplied(ready->article, title, text, &ready->found);
}

}  // namespace vigie::index
