#include "server/service_gauges.h"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/index/temporary_directory.h"

namespace vigie::server {
namespace {

class ServiceGaugesTest : public vigie::testing::TemporaryDirectoryTest {
 protected:
  // Of a writer that publishes when it is told to, and whose merges do not end
  // before the test: they write a byte per second.
  void Open() {
    LiveOptions options;
    options.publish_interval = std::chrono::hours(1);
    options.merge_bytes_per_second = 1;
    writes_ = std::make_unique<WriteSide>(path("index"), options, true);
    snapshots_ = std::make_unique<SnapshotHolder>(
        SnapshotHolder::DirectorySource(path("index"), OpenOptions()),
        SnapshotHolder::Retention());
    ingest_ = std::make_unique<IngestStreams>(
        IngestLimits(), writes_.get(), snapshots_.get(),
        CallGate{&access_, &budgets_, &metrics_});
  }
  void TearDown() override {
    ingest_.reset();
    writes_->Close();
    TemporaryDirectoryTest::TearDown();
  }

  void Write(const std::vector<vigie::Write>& writes) {
    const Status used = writes_->Use([&](LiveWriter* writer) {
      for (const WriteOutcome& one : writer->Apply(writes, Wait::kDurable)) {
        EXPECT_TRUE(one.status.ok()) << one.status.ToString();
      }
      return OkStatus();
    });
    EXPECT_TRUE(used.ok()) << used.ToString();
  }
  void Publish() {
    EXPECT_TRUE(
        writes_
            ->Use([](LiveWriter* writer) { return writer->Publish().status(); })
            .ok());
    EXPECT_TRUE(snapshots_->Refresh().ok());
  }

  std::map<std::string, double> Read() {
    std::map<std::string, double> values;
    for (const Gauge& gauge :
         ReadServiceGauges(*snapshots_, *ingest_, writes_.get())) {
      values[gauge.name] = gauge.value;
    }
    return values;
  }

  static Article Numbered(int number) {
    Article article;
    article.id = "a" + std::to_string(number);
    article.text = "Un zigomar de plus.";
    return article;
  }

  Access access_;
  ClientBudgets budgets_{ClientLimits()};
  Metrics metrics_;
  std::unique_ptr<WriteSide> writes_;
  std::unique_ptr<SnapshotHolder> snapshots_;
  std::unique_ptr<IngestStreams> ingest_;
};

TEST_F(ServiceGaugesTest, CountWhatIsDurableAndNotVisible) {
  Open();
  EXPECT_EQ(Read().count("vigie_journal_lag"), 0U);
  EXPECT_EQ(Read()["vigie_serving"], 0);
  ASSERT_TRUE(writes_->Open().ok());
  Publish();
  EXPECT_EQ(Read()["vigie_serving"], 1);
  EXPECT_EQ(Read()["vigie_journal_lag"], 0);
  const double bytes = Read()["vigie_journal_bytes"];
  Write({Numbered(1), Numbered(2), Numbered(3)});
  auto behind = Read();
  EXPECT_EQ(behind["vigie_journal_lag"], 3);
  EXPECT_GT(behind["vigie_journal_bytes"], bytes);
  EXPECT_GT(behind["vigie_written_bytes_total"], 0);
  EXPECT_EQ(behind["vigie_sealed_bytes_total"], 0);
  EXPECT_EQ(behind["vigie_articles"], 0);
  Publish();
  auto level = Read();
  EXPECT_EQ(level["vigie_journal_lag"], 0);
  EXPECT_EQ(level["vigie_articles"], 3);
  EXPECT_EQ(level["vigie_segments"], 1);
  EXPECT_GT(level["vigie_sealed_bytes_total"], 0);
  EXPECT_GT(level["vigie_revision"], behind["vigie_revision"]);
  Article changed = Numbered(2);
  changed.title = "Encore un";
  Write({Deletion{"a1", 0}, changed});
  EXPECT_EQ(Read()["vigie_journal_lag"], 2);
  Publish();
  auto after = Read();
  EXPECT_EQ(after["vigie_journal_lag"], 0);
  EXPECT_EQ(after["vigie_articles"], 2);
  EXPECT_EQ(after["vigie_tombstones"], 2);
  EXPECT_EQ(after["vigie_dead_letters"], 0);
}

TEST_F(ServiceGaugesTest, TellOfAMergeWhileItRuns) {
  Open();
  ASSERT_TRUE(writes_->Open().ok());
  int published = 0;
  for (; published < 100 && Read()["vigie_merging"] == 0; ++published) {
    Write({Numbered(published)});
    Publish();
  }
  EXPECT_GT(published, 1);
  EXPECT_EQ(Read()["vigie_merging"], 1);
  EXPECT_EQ(Read()["vigie_articles"], published);
}

}  // namespace
}  // namespace vigie::server
