// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/init.hpp"

#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/pin.hpp"
#include "tests/support/both.hpp"

namespace ferrule {
namespace {

enum class Why : u8 { Refused };
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

auto part(Log& log FERRULE_LIFETIMEBOUND, int number, bool fails = false) {
  return [&log, number, fails](Slot<Part>& slot) -> Result<void, Why> {
    if (fails) {
      return Err{Why::Refused};
    }
    slot.emplace(log, number);
    return ok();
  };
}

TEST(ChainTest, runs_after_the_object_was_built) {
  Log log;
  StackPin<Part> pinned;
  int seen = 0;
  auto built = pinned.init(chain(part(log, 4), [&](Part& made) -> Result<void, Why> {
    seen = made.number();
    return ok();
  }));
  ASSERT_TRUE(built);
  EXPECT_EQ(seen, 4);
}

TEST(ChainTest, ends_the_object_when_it_fails) {
  Log log;
  StackPin<Part> pinned;
  auto built = pinned.init(
      chain(part(log, 4), [](Part&) -> Result<void, Why> { return Err{Why::Refused}; }));
  ASSERT_FALSE(built);
  EXPECT_TRUE(equal(log.span(), Array{4, -4}.span()));
}

TEST(ChainTest, does_not_run_without_an_object) {
  Log log;
  StackPin<Part> pinned;
  bool ran = false;
  EXPECT_FALSE(pinned.init(chain(part(log, 4, true), [&](Part&) -> Result<void, Why> {
    ran = true;
    return ok();
  })));
  EXPECT_FALSE(ran);
  EXPECT_TRUE(log.empty());
}

TEST(InitScopeTest, goes_on_with_what_was_worked_out) {
  Log log;
  StackPin<Part> pinned;
  const auto scope = [&](int number) {
    return init_scope([&log, number]() -> Result<decltype(part(log, 0)), Why> {
      if (number == 0) {
        return Err{Why::Refused};
      }
      return part(log, number);
    });
  };
  EXPECT_FALSE(pinned.init(scope(0)));
  ASSERT_TRUE(pinned.init(scope(6)));
  EXPECT_EQ(pinned->number(), 6);
}

using Parts = Array<Part, 4>;

auto parts(Log& log FERRULE_LIFETIMEBOUND, usize failing) {
  return init_array<Why>([&log, failing](usize index) {
    return part(log, static_cast<int>(index) + 1, index == failing);
  });
}

TEST(InitArrayTest, builds_each_from_its_index) {
  Log log;
  {
    StackPin<Parts> pinned;
    ASSERT_TRUE(pinned.init(parts(log, 9)));
    EXPECT_EQ((*pinned)[2].number(), 3);
  }
  EXPECT_TRUE(equal(log.span(), Array{1, 2, 3, 4, -4, -3, -2, -1}.span()));
}

TEST(InitArrayTest, ends_the_elements_before_the_one_that_fails) {
  Log log;
  StackPin<Parts> pinned;
  EXPECT_FALSE(pinned.init(parts(log, 0)));
  EXPECT_TRUE(log.empty());
  EXPECT_FALSE(pinned.init(parts(log, 3)));
  EXPECT_TRUE(equal(log.span(), Array{1, 2, 3, -3, -2, -1}.span()));
}

TEST(InitArrayTest, takes_values) {
  StackPin<Array<u32, 3>> pinned;
  ASSERT_TRUE(
      pinned.init(init_array<Why>([](usize index) { return static_cast<u32>(index * 5); })));
  EXPECT_TRUE(*pinned == (Array<u32, 3>{0, 5, 10}));
}

Result<void, Why> build_two(Slot<u32>& slot) {
  slot.emplace(2U);
  return ok();
}

TEST(InitArrayTest, takes_functions) {
  StackPin<Array<u32, 3>> pinned;
  ASSERT_TRUE(pinned.init(init_array<Why>([](usize) { return &build_two; })));
  EXPECT_TRUE(*pinned == (Array<u32, 3>{2, 2, 2}));
}

struct FERRULE_VIEW Rig {
  u32 serial;
  Parts parts;
  Part last;
};

auto rig(Log& log FERRULE_LIFETIMEBOUND, usize failing_element, bool last_fails) {
  return pin_init<Rig, Why>(field<&Rig::serial>(u32{77}),
                            field<&Rig::parts>(parts(log, failing_element)),
                            field<&Rig::last>(part(log, 5, last_fails)));
}

TEST(PinInitTest, fields_take_values_arrays_and_initialisers) {
  Log log;
  {
    StackPin<Rig> pinned;
    ASSERT_TRUE(pinned.init(rig(log, 9, false)));
    EXPECT_EQ(pinned->serial, 77U);
  }
  EXPECT_TRUE(equal(log.span(), Array{1, 2, 3, 4, 5, -5, -4, -3, -2, -1}.span()));
}

TEST(PinInitTest, a_failing_field_ends_the_array_before_it) {
  Log log;
  StackPin<Rig> pinned;
  EXPECT_FALSE(pinned.init(rig(log, 9, true)));
  EXPECT_TRUE(equal(log.span(), Array{1, 2, 3, 4, -4, -3, -2, -1}.span()));
  Log partial;
  EXPECT_FALSE(pinned.init(rig(partial, 2, false)));
  EXPECT_TRUE(equal(partial.span(), Array{1, 2, -2, -1}.span()));
}

struct FERRULE_VIEW Wide {
  u64 first;
  Array<u16, 3> more;
  Part part;
  Option<u32> maybe;
  u8 last;
};

TEST(PinInitZeroedTest, fields_that_are_not_named_are_zero) {
  Log log;
  StackPin<Wide> pinned;
  ASSERT_TRUE(pinned.init(
      pin_init_zeroed<Wide, Why>(field<&Wide::part>(part(log, 1)), field<&Wide::last>(u8{9}))));
  EXPECT_EQ(pinned->first, 0U);
  EXPECT_TRUE(pinned->more == (Array<u16, 3>{0, 0, 0}));
  EXPECT_FALSE(pinned->maybe.has_value());
  EXPECT_EQ(pinned->last, 9U);
}

TEST(PinInitZeroedTest, a_whole_object_can_be_zero) {
  StackPin<Array<u16, 3>> pinned;
  ASSERT_TRUE(pinned.init(init_zeroed<Why>()));
  EXPECT_TRUE(*pinned == (Array<u16, 3>{0, 0, 0}));
}

struct Numbers {
  u32 a;
  i64 b;
  bool c;
};
enum class Mode : u8 { One = 1 };
struct Chosen {
  u32 a;
  Mode mode;
};
/// The first field would be found inside it if braces were left out.
struct Outer {
  u32 a;
  Chosen chosen;
};
class Counter {
 public:
  static constexpr ZeroableClaim kZeroable =
      FERRULE_UNSAFE_EXPR("a count of zero is where every counter starts", ZeroableClaim::make());

