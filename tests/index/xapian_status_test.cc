#include "index/xapian_status.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <cerrno>
#include <functional>
#include <new>
#include <stdexcept>

#include "tests/index/status_matchers.h"

namespace vigie::index {
namespace {

using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;

TEST(CatchXapian, TurnsEachExceptionIntoItsCode) {
  const struct {
    std::function<void()> raise;
    StatusCode want;
    const char* message;
  } cases[] = {
      {[] { throw Xapian::DatabaseCorruptError("block"); },
       StatusCode::kDataLoss, "while reading: DatabaseCorruptError: block"},
      {[] { throw Xapian::DatabaseModifiedError("moved"); },
       StatusCode::kDataLoss, "moved"},
      {[] { throw Xapian::DatabaseError("write", ENOSPC); },
       StatusCode::kResourceExhausted, "No space left"},
      {[] {
         throw Xapian::DatabaseError(
             "rolling back failed (Error writing block 0 (File too large))");
       },
       StatusCode::kResourceExhausted, "rolling back"},
      {[] { throw Xapian::DatabaseOpeningError("open", EACCES); },
       StatusCode::kPermissionDenied, "open"},
      {[] { throw Xapian::DatabaseLockError("held"); },
       StatusCode::kFailedPrecondition, "held"},
      {[] { throw Xapian::WildcardError("many"); },
       StatusCode::kInvalidArgument, "many"},
      {[] { throw Xapian::InvalidArgumentError("term"); },
       StatusCode::kInvalidArgument, "term"},
      {[] { throw Xapian::DocNotFoundError("doc"); }, StatusCode::kNotFound,
       "doc"},
      {[] { throw Xapian::NetworkTimeoutError("late"); },
       StatusCode::kDeadlineExceeded, "late"},
      {[] { throw Xapian::InternalError("bug"); }, StatusCode::kInternal,
       "bug"},
      {[] { throw std::bad_alloc(); }, StatusCode::kResourceExhausted,
       "out of memory"},
      {[] { throw std::length_error("long"); }, StatusCode::kInternal, "long"},
      {[] { throw 7; }, StatusCode::kInternal, "unknown"},
  };
  for (const auto& c : cases) {
    const Status status = CatchXapian("reading", [&c] {
      c.raise();
      return OkStatus();
    });
    EXPECT_THAT(status, FailsWith(c.want, c.message));
  }
}

TEST(CatchXapian, HandsThroughWhatTheBodyReturns) {
  const Result<int> value =
      CatchXapian("counting", []() -> Result<int> { return 7; });
  ASSERT_THAT(value, IsOk());
  EXPECT_EQ(*value, 7);
  EXPECT_THAT(
      CatchXapian("failing",
                  [] { return Status(StatusCode::kNotFound, "as it is"); }),
      FailsWith(StatusCode::kNotFound, "as it is"));
}

}  // namespace
}  // namespace vigie::index
