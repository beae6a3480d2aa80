// SPDX-License-Identifier: GPL-2.0 OR MIT
// A module of two translation units: they call each other, and lock classes of one are not taken
// for those of the other, which would hide mistakes from lockdep or show some that are none.
#include "tests/kernel/guest/units/units.hpp"

namespace units {
namespace {

struct Own {};
LockClass class_of_own_function() { return FERRULE_LOCK_CLASS("own"); }

}  // namespace
}  // namespace units

#include "ferrule/kernel/test.hpp"

namespace units {
namespace {

Result<> one_place_is_one_class(Test& test) MAY_SLEEP {
  const Classes other = classes_of_other_unit();
  test.expect(class_of_inline().key() == other.of_inline.key());
  test.expect(class_of_template<u32>().key() == other.of_template.key());
  return ok();
}

Result<> two_places_are_two_classes(Test& test) MAY_SLEEP {
  const Classes other = classes_of_other_unit();
  test.expect(class_of_own_function().key() != other.of_own_function.key());
  test.expect(class_of_template<Own>().key() != other.of_own_type.key());
  test.expect(other.of_own_type.key() != other.of_template.key());
  test.expect(other.of_inline.key() != other.of_own_function.key());
  return ok();
}

/// To lockdep a lock inside of another of its class would be one that is taken twice.
Result<> locks_of_two_units_nest(Test& test) MAY_SLEEP {
  const Mutex<u32> sum(class_of_own_function(), 40U);
  test.expect_eq(sum.with([](const u32& now) MAY_SLEEP { return add_in_other_unit(now); }), 42U);
  return ok();
}

}  // namespace

FERRULE_TEST_SUITE(units, FERRULE_TEST_CASE(one_place_is_one_class),
                   FERRULE_TEST_CASE(two_places_are_two_classes),
                   FERRULE_TEST_CASE(locks_of_two_units_nest));

}  // namespace units
