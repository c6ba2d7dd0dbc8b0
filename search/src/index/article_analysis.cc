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

ReadyArticle LabelArticle(const entities::Recognizer& recognizer, Article given,
                          const IndexOptions& options) {
  ReadyArticle ready;
  ready.content_hash =
      ContentHash(given, RecognitionVersion(recognizer, options));
  DropFaultyMentions(&given);
  ready.article = std::move(given);
  const Article& article = ready.article;
  ready.title = analysis::Analyze(article.title);
  ready.text = analysis::Analyze(article.text);
  if (!options.recognize) return ready;
  const entities::FieldText title = {article.title, &ready.title};
  const entities::FieldText text = {article.text, &ready.text};
  ready.labelled = options.unlisted_names ? recognizer.LabelAll(title, text)
                                          : recognizer.LabelListed(title, text);
  return ready;
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
