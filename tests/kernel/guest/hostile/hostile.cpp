// SPDX-License-Identifier: GPL-2.0 OR MIT
// What comes from user space, and what a driver happens to name like Ferrule's own functions, ends
// or changes nothing of Ferrule's.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/format.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/list.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace driver {

using namespace ferrule::kernel;

struct Number : ListNode<Number> {
  explicit Number(u32 given) : value{given} {}
  u32 value;
};
struct Pair {
  u32 first;
  u32 second;
};

void* into_foreign(KBox<Number> owner);
template <typename E, typename First, typename... Rest>
ferrule::Result<void, E> build_fields(Pair*, First&, Rest&...) {
  return ok();
}

// These are found beside Ferrule's by the types that they take.
FERRULE_STATIC_LIFETIME void* into_foreign(KBox<Number> owner) {
  static_cast<void>(owner);
  return nullptr;
}

}  // namespace driver

namespace {

using namespace ferrule::kernel;
using driver::Number;
using driver::Pair;

/// A format that nobody checked: what has no field is left out, and the end is found.
Result<> format_from_user_space(Test& test) MAY_SLEEP {
  const Array<CStr, 7> formats{CStr("no field"), CStr(""),      CStr("{"),           CStr("}{"),
                               CStr("{:"),       CStr("{:99x"), CStr("{{}} {} {} {")};
  for (const CStr format : formats) {
    Array<char, 64> storage{};
    FormatBuffer buffer(storage);
    format_to(buffer, format.str(), 1, 2);
    test.expect(buffer.needed() <= 300);
  }
  Array<char, 64> storage{};
  FormatBuffer buffer(storage);
  format_to(buffer, CStr("no field").str(), 1);
  test.expect(ferrule::equal(buffer.text(), CStr("no field").str()));
  return ok();
}

Result<> lists_keep_their_owners(Test& test) MAY_SLEEP {
  List<KBox<Number>> numbers;
  TRY(auto number, KBox<Number>::make(GFP_KERNEL, 7U));
  numbers.push_back(std::move(number));
  const auto back = numbers.pop_front();
  test.expect(back.has_value() && (*back)->value == 7);
  return ok();
}

Result<> recipes_build_every_field(Test& test) MAY_SLEEP {
  TRY(const auto pair,
      KBox<Pair>::pin_init(pin_init<Pair>(field<&Pair::first>(1U), field<&Pair::second>(2U)),
                           GFP_KERNEL | __GFP_ZERO));
  test.expect_eq(pair->first, 1U);
  test.expect_eq(pair->second, 2U);
  return ok();
}

}  // namespace

FERRULE_TEST_SUITE(hostile, FERRULE_TEST_CASE(format_from_user_space),
                   FERRULE_TEST_CASE(lists_keep_their_owners),
                   FERRULE_TEST_CASE(recipes_build_every_field));
