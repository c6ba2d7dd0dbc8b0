#include "index/glass_database_writer.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "index/schema.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"

namespace vigie::index {
namespace {

using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;

template <typename Value>
Span<Value> SpanOf(const std::vector<Value>& values) {
  return {values.data(), values.size()};
}

// What a database is to hold.
struct Content {
  std::vector<int32_t> days;
  std::vector<uint32_t> lengths;
  std::map<std::string, std::vector<Posting>> terms;
};

class GlassDatabaseTest : public testing::TemporaryDirectoryTest {
 protected:
  void Write(const Content& content) {
    auto writer = GlassDatabaseWriter::Create(path("one"), nullptr);
    ASSERT_THAT(writer, IsOk());
    ASSERT_THAT((*writer)->AddDays(SpanOf(content.days)), IsOk());
    ASSERT_THAT((*writer)->AddLengths(SpanOf(content.lengths)), IsOk());
    for (const auto& [term, postings] : content.terms) {
      ASSERT_THAT((*writer)->AddTerm(term, SpanOf(postings)), IsOk());
    }
    ASSERT_THAT((*writer)->Finish(), IsOk());
  }

  // Every number of it as Xapian reads it.
  void ExpectReads(const Content& want) {
    const Xapian::Database database(path("one"));
    const auto documents = static_cast<uint32_t>(want.lengths.size());
    ASSERT_EQ(database.get_doccount(), documents);
    EXPECT_EQ(database.get_lastdocid(), documents);
    uint64_t total = 0;
    for (uint32_t doc = 0; doc < documents; ++doc) {
      ASSERT_EQ(database.get_doclength(doc + 1), want.lengths[doc]);
      total += want.lengths[doc];
    }
    EXPECT_EQ(database.get_total_length(), total);
    auto term = database.allterms_begin();
    for (const auto& [name, postings] : want.terms) {
      ASSERT_NE(term, database.allterms_end());
      ASSERT_EQ(*term, name);
      ASSERT_EQ(term.get_termfreq(), postings.size());
      uint64_t occurrences = 0;
      auto at = database.postlist_begin(name);
      for (const Posting& posting : postings) {
        ASSERT_EQ(*at, posting.doc + 1) << name;
        ASSERT_EQ(at.get_wdf(), posting.wdf) << name;
        occurrences += posting.wdf;
        ++at;
      }
      EXPECT_EQ(at, database.postlist_end(name));
      EXPECT_EQ(database.get_collection_freq(name), occurrences);
      ++term;
    }
    EXPECT_EQ(term, database.allterms_end());
    ExpectValues(want, database);
    std::ostringstream messages;
    EXPECT_EQ(Xapian::Database::check(path("one"), 0, &messages), 0U)
        << messages.str();
  }

