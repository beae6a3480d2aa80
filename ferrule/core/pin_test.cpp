// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/pin.hpp"

#include <type_traits>

#include "ferrule/core/box.hpp"
#include "ferrule/core/fixed_vec.hpp"
#include "tests/support/allocators.hpp"
#include "tests/support/both.hpp"

namespace ferrule {
namespace {

using testing::CountingAllocator;

enum class SetupError : u8 { OutOfMemory, Refused };

struct Failure {
  SetupError why;
  constexpr explicit Failure(SetupError error) : why{error} {}
  constexpr explicit Failure(AllocError) : why{SetupError::OutOfMemory} {}
};

using Log = FixedVec<int, 16>;

/// Writes its number when it starts and the negative when it ends.
class FERRULE_VIEW Part {
 public:
  Part(Log& log FERRULE_LIFETIMEBOUND, int number) : log_{log}, number_{number} { note(number); }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;
  ~Part() { note(-number_); }
  [[nodiscard]] int number() const { return number_; }

 private:
  Log& log_;
  int number_;

  void note(int event) { EXPECT_TRUE(log_.push(event)); }
};

struct FERRULE_VIEW Machine {
  Part first;
  Part second;
  Part third;
};

auto build_part(Log& log FERRULE_LIFETIMEBOUND, int number, bool fails) {
  return [&log, number, fails](Slot<Part>& slot) -> Result<void, Failure> {
    if (fails) {
      return Err{Failure(SetupError::Refused)};
    }
    slot.emplace(log, number);
    return ok();
  };
}

/// A recipe in which the part numbered `failing` refuses.
auto machine(Log& log FERRULE_LIFETIMEBOUND, int failing) {
  return pin_init<Machine, Failure>(field<&Machine::first>(build_part(log, 1, failing == 1)),
                                    field<&Machine::second>(build_part(log, 2, failing == 2)),
                                    field<&Machine::third>(build_part(log, 3, failing == 3)));
}

TEST(PinTest, builds_in_order_and_ends_in_reverse) {
  CountingAllocator allocator;
  Log log;
  {
    Result<PinBox<Machine>, Failure> made = PinBox<Machine>::make(allocator.ref(), machine(log, 0));
    ASSERT_TRUE(made);
    PinBox<Machine> box = std::move(made).value();
    EXPECT_EQ((*box).second.number(), 2);
  }
  EXPECT_TRUE(equal(log.span(), Array{1, 2, 3, -3, -2, -1}.span()));
}

TEST(PinTest, rolls_back_in_reverse_when_a_field_fails) {
  CountingAllocator allocator;
  Log first;
  Log second;
  Log third;
  EXPECT_FALSE(PinBox<Machine>::make(allocator.ref(), machine(first, 1)));
  EXPECT_FALSE(PinBox<Machine>::make(allocator.ref(), machine(second, 2)));
  auto failed = PinBox<Machine>::make(allocator.ref(), machine(third, 3));
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().why, SetupError::Refused);
  EXPECT_TRUE(first.empty());
  EXPECT_TRUE(equal(second.span(), Array{1, -1}.span()));
  EXPECT_TRUE(equal(third.span(), Array{1, 2, -2, -1}.span()));
}

TEST(PinTest, no_memory_runs_no_initialiser) {
  CountingAllocator allocator;
  allocator.fail_after(0);
  Log log;
  auto failed = PinBox<Machine>::make(allocator.ref(), machine(log, 0));
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().why, SetupError::OutOfMemory);
  EXPECT_TRUE(log.empty());
}

struct FERRULE_VIEW Factory {
  Pinned<u64> serial;
  Machine machine;
  u32 capacity;
};

auto factory(Log& log FERRULE_LIFETIMEBOUND, int failing) {
  return pin_init<Factory, Failure>(field<&Factory::serial>(init_value<Failure>(u64{77})),
                                    field<&Factory::machine>(machine(log, failing)),
                                    field<&Factory::capacity>(init_value<Failure>()));
}

TEST(PinTest, recipes_nest) {
  CountingAllocator allocator;
  Log log;
  {
    auto made = PinBox<Factory>::make(allocator.ref(), factory(log, 0));
    ASSERT_TRUE(made);
    const PinBox<Factory> box = std::move(made).value();
    EXPECT_EQ(*(*box).serial, 77U);
    EXPECT_EQ((*box).machine.third.number(), 3);
    EXPECT_EQ((*box).capacity, 0U);
  }
  EXPECT_TRUE(equal(log.span(), Array{1, 2, 3, -3, -2, -1}.span()));
  Log failed;
  EXPECT_FALSE(PinBox<Factory>::make(allocator.ref(), factory(failed, 2)));
  EXPECT_TRUE(equal(failed.span(), Array{1, -1}.span()));
}

TEST(PinTest, moving_the_owner_leaves_the_object_in_place) {
  CountingAllocator allocator;
  Log log;
  auto made = PinBox<Machine>::make(allocator.ref(), machine(log, 0));
  ASSERT_TRUE(made);
  PinBox<Machine> before = std::move(made).value();
  const Machine* const place = std::addressof(*before);
  PinBox<Machine> after = std::move(before);
  EXPECT_EQ(std::addressof(*after), place);
  EXPECT_EQ(log.size(), 3U);
}

TEST(PinDeathTest, success_without_an_object_traps) {
  CountingAllocator allocator;
  EXPECT_DEATH(static_cast<void>(PinBox<Pinned<u8>>::make(
                   allocator.ref(), [](Slot<Pinned<u8>>&) -> Result<void, Failure> { return {}; })),
               "");
}

TEST(StackPinTest, builds_where_it_stands_and_ends_there) {
  Log log;
  {
    StackPin<Machine> pinned;
    ASSERT_TRUE(pinned.init(machine(log, 0)));
    EXPECT_EQ(pinned->third.number(), 3);
  }
  EXPECT_TRUE(equal(log.span(), Array{1, 2, 3, -3, -2, -1}.span()));
}

TEST(StackPinTest, a_failed_one_stays_empty_and_can_be_tried_again) {
  Log log;
  {
    StackPin<Machine> pinned;
    ASSERT_FALSE(pinned.init(machine(log, 2)));
    ASSERT_TRUE(pinned.init(machine(log, 0)));
  }
  EXPECT_TRUE(equal(log.span(), Array{1, -1, 1, 2, 3, -3, -2, -1}.span()));
}

TEST(StackPinDeathTest, one_that_was_not_built_traps) {
  EXPECT_DEATH(
      {
        StackPin<Pinned<u8>> pinned;
        static_cast<void>(*pinned);
      },
      "");
}

static_assert(!std::is_move_constructible_v<Pinned<int>>);
static_assert(std::is_nothrow_move_constructible_v<PinBox<Machine>>);

}  // namespace
}  // namespace ferrule
