#include "vigie/status.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace vigie {
namespace {

TEST(Result, HoldsAValueOrTheStatusThatExplainsItsAbsence) {
  const Result<std::string> value = std::string("puce");
  ASSERT_TRUE(value.ok());
  EXPECT_EQ(*value, "puce");
  EXPECT_EQ(value->size(), 4);
  EXPECT_TRUE(value.status().ok());
  const Result<std::string> missing =
      Status(StatusCode::kNotFound, "no such article", "ARTICLE_NOT_FOUND");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.status().ToString(), "NOT_FOUND: no such article");
}

TEST(Result, GivesUpWhatItHolds) {
  Result<std::unique_ptr<int>> owner = std::make_unique<int>(3);
  const std::unique_ptr<int> taken = *std::move(owner);
  EXPECT_EQ(*taken, 3);
}

TEST(ResultDeathTest, ReadingTheValueOfAnErrorEndsTheProcessWithTheReason) {
  Result<std::string> missing = Status(StatusCode::kDataLoss, "seg-1 was cut");
  const Result<std::string>& constant = missing;
  const std::string reason = "value of an error.*DATA_LOSS: seg-1 was cut";
  EXPECT_DEATH((void)missing.value(), reason);
  EXPECT_DEATH((void)*constant, reason);
  EXPECT_DEATH((void)constant->size(), reason);
  EXPECT_DEATH((void)*std::move(missing), reason);
}

}  // namespace
}  // namespace vigie
