#include "index/tombstones.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/index/status_matchers.h"

namespace vigie::index {
namespace {

using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;

TEST(Tombstones, ReadWhatTheyWrote) {
  for (const uint32_t documents : {0U, 1U, 63U, 64U, 65U, 1000U}) {
    Tombstones tombstones(documents);
    for (uint32_t doc = 0; doc < documents; doc += 3) tombstones.Set(doc);
    const Result<Tombstones> read =
        Tombstones::Decode(tombstones.Encode(), documents, "t");
    ASSERT_THAT(read, IsOk()) << documents;
    EXPECT_EQ(read->count(), (documents + 2) / 3);
    for (uint32_t doc = 0; doc < documents; ++doc) {
      EXPECT_EQ(read->Has(doc), doc % 3 == 0) << doc;
    }
  }
}

TEST(Tombstones, CountADocumentOnce) {
  Tombstones tombstones(10);
  tombstones.Set(4);
  tombstones.Set(4);
  EXPECT_EQ(tombstones.count(), 1U);
}

TEST(Tombstones, RefuseBytesThatAreNotTheirs) {
  Tombstones tombstones(70);
  tombstones.Set(69);
  const std::string sound = tombstones.Encode();
  std::string past_the_end = sound;
  past_the_end.back() = '\x40';
  std::string other_count = sound;
  other_count[16] = 2;
  const struct {
    const char* what;
    std::string bytes;
    uint32_t documents;
  } cases[] = {
      {"empty", "", 70},
      {"header alone", sound.substr(0, 24), 70},
      {"cut", sound.substr(0, sound.size() - 1), 70},
      {"longer", sound + '\0', 70},
      {"other segment", sound, 71},
      {"bits past the end", past_the_end, 70},
      {"other count", other_count, 70},
      {"other magic", "X" + sound.substr(1), 70},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(Tombstones::Decode(c.bytes, c.documents, "t.bin"),
                FailsWith(StatusCode::kDataLoss, "t.bin"))
        << c.what;
  }
}

TEST(TombstonesName, SaysSegmentAndRevision) {
  EXPECT_EQ(TombstonesName("seg-7", 12), "tombstones-7-12.bin");
}

}  // namespace
}  // namespace vigie::index
