#include "tests/index/press.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include "tests/index/status_matchers.h"
#include "vigie/time.h"

namespace vigie::testing {

Article MakeArticle(int number, const std::string& subject) {
  Article article;
  article.id = "article-" + std::to_string(number);
  article.title =
      "L’accord de " + subject + ", épisode " + std::to_string(number);
  article.text = subject +
                 " a présenté ses puces à Paris. L’industrie attendait cet "
                 "accord, dit-on chez Microsoft.\nLe porte-parole numéro " +
                 std::to_string(number) + " n’en dit pas plus.";
  article.published_at = *ParsePublicationTime("2026-03-14T18:05:09+01:00");
  article.source = number % 2 == 0 ? "Le Quotidien" : "L’Hebdo";
  article.authors = {"Zoé Martin", "Ali Ben"};
  article.url = "https://example.org/" + std::to_string(number);
  article.language = "fr";
  article.section = "économie";
  return article;
}

Article LongArticle(int number, const std::string& word) {
  const std::array<std::string, 12> words = {
      "la",     "présidente", "du",   "groupe", "annonce", "une",
      "hausse", "des",        "prix", "depuis", "lundi",   word};
  Article article = MakeArticle(number);
  std::mt19937 random(static_cast<uint32_t>(number));
  article.text.clear();
  while (article.text.size() < 2'000) {
    article.text += words[random() % words.size()];
    article.text += random() % 8 == 0 ? ". " : " ";
    if (random() % 4 == 0)
      article.text += std::to_string(random() % 9'999) + ' ';
  }
  return article;
}

std::unique_ptr<IndexWriter> OpenWriter(const std::string& directory,
                                        uint64_t segment_text_bytes) {
  WriterOptions options;
  options.segment_text_bytes = segment_text_bytes;
  Result<std::unique_ptr<IndexWriter>> writer =
      IndexWriter::Open(directory, options);
  EXPECT_THAT(writer, IsOk());
  return writer.ok() ? *std::move(writer) : nullptr;
}

CommitStats Publish(const std::string& directory, int first, int last) {
  std::unique_ptr<IndexWriter> writer = OpenWriter(directory);
  if (writer == nullptr) return {};
  for (int number = first; number <= last; ++number) {
    EXPECT_THAT(writer->Add(MakeArticle(number)), IsOk());
  }
  const Result<CommitStats> stats = writer->Commit();
  EXPECT_THAT(stats, IsOk());
  return stats.ok() ? *stats : CommitStats();
}

std::shared_ptr<const entities::Recognizer> ShippedRecognizer() {
  static const auto recognizer =
      std::make_shared<const entities::Recognizer>(*entities::Dictionary::Parse(
          entities::Dictionary::ShippedJsonLines(), "shipped"));
  return recognizer;
}

std::optional<Article> FindArticle(const index::OpenedIndex& opened,
                                   const std::string& id) {
  for (const auto& segment : opened.segments) {
    const std::optional<uint32_t> doc = segment->FindArticle(id);
    if (!doc.has_value() || segment->tombstoned(*doc)) continue;
    Result<Article> article = segment->ReadArticle(*doc);
    EXPECT_THAT(article, IsOk());
    if (article.ok()) return *std::move(article);
  }
  return {};
}

std::string LiveIds(const index::OpenedIndex& opened) {
  std::vector<std::string> ids;
  for (const auto& segment : opened.segments) {
    for (uint32_t doc = 0; doc < segment->size(); ++doc) {
      if (!segment->tombstoned(doc)) ids.emplace_back(segment->article_id(doc));
    }
  }
  std::sort(ids.begin(), ids.end());
  std::string joined;
  for (const std::string& id : ids) joined += (joined.empty() ? "" : " ") + id;
  return joined;
}

}  // namespace vigie::testing
