// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace {

using namespace ferrule::kernel;

using Log = ferrule::FixedVec<int, 24>;

/// Writes its number when it starts and the negative when it ends; it must not move.
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

  void note(int event) { static_cast<void>(log_.push(event)); }
};

/// Builds a part, after an allocation that may sleep; the one numbered `failing` refuses.
auto part(Log& log FERRULE_LIFETIMEBOUND, int number, int failing) {
  return [&log, number, failing](Slot<Part>& place) MAY_SLEEP -> Result<> {
    TRY(const KBox<int> wanted, KBox<int>::make(GFP_KERNEL, number));
    if (*wanted == failing) {
      return Err{errors::EIO};
    }
    place.emplace(log, number);
    return ok();
  };
}

struct FERRULE_VIEW Machine {
  Part first;
  u64 serial;
  Array<Part, 3> wheels;
  Part last;
};

auto machine(Log& log FERRULE_LIFETIMEBOUND, int failing) {
  return pin_init<Machine>(field<&Machine::first>(part(log, 1, failing)),
                           field<&Machine::serial>(u64{77}),
                           field<&Machine::wheels>(init_array([&log, failing](usize index) {
                             return part(log, static_cast<int>(index) + 2, failing);
                           })),
                           field<&Machine::last>(part(log, 5, failing)));
}

Result<> parts_start_in_order_and_end_in_reverse(Test& test) MAY_SLEEP {
  Log log;
  {
    TRY(const KBox<Machine> box, KBox<Machine>::pin_init(machine(log, 0), GFP_KERNEL));
    test.expect_eq(box->serial, u64{77});
    test.expect_eq(box->wheels[2].number(), 4);
  }
  test.expect(ferrule::equal(log.span(), Array{1, 2, 3, 4, 5, -5, -4, -3, -2, -1}.span()));
  return ok();
}

/// Builds it in the given way with the part `failing` refusing: everything before it ended in
/// reverse.
template <typename Build>
void expect_rollback(Test& test, int failing, Build build) MAY_SLEEP {
  Log log;
  const Result<> built = build(log, failing);
  test.expect_error(built, errors::EIO);
  test.expect_eq(log.size(), static_cast<usize>(failing - 1) * 2);
  for (usize i = 0; i < log.size() / 2; ++i) {
    test.expect_eq(log[i], -log[log.size() - 1 - i]);
  }
}

Result<> every_part_can_fail(Test& test) MAY_SLEEP {
  for (int failing = 1; failing <= 5; ++failing) {
    expect_rollback(test, failing, [](Log& log, int number) MAY_SLEEP -> Result<> {
      TRY(const auto box, KBox<Machine>::pin_init(machine(log, number), GFP_KERNEL));
      return ok();
    });
    expect_rollback(test, failing, [](Log& log, int number) MAY_SLEEP -> Result<> {
      TRY(const auto arc, UniqueArc<Machine>::pin_init(machine(log, number), GFP_KERNEL));
      return ok();
    });
    expect_rollback(test, failing, [](Log& log, int number) MAY_SLEEP -> Result<> {
      StackPin<Machine> pinned;
      return pinned.init(machine(log, number));
    });
  }
  return ok();
}

Result<> chain_runs_last_and_may_fail(Test& test) MAY_SLEEP {
  Log log;
  StackPin<Machine> pinned;
  int seen = 0;
  TRYV(pinned.init(chain(machine(log, 0), [&](Machine& built) -> Result<> {
    seen = built.last.number();
    return ok();
  })));
  test.expect_eq(seen, 5);
  Log undone;
  StackPin<Machine> failed;
  test.expect_error(failed.init(chain(machine(undone, 0),
                                      [](Machine&) -> Result<> { return Err{errors::EAGAIN}; })),
                    errors::EAGAIN);
  test.expect_eq(undone.size(), usize{10});
  return ok();
}

struct FERRULE_VIEW Sparse {
  u32 first;
  Array<u16, 5> numbers;
  Part part;
  Option<u64> maybe;
};

Result<> what_is_not_named_is_zero(Test& test) MAY_SLEEP {
  Log log;
  TRY(const KBox<Sparse> box,
      KBox<Sparse>::pin_init(pin_init_zeroed<Sparse>(field<&Sparse::part>(part(log, 1, 0))),
                             GFP_KERNEL));
  test.expect_eq(box->first, 0U);
  test.expect(box->numbers == Array<u16, 5>{0, 0, 0, 0, 0});
  test.expect(!box->maybe.has_value());
  return ok();
}

Result<> what_is_worked_out_first_may_fail(Test& test) MAY_SLEEP {
  Log log;
  const auto scoped = [&](int number) {
    return init_scope([&log, number]() -> Result<decltype(part(log, 0, 0))> {
      if (number == 0) {
        return Err{errors::EINVAL};
      }
      return part(log, number, 0);
    });
  };
  StackPin<Part> pinned;
  test.expect_error(pinned.init(scoped(0)), errors::EINVAL);
  TRYV(pinned.init(scoped(3)));
  test.expect_eq(pinned->number(), 3);
  return ok();
}

}  // namespace

FERRULE_TEST_SUITE(pinned_init, FERRULE_TEST_CASE(parts_start_in_order_and_end_in_reverse),
                   FERRULE_TEST_CASE(every_part_can_fail),
                   FERRULE_TEST_CASE(chain_runs_last_and_may_fail),
                   FERRULE_TEST_CASE(what_is_not_named_is_zero),
                   FERRULE_TEST_CASE(what_is_worked_out_first_may_fail));
