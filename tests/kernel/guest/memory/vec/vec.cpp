// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/vec.hpp"

#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace {

using namespace ferrule::kernel;

Result<> it_grows_and_keeps_its_elements(Test& test) MAY_SLEEP {
  KVec<u32> numbers;
  for (u32 i = 0; i < 10'000; ++i) {
    TRYV(numbers.push(i * 3, GFP_KERNEL));
  }
  test.expect_eq(numbers.size(), usize{10'000});
  for (u32 i = 0; i < 10'000; ++i) {
    test.expect_eq(numbers[i], i * 3);
  }
  test.expect(!numbers.get(10'000));
  return ok();
}

Result<> elements_that_own_are_moved_and_ended(Test& test) MAY_SLEEP {
  KVec<KBox<u32>> boxes;
  for (u32 i = 0; i < 100; ++i) {
    TRY(KBox<u32> box, KBox<u32>::make(GFP_KERNEL, i));
    TRYV(boxes.push(std::move(box), GFP_KERNEL));
  }
  test.expect_eq(**boxes.remove(10), 10U);
  test.expect_eq(*boxes[10], 11U);
  test.expect_eq(**boxes.pop(), 99U);
  boxes.remove_prefix(5);
  test.expect_eq(*boxes[0], 5U);
  test.expect_eq(boxes.size(), usize{93});
  boxes.truncate(3);
  KVec<KBox<u32>> moved = std::move(boxes);
  test.expect_eq(moved.size(), usize{3});
  return ok();
}

/// What can be called under a spinlock.
Result<> without_sleeping(KVec<u32>& numbers) {
  TRYV(numbers.push_within_capacity(1));
  TRYV(numbers.push(2, GFP_ATOMIC));
  const Array<u32, 3> more{3, 4, 5};
  return numbers.append(more.span(), GFP_NOWAIT);
}

Result<> room_is_reserved_beforehand(Test& test) MAY_SLEEP {
  KVec<u32> numbers;
  test.expect_error(numbers.push_within_capacity(1), errors::ENOMEM);
  TRYV(numbers.reserve(16, GFP_KERNEL));
  TRYV(without_sleeping(numbers));
  test.expect_eq(numbers.capacity(), usize{16});
  test.expect(ferrule::equal(numbers.span(), Array<u32, 5>{1, 2, 3, 4, 5}.span()));
  return ok();
}

Result<> extend_gives_the_new_elements(Test& test) MAY_SLEEP {
  TRY(KVec<u8> bytes, KVec<u8>::copy_of(Array<u8, 2>{1, 2}.span(), GFP_KERNEL));
  TRY(MutBytes fresh, bytes.extend(3, GFP_KERNEL));
  test.expect(ferrule::equal(fresh, Array<u8, 3>{0, 0, 0}.span()));
  fresh[1] = 9;
  test.expect(ferrule::equal(bytes.span(), Array<u8, 5>{1, 2, 0, 9, 0}.span()));
  return ok();
}

Result<> sizes_that_overflow_are_enomem(Test& test) MAY_SLEEP {
  KVec<u64> numbers;
  TRYV(numbers.push(1, GFP_KERNEL));
  test.expect_error(numbers.reserve(~usize{0} / 8 + 2, GFP_KERNEL), errors::ENOMEM);
  const auto extended = numbers.extend(~usize{0}, GFP_KERNEL);
  test.expect(!extended && extended.error() == errors::ENOMEM);
  test.expect_error(numbers.reserve(usize{64} << 20U, GFP_KERNEL | __GFP_NOWARN), errors::ENOMEM);
  test.expect_eq(numbers[0], u64{1});
  return ok();
}

Result<> kvvec_holds_many_pages(Test& test) MAY_SLEEP {
  KVVec<u64> numbers;
  TRYV(numbers.reserve(usize{1} << 20U, GFP_KERNEL));
  for (u64 i = 0; i < 1000; ++i) {
    TRYV(numbers.push_within_capacity(i));
  }
  test.expect_eq(numbers[999], u64{999});
  return ok();
}

}  // namespace

FERRULE_TEST_SUITE(vec, FERRULE_TEST_CASE(it_grows_and_keeps_its_elements),
                   FERRULE_TEST_CASE(elements_that_own_are_moved_and_ended),
                   FERRULE_TEST_CASE(room_is_reserved_beforehand),
                   FERRULE_TEST_CASE(extend_gives_the_new_elements),
                   FERRULE_TEST_CASE(sizes_that_overflow_are_enomem),
                   FERRULE_TEST_CASE(kvvec_holds_many_pages));
