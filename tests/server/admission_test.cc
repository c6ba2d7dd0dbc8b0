#include "server/admission.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <optional>

namespace vigie::server {
namespace {

TEST(Admission, RefusesAtOnceWhenItsQueueIsFull) {
  Admission admission(1, 0);
  const Result<Admission::Ticket> first = admission.Acquire({});
  ASSERT_TRUE(first.ok());
  const Result<Admission::Ticket> second = admission.Acquire({});
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.status().code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(second.status().reason(), "OVERLOADED");
}

TEST(Admission, GivesAPlaceBackWithTheTicket) {
  Admission admission(1, 0);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(admission.Acquire({}).ok());
}

TEST(Admission, LetsTheNextOneInWhenATicketEnds) {
  Admission admission(1, 1);
  std::optional<Result<Admission::Ticket>> first(admission.Acquire({}));
  ASSERT_TRUE(first->ok());
  std::promise<void> queued;
  bool told = false;
  CallControl control;
  control.cancelled = [&] {
    if (!told) queued.set_value();
    told = true;
    return false;
  };
  auto second = std::async(std::launch::async,
                           [&] { return admission.Acquire(control).ok(); });
  queued.get_future().wait();
  first.reset();
  EXPECT_TRUE(second.get());
}

TEST(Admission, EndsTheWaitAtTheDeadline) {
  Admission admission(1, 1);
  const Result<Admission::Ticket> first = admission.Acquire({});
  CallControl control;
  control.deadline = std::chrono::steady_clock::now();
  EXPECT_EQ(admission.Acquire(control).status().code(),
            StatusCode::kDeadlineExceeded);
}

TEST(Admission, EndsTheWaitOfACallerThatLeft) {
  Admission admission(1, 1);
  const Result<Admission::Ticket> first = admission.Acquire({});
  CallControl control;
  control.cancelled = [] { return true; };
  EXPECT_EQ(admission.Acquire(control).status().code(), StatusCode::kCancelled);
}

TEST(Admission, ForgetsThoseWhoGaveUpWaiting) {
  Admission admission(1, 1);
  std::optional<Result<Admission::Ticket>> first(admission.Acquire({}));
  CallControl gone;
  gone.cancelled = [] { return true; };
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(admission.Acquire(gone).status().code(), StatusCode::kCancelled);
  }
  first.reset();
  EXPECT_TRUE(admission.Acquire({}).ok());
}

}  // namespace
}  // namespace vigie::server
