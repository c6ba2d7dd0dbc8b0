// Indexes of earlier releases are read, or refused with the way out.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

#include "analysis/analyzer.h"
#include "index/manifest.h"
#include "index/open_index.h"
#include "tests/compat/compat_articles.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"
#include "vigie/snapshot.h"

namespace vigie {
namespace {

using testing::FailsWith;
using testing::IsOk;

class CompatTest : public testing::TemporaryDirectoryTest {
 protected:
  // A copy of the kept index, relabelled as made by the analyser of today: the
  // format is what is tested.
  void Copy(int format) {
    std::filesystem::copy(std::string(VIGIE_SOURCE_DIR) +
                              "/tests/compat/format-" + std::to_string(format),
                          path("index"),
                          std::filesystem::copy_options::recursive);
    Result<index::Manifest> manifest =
        index::ReadCurrentManifest(path("index"));
    ASSERT_THAT(manifest, IsOk());
    ++manifest->revision;
    manifest->analyzer_version = analysis::AnalyzerVersion();
    ASSERT_THAT(index::PublishManifest(path("index"), *manifest), IsOk());
  }
};

void ExpectArticle(const Article& got, const Article& want) {
  EXPECT_EQ(got.id, want.id);
  EXPECT_EQ(got.title, want.title);
  EXPECT_EQ(got.text, want.text);
  EXPECT_EQ(got.published_at, want.published_at);
  EXPECT_EQ(got.source, want.source);
  EXPECT_EQ(got.authors, want.authors);
  EXPECT_EQ(got.url, want.url);
  EXPECT_EQ(got.language, want.language);
  EXPECT_EQ(got.section, want.section);
  EXPECT_EQ(got.updated_at, want.updated_at);
  EXPECT_EQ(got.version, want.version);
  EXPECT_EQ(got.attributes, want.attributes);
}

TEST_F(CompatTest, AnIndexOfFormat3GivesBackItsArticles) {
  Copy(3);
  const auto snapshot = Snapshot::Open(path("index"));
  ASSERT_THAT(snapshot, IsOk());
  EXPECT_EQ((*snapshot)->GetStatus().articles, 40U);
  for (const Article& want : testing::CompatArticles()) {
    const Result<Article> got = (*snapshot)->GetArticle(want.id);
    ASSERT_THAT(got, IsOk());
    ExpectArticle(*got, want);
  }
}

TEST_F(CompatTest, AnIndexOfFormat3IsSearched) {
  Copy(3);
  const auto snapshot = Snapshot::Open(path("index"));
  ASSERT_THAT(snapshot, IsOk());
  const std::map<std::string, uint64_t> queries = {
      {"broadcom", 40},
      {"\"usine à Grenoble\"", 40},
      {"\"Grenoble à usine\"", 0},
      {"titre:grenoble", 0},
      {"=élèves", 40},
      {"=eleves", 0},
      {"entity:org/broadcom", 40},
      {"source:\"La Dépêche\"", 20},
      {"remplacé", 0}};
  for (const auto& [query, hits] : queries) {
    SearchRequest request;
    request.query = query;
    const Result<SearchResult> result = (*snapshot)->Search(request);
    ASSERT_THAT(result, IsOk());
    EXPECT_EQ(result->total_hits, hits) << query;
  }
}

TEST_F(CompatTest, AnIndexOfFormat2AsksForARebuild) {
  std::filesystem::copy(
      std::string(VIGIE_SOURCE_DIR) + "/tests/compat/format-2", path("index"));
  const auto snapshot = Snapshot::Open(path("index"));
  EXPECT_THAT(snapshot, FailsWith(StatusCode::kFailedPrecondition, "rebuild"));
  EXPECT_EQ(snapshot.status().reason(), "FORMAT_VERSION");
}

}  // namespace
}  // namespace vigie
