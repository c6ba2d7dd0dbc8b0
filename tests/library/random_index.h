// An index of random articles, read by snapshots that keep what queries made
// and by others that keep nothing.
#ifndef VIGIE_TESTS_LIBRARY_RANDOM_INDEX_H_
#define VIGIE_TESTS_LIBRARY_RANDOM_INDEX_H_

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/library/index_fixture.h"
#include "vigie/vigie.h"

namespace vigie {

inline const std::vector<std::string> kWords = {
    "accord", "grève", "port", "usine", "vote", "marché", "puce", "tarif"};

// Articles of few words and tags in several segments, some of them replaced by
// later ones, in a folder of its own.
class RandomIndexTest : public testing::Test {
 protected:
  // `name`: an entity that every article mentions, or nothing.
  void Write(const std::string& name) {
    name_ = name;
    KeepShippedDictionary();
    for (uint32_t part = 0; part < 4; ++part) WritePart(part);
  }

  // Every part replaces a fifth of the one before.
  void WritePart(uint32_t part) { WriteArticles(part * 120, 150); }

  // Articles with numbers from `first` on, as one segment.
  void WriteArticles(uint32_t first, uint32_t articles) {
    WriterOptions options;
    options.index.emplace();
    options.index->facet_attributes = {"tags", "villes"};
    auto writer = IndexWriter::Open(directory_.path(), options);
    ASSERT_TRUE(writer.ok()) << writer.status().ToString();
    for (uint32_t i = 0; i < articles; ++i) {
      ASSERT_TRUE((*writer)->Add(RandomArticle(first + i)).ok());
    }
    ASSERT_TRUE((*writer)->Commit().ok());
  }

  // Of as many numbers from `first` on, those that are there.
  void DeleteArticles(uint32_t first, uint32_t articles) {
    auto writer = IndexWriter::Open(directory_.path(), {});
    ASSERT_TRUE(writer.ok()) << writer.status().ToString();
    for (uint32_t i = 0; i < articles; ++i) {
      const Status deleted =
          (*writer)->Delete("a" + std::to_string(first + i), 0);
      ASSERT_TRUE(deleted.ok() || deleted.code() == StatusCode::kNotFound)
          << deleted.ToString();
    }
    ASSERT_TRUE((*writer)->Commit().ok());
  }

  void Compact() {
    auto writer = IndexWriter::Open(directory_.path(), {});
    ASSERT_TRUE(writer.ok()) << writer.status().ToString();
    ASSERT_TRUE((*writer)->Compact().ok());
  }

  Article RandomArticle(uint32_t number) {
    const auto sentence = [&] {
      std::string text;
      for (uint32_t i = 0; i < 6; ++i) {
        text += (i == 0 ? "" : " ") + kWords[random_() % kWords.size()];
      }
      return text;
    };
    Article article = MakeArticle("a" + std::to_string(number), sentence(),
                                  sentence() + ". " + name_ + " " + sentence(),
                                  number % 3 == 0 ? "Le Monde" : "La Croix",
                                  "2026-02-1" + std::to_string(number % 7));
    std::vector<std::string> tags;
    for (uint32_t i = 0; i < random_() % 4; ++i) {
      tags.push_back("t" + std::to_string(random_() % 90));
    }
    if (!tags.empty()) article.attributes.push_back({"tags", tags});
    if (random_() % 2 == 0) article.attributes.push_back({"villes", {"Lyon"}});
    return article;
  }

  std::string RandomQuery() {
    const auto word = [&] { return kWords[random_() % kWords.size()]; };
    switch (random_() % 6) {
      case 0:
        return word();
      case 1:
        return word() + " OU " + word();
      case 2:
        return word() + " ET " + word() + " ET NON " + word();
      case 3:
        return "\"" + word() + " " + word() + "\"";
      case 4:
        return word().substr(0, 2) + "*";
      default:
        return "";
    }
  }

  SearchRequest RandomRequest() {
    SearchRequest request;
    request.query = RandomQuery();
    FacetRequest tags;
    tags.key.dimension = FacetDimension::kAttribute;
    tags.key.attribute = "tags";
    tags.limit = random_() % 3 == 0 ? 200 : 10;
    FacetRequest towns = tags;
    towns.key.attribute = "villes";
    request.facets = {tags, towns};
    if (random_() % 3 == 0) {
      FacetSelection chosen;
      chosen.key = tags.key;
      chosen.mode = random_() % 2 == 0 ? FacetSelection::Mode::kAnd
                                       : FacetSelection::Mode::kOr;
      chosen.include = {"t" + std::to_string(random_() % 90)};
      if (random_() % 3 == 0) chosen.exclude = {"t7"};
      request.selections = {chosen};
    }
    return request;
  }

  std::shared_ptr<const Snapshot> Open(bool keeps) const {
    OpenOptions options;
    options.keep_decoded = keeps;
    auto opened = Snapshot::Open(directory_.path(), options);
    EXPECT_TRUE(opened.ok()) << opened.status().ToString();
    return opened.ok() ? *opened : nullptr;
  }

  TemporaryDirectory directory_;
  std::mt19937 random_{2026};
  std::string name_;
};

}  // namespace vigie

#endif  // VIGIE_TESTS_LIBRARY_RANDOM_INDEX_H_