  static void ExpectValues(const Content& want,
                           const Xapian::Database& database) {
    auto value = database.valuestream_begin(kSlotDay);
    uint32_t dated = 0;
    for (uint32_t doc = 0; doc < want.days.size(); ++doc) {
      if (want.days[doc] == kNoDay) continue;
      ASSERT_NE(value, database.valuestream_end(kSlotDay));
      ASSERT_EQ(value.get_docid(), doc + 1);
      ASSERT_EQ(Xapian::sortable_unserialise(*value), want.days[doc]);
      ++value;
      ++dated;
    }
    EXPECT_EQ(value, database.valuestream_end(kSlotDay));
    EXPECT_EQ(database.get_value_freq(kSlotDay), dated);
  }
};

// `documents` with lengths and days, and terms of all sizes of lists.
Content MakeContent(uint32_t documents, uint32_t terms, uint64_t seed) {
  std::mt19937_64 random(seed);
  Content content;
  for (uint32_t doc = 0; doc < documents; ++doc) {
    content.days.push_back(
        random() % 5 == 0 ? kNoDay : static_cast<int32_t>(random() % 30'000));
    content.lengths.push_back(
        random() % 7 == 0 ? 0 : static_cast<uint32_t>(random() % 5'000));
  }
  for (uint32_t i = 0; i < terms; ++i) {
    std::string term = "F" + std::to_string(random() % 1'000'000'000);
    if (i % 50 == 0) term.resize(245, 'x');
    const uint64_t step = 1 + random() % (2 * documents);
    std::vector<Posting>& postings = content.terms[term];
    if (!postings.empty()) continue;
    for (uint64_t doc = random() % documents; doc < documents;
         doc += 1 + random() % step) {
      postings.push_back({static_cast<uint32_t>(doc),
                          static_cast<uint32_t>(random() % 4 == 0 ? 300 : 1)});
    }
  }
  return content;
}

TEST_F(GlassDatabaseTest, IsReadByXapianAsItWasWritten) {
  for (const uint32_t documents : {1U, 2U, 700U, 40'000U}) {
    SCOPED_TRACE(documents);
    const Content content = MakeContent(documents, 300, documents);
    Write(content);
    ExpectReads(content);
  }
}

TEST_F(GlassDatabaseTest, GrowsAsManyLevelsAsItsTermsNeed) {
  Content content = MakeContent(50, 60'000, 7);
  Write(content);
  ExpectReads(content);
}

TEST_F(GlassDatabaseTest, MayHaveNoTermsAndNoDays) {
  Content content;
  content.days = {kNoDay, kNoDay};
  content.lengths = {0, 0};
  Write(content);
  ExpectReads(content);
}

TEST_F(GlassDatabaseTest, KeepsTermsThatBeginAlikeApart) {
  Content content;
  content.days.assign(9'000, 20'000);
  content.lengths.assign(9'000, 3);
  std::vector<Posting> all;
  for (uint32_t doc = 0; doc < 9'000; ++doc) all.push_back({doc, 1});
  content.terms["Fa"] = all;
  content.terms["Fa\x01"] = {{8'999, 2}};
  content.terms["Fab"] = all;
  content.terms["Fb"] = {{0, 1}};
  content.terms[std::string("XFa\0b", 5)] = {{5, 0}};
  Write(content);
  ExpectReads(content);
}

TEST_F(GlassDatabaseTest, IsTheSameBytesForTheSameContent) {
  const Content content = MakeContent(300, 500, 3);
  Write(content);
  const std::string first = testing::ReadBytes(path("one"));
  Write(content);
  EXPECT_EQ(testing::ReadBytes(path("one")), first);
}

TEST_F(GlassDatabaseTest, IsCompactedAndCheckedByXapianItself) {
  const Content content = MakeContent(900, 2'000, 5);
  Write(content);
  Xapian::Database database(path("one"));
  database.compact(path("two"), Xapian::DBCOMPACT_SINGLE_FILE);
  std::filesystem::rename(path("two"), path("one"));
  ExpectReads(content);
}

TEST_F(GlassDatabaseTest, StopsWhenTheHookSaysSo) {
  uint64_t told = 0;
  auto writer = GlassDatabaseWriter::Create(path("one"), [&](uint64_t bytes) {
    told += bytes;
    return Status(StatusCode::kCancelled, "enough");
  });
  ASSERT_THAT(writer, IsOk());
  Status done;
  const std::vector<Posting> postings = {{1, 1}};
  for (int i = 100'000; done.ok() && i < 999'999; ++i) {
    done = (*writer)->AddTerm("F" + std::to_string(i), SpanOf(postings));
  }
  EXPECT_THAT(done, FailsWith(StatusCode::kCancelled, "enough"));
  EXPECT_GT(told, 0U);
}

TEST_F(GlassDatabaseTest, FailsWhereItCannotBeCreated) {
  EXPECT_THAT(GlassDatabaseWriter::Create(path("none/one"), nullptr),
              FailsWith(StatusCode::kNotFound, "none/one"));
}

}  // namespace
}  // namespace vigie::index
