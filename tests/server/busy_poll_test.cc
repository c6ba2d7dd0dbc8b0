// gRPC's poller between sleeping and asking, through the epoll_wait that it
// calls.
#include "server/busy_poll.h"

#include <gtest/gtest.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "tests/server/fake_snapshot.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie::server {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

// One descriptor, asked about as gRPC asks.
class BusyPollTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::thread::hardware_concurrency() < 2) GTEST_SKIP() << "one core";
  }
  BusyPollTest() {
    epoll_event event = {};
    event.events = EPOLLIN;
    epoll_ctl(queue_, EPOLL_CTL_ADD, counter_, &event);
  }
  ~BusyPollTest() override {
    BusyPoll::SetBound(microseconds(0));
    close(counter_);
    close(queue_);
  }

  // Empty polls of one wait that ends without an event.
  uint64_t PollsOf(milliseconds timeout) {
    const uint64_t before = BusyPoll::EmptyPolls();
    EXPECT_EQ(Wait(timeout), 0);
    return BusyPoll::EmptyPolls() - before;
  }
  // Whether it asks within its bound after a touch; tried again, since a busy
  // machine may not run the test meanwhile.
  bool Asks() {
    for (int i = 0; i < 100; ++i) {
      BusyPoll::Touch(BusyPoll::Clock::now());
      if (PollsOf(milliseconds(2)) > 0) return true;
    }
    return false;
  }
  int Wait(milliseconds timeout) {
    epoll_event event = {};
    return epoll_wait(queue_, &event, 1, static_cast<int>(timeout.count()));
  }

  const int counter_ = eventfd(0, EFD_CLOEXEC);
  const int queue_ = epoll_create1(EPOLL_CLOEXEC);
};

TEST_F(BusyPollTest, SleepsUnlessABoundIsSet) {
  BusyPoll::SetBound(microseconds(0));
  BusyPoll::Touch(BusyPoll::Clock::now());
  EXPECT_EQ(PollsOf(milliseconds(2)), 0U);
}

TEST_F(BusyPollTest, AsksAfterATouch) {
  BusyPoll::SetBound(BusyPoll::kMostBound);
  EXPECT_TRUE(Asks());
}

TEST_F(BusyPollTest, SleepsOnceItsBoundHasPassed) {
  BusyPoll::SetBound(BusyPoll::kMostBound);
  BusyPoll::Touch(BusyPoll::Clock::now() - BusyPoll::kMostBound);
  EXPECT_EQ(PollsOf(milliseconds(2)), 0U);
  BusyPoll::Touch(BusyPoll::Clock::now());
  PollsOf(2 * std::chrono::duration_cast<milliseconds>(BusyPoll::kMostBound));
  EXPECT_EQ(PollsOf(milliseconds(2)), 0U);
}

TEST_F(BusyPollTest, NeverAsksForLongerThanItMay) {
  BusyPoll::SetBound(std::chrono::hours(1));
  BusyPoll::Touch(BusyPoll::Clock::now() - BusyPoll::kMostBound);
  EXPECT_EQ(PollsOf(milliseconds(2)), 0U);
  BusyPoll::SetBound(microseconds(-5));
  BusyPoll::Touch(BusyPoll::Clock::now());
  EXPECT_EQ(PollsOf(milliseconds(2)), 0U);
}

TEST_F(BusyPollTest, AsksBesideOneJobAndSleepsBesideTwo) {
  BusyPoll::SetBound(BusyPoll::kMostBound);
  const BusyPoll::Job one;
  {
    const BusyPoll::Job two;
    BusyPoll::Touch(BusyPoll::Clock::now());
    EXPECT_EQ(PollsOf(milliseconds(2)), 0U);
  }
  EXPECT_TRUE(Asks());
}

TEST_F(BusyPollTest, RestsOnceItLostItsCore) {
  BusyPoll::SetBound(BusyPoll::kMostBound);
  const auto now = BusyPoll::Clock::now();
  BusyPoll::Notice(BusyPoll::kLostCore, now);
  BusyPoll::Touch(now);
  EXPECT_EQ(PollsOf(milliseconds(2)), 0U);
  BusyPoll::Notice(BusyPoll::kLostCore, now - BusyPoll::kRest);
  EXPECT_TRUE(Asks());
}

TEST_F(BusyPollTest, GivesEventsWhetherItAsksOrSleeps) {
  ASSERT_EQ(eventfd_write(counter_, 1), 0);
  for (const microseconds bound : {microseconds(0), BusyPoll::kMostBound}) {
    BusyPoll::SetBound(bound);
    BusyPoll::Touch(BusyPoll::Clock::now());
    EXPECT_EQ(Wait(milliseconds(-1)), 1);
    EXPECT_EQ(Wait(milliseconds(0)), 1);
  }
}

TEST_F(BusyPollTest, TellsWhatEpollRefuses) {
  BusyPoll::SetBound(BusyPoll::kMostBound);
  BusyPoll::Touch(BusyPoll::Clock::now());
  epoll_event event = {};
  EXPECT_EQ(epoll_wait(-1, &event, 1, -1), -1);
  EXPECT_EQ(errno, EBADF);
}

// A server in this process that polls.
class PollingServer : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::thread::hardware_concurrency() < 2) GTEST_SKIP() << "one core";
    const auto snapshot = std::make_shared<FakeSnapshot>();
    snapshot->search = [](const SearchRequest& /*request*/) {
      SearchResult result;
      result.revision = 1;
      return result;
    };
    running_.emplace(SourceOf(snapshot));
    BusyPoll::SetBound(BusyPoll::kMostBound);
    const auto stub = v1::SearchService::NewStub(running_->Channel());
    while (BusyPoll::EmptyPolls() == 0 && !HasFailure()) {
      grpc::ClientContext context;
      context.set_deadline(Soon());
      v1::SearchResponse response;
      EXPECT_TRUE(stub->Search(&context, {}, &response).ok());
    }
  }
  ~PollingServer() override { BusyPoll::SetBound(microseconds(0)); }

  std::optional<RunningServer> running_;
};

TEST_F(PollingServer, AsksForNothingOnceItsBoundHasPassed) {
  const auto pause = [] { std::this_thread::sleep_for(BusyPoll::kMostBound); };
  for (int quiet = 0; quiet < 3;) {
    const uint64_t before = BusyPoll::EmptyPolls();
    pause();
    quiet = BusyPoll::EmptyPolls() == before ? quiet + 1 : 0;
  }
}

TEST_F(PollingServer, DrainsAndStopsMeanwhile) {
  running_->server->Shutdown(milliseconds(500));
  running_.reset();
}

}  // namespace
}  // namespace vigie::server
