#include "net/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>

#include "base/error.h"
#include "net/alarm.h"
#include "net/event_loop.h"
#include "net/startup_limiter.h"

namespace blueshift::net {
namespace {

using std::chrono::milliseconds;

TEST(WorkerPool, GrowsWhileJobsBlock) {
    WorkerPool pool({.thread_count_max = 8});
    std::latch all_run(8);
    for (int job = 0; job < 8; ++job)
        pool.submit([&] { all_run.arrive_and_wait(); });
    all_run.wait();
}

TEST(WorkerPool, KeepsToItsLimitAndRunsEverything) {
    std::atomic<int> running{0}, most{0}, done{0};
    {
        WorkerPool pool({.thread_count_max = 3});
        for (int job = 0; job < 100; ++job) {
            pool.submit([&] {
                const int now = ++running;
                for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
                }
                std::this_thread::yield();
                --running;
                ++done;
            });
        }
    }
    EXPECT_EQ(done, 100);
    EXPECT_LE(most, 3);
}

TEST(WorkerPool, TellsWhenJobsWait) {
    WorkerPool pool({.thread_count_max = 1});
    std::promise<void> release;
    std::promise<void> started;
    pool.submit([&] {
        started.set_value();
        release.get_future().wait();
    });
    started.get_future().wait();
    EXPECT_FALSE(pool.has_waiting_jobs());
    pool.submit([] {});
    EXPECT_TRUE(pool.has_waiting_jobs());
    release.set_value();
}

TEST(WorkerPool, IdleThreadsEnd) {
    WorkerPool pool({.thread_count_max = 1, .idle_ms = milliseconds(1)});
    for (int round = 0; round < 3; ++round) {
        std::promise<void> done;
        pool.submit([&] { done.set_value(); });
        done.get_future().wait();
        std::this_thread::sleep_for(milliseconds(3));
    }
}

int depth_reached(int depth) {
    volatile char frame[1024];
    frame[0] = 1;
    return depth == 0 ? frame[0] : depth_reached(depth - 1) + frame[0];
}

TEST(WorkerPool, StacksAreDeep) {
    WorkerPool pool({});
    std::promise<int> result;
    pool.submit([&] { result.set_value(depth_reached(20'000)); });
    EXPECT_EQ(result.get_future().get(), 20'001);
}

TEST(WorkerPool, ACoroutineContinuesOnItsOwnThread) {
    EventLoop loop(1);
    WorkerPool pool({});
    std::promise<bool> result;
    spawn(loop.next_executor(), [&]() -> Task<> {
        const auto loop_thread = std::this_thread::get_id();
        std::thread::id worker;
        co_await pool.run([&] { worker = std::this_thread::get_id(); });
        bool thrown = false;
        try {
            co_await pool.run([] { throw Error(Code::io_error, "no"); });
        } catch (const Error&) {
            thrown = true;
        }
        result.set_value(thrown && worker != loop_thread &&
                         std::this_thread::get_id() == loop_thread);
    });
    EXPECT_TRUE(result.get_future().get());
}

TEST(AlarmClock, FiresInOrderOfTime) {
    AlarmClock clock;
    std::promise<void> done;
    std::string order;
    const auto now = Clock::now();
    const auto late = clock.arm(now + milliseconds(20), [&] {
        order += "b";
        done.set_value();
        return kNoDeadline;
    });
    const auto early = clock.arm(now + milliseconds(1), [&] {
        order += "a";
        return kNoDeadline;
    });
    done.get_future().wait();
    EXPECT_EQ(order, "ab");
}

TEST(AlarmClock, RepeatsUntilToldOtherwise) {
    AlarmClock clock;
    std::promise<void> done;
    int count = 0;
    const auto alarm = clock.arm(Clock::now(), [&] {
        if (++count < 3) return Clock::now() + milliseconds(1);
        done.set_value();
        return kNoDeadline;
    });
    done.get_future().wait();
    EXPECT_EQ(count, 3);
}

TEST(AlarmClock, ADisarmedAlarmNeverRunsAfterwards) {
    AlarmClock clock;
    for (int round = 0; round < 200; ++round) {
        auto alive = std::make_unique<int>(1);
        auto alarm = clock.arm(Clock::now() + std::chrono::microseconds(round), [&] {
            *alive += 1;
            return kNoDeadline;
        });
        std::this_thread::sleep_for(std::chrono::microseconds(100));
        alarm.disarm();
        alive.reset();
    }
}

TEST(StartupLimiter, CountsInAllAndPerAddress) {
    StartupLimiter limiter(3, 2);
    auto first = limiter.admit("a");
    auto second = limiter.admit("a");
    EXPECT_TRUE(first && second);
    EXPECT_FALSE(limiter.admit("a"));
    auto third = limiter.admit("b");
    EXPECT_TRUE(third);
    EXPECT_FALSE(limiter.admit("c"));
    first->release();
    first->release();
    EXPECT_TRUE(limiter.admit("c"));
    EXPECT_TRUE(limiter.admit("a"));
}

}  // namespace
}  // namespace blueshift::net
