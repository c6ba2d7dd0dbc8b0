#include "server/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <thread>
#include <utility>

namespace vigie::server {
namespace {

// A job that runs until it is let go; outlives the pool, which may still be
// within it then.
class Blocker {
 public:
  std::function<void()> Job() {
    return [this] {
      started_.set_value();
      released_.wait();
    };
  }
  void AwaitStart() { started_.get_future().wait(); }
  void Release() { release_.set_value(); }

 private:
  std::promise<void> started_;
  std::promise<void> release_;
  std::shared_future<void> released_ = release_.get_future().share();
};

TEST(WorkerPool, RunsWhatItTakes) {
  std::atomic<int> runs{0};
  {
    WorkerPool pool(3, 100);
    for (int i = 0; i < 100; ++i) EXPECT_TRUE(pool.Submit([&] { ++runs; }));
  }
  EXPECT_EQ(runs, 100);
}

TEST(WorkerPool, RefusesAJobWhenItsQueueIsFull) {
  Blocker blocker;
  WorkerPool pool(1, 1);
  ASSERT_TRUE(pool.Submit(blocker.Job()));
  blocker.AwaitStart();
  EXPECT_TRUE(pool.Submit([] {}));
  EXPECT_FALSE(pool.Submit([] { ADD_FAILURE() << "was refused"; }));
  blocker.Release();
}

TEST(WorkerPool, RefusesAJobThatWouldWaitTooLong) {
  Blocker unknown;
  Blocker blocker;
  WorkerPool pool(1, 100);
  const auto submit = [&](std::function<void()> job, WorkerPool::Wait most) {
    return pool.Submit(std::move(job), most);
  };
  // Nothing is known of jobs, and nothing waits.
  ASSERT_TRUE(submit(unknown.Job(), WorkerPool::Wait(0)));
  unknown.AwaitStart();
  std::this_thread::sleep_for(std::chrono::milliseconds(2));
  unknown.Release();

  // A sixteenth of two milliseconds at least is what a job takes now.
  ASSERT_TRUE(submit(blocker.Job(), std::chrono::hours(1)));
  blocker.AwaitStart();
  EXPECT_FALSE(submit([] { ADD_FAILURE() << "was refused"; },
                      std::chrono::microseconds(100)));
  EXPECT_TRUE(submit([] {}, std::chrono::hours(1)));
  blocker.Release();
}

TEST(WorkerPool, ADeadlineThatHasPassedIsTooLongToWait) {
  Blocker blocker;
  WorkerPool pool(1, 100);
  ASSERT_TRUE(pool.Submit(blocker.Job()));
  blocker.AwaitStart();
  EXPECT_FALSE(pool.Submit([] { ADD_FAILURE() << "was refused"; },
                           std::chrono::nanoseconds(-1)));
  blocker.Release();
}

TEST(WorkerPool, TakesAJobForAFreeThreadWithoutAQueue) {
  WorkerPool pool(1, 0);
  std::promise<void> ran;
  EXPECT_TRUE(pool.Submit([&] { ran.set_value(); }));
  ran.get_future().wait();
}

TEST(WorkerPool, RunsJobsAtOnceUpToItsThreads) {
  Blocker first;
  Blocker second;
  WorkerPool pool(2, 0);
  ASSERT_TRUE(pool.Submit(first.Job()));
  ASSERT_TRUE(pool.Submit(second.Job()));
  first.AwaitStart();
  second.AwaitStart();
  first.Release();
  second.Release();
}

TEST(WorkerPool, RunsWhatWaitsBeforeItEnds) {
  Blocker blocker;
  std::atomic<bool> ran{false};
  auto pool = std::make_unique<WorkerPool>(1, 1);
  ASSERT_TRUE(pool->Submit(blocker.Job()));
  blocker.AwaitStart();
  ASSERT_TRUE(pool->Submit([&] { ran = true; }));
  blocker.Release();
  pool.reset();
  EXPECT_TRUE(ran);
}

TEST(WorkerPool, LendsItsPlaceOnlyWhileNothingElseRuns) {
  Blocker blocker;
  WorkerPool pool(2, 0);
  ASSERT_TRUE(pool.Borrow());
  EXPECT_FALSE(pool.Borrow());
  ASSERT_TRUE(pool.Submit(blocker.Job()));
  blocker.AwaitStart();
  EXPECT_FALSE(pool.Submit([] { ADD_FAILURE() << "was refused"; }));
  pool.Return();
  EXPECT_FALSE(pool.Borrow());
  blocker.Release();
}

TEST(WorkerPool, LendsNoPlaceWhileALentOneAndEveryThreadAreTaken) {
  Blocker blocker;
  WorkerPool pool(1, 10);
  ASSERT_TRUE(pool.Borrow());
  ASSERT_TRUE(pool.Submit(blocker.Job()));
  blocker.AwaitStart();
  EXPECT_FALSE(pool.Borrow());
  pool.Return();
  EXPECT_FALSE(pool.Borrow());
  blocker.Release();
}

}  // namespace
}  // namespace vigie::server