  [[nodiscard]] u32 count() const { return count_; }

 private:
  u32 count_ = 0;
};
class Handle {
 public:
  [[nodiscard]] u32 number() const { return number_; }

 private:
  u32 number_ = 1;
};

static_assert(Zeroable<u64> && Zeroable<const char*> && Zeroable<bool>);
static_assert(Zeroable<Numbers> && Zeroable<Array<Numbers, 2>> && Zeroable<Option<Handle>>);
static_assert(Zeroable<Counter> && !Zeroable<Handle> && !Zeroable<Mode>);
static_assert(!Zeroable<Chosen> && !Zeroable<Outer> && !Zeroable<Array<Chosen, 2>>);
static_assert(!Zeroable<Rig> && !Zeroable<u32&>);

static_assert(internal::field_count<Rig>() == 3);
static_assert(internal::field_count<Wide>() == 5);
static_assert(internal::in_order<Numbers, &Numbers::a, &Numbers::b, &Numbers::c>());
static_assert(!internal::in_order<Numbers, &Numbers::a, &Numbers::a>());
static_assert(!internal::in_order<Numbers, &Numbers::c, &Numbers::b>());

TEST(PinInitTest, nothing_else_is_built_in_the_place_of_a_part) {
  struct Two {
    int first;
    int second;
  };
  StackPin<Two> place;
  const auto twice = [](Slot<Two>& slot) -> Result<void, Why> {
    auto recipe = pin_init<Two, Why>(field<&Two::first>(1),
                                     field<&Two::second>([&](Slot<int>& part) -> Result<void, Why> {
                                       slot.emplace(3, 4);
                                       part.emplace(2);
                                       return ok();
                                     }));
    return recipe(slot);
  };
  EXPECT_DEATH(static_cast<void>(place.init(twice)), "");
}

}  // namespace
}  // namespace ferrule
