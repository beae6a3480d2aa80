// SPDX-License-Identifier: Apache-2.0 OR MIT
// Tests that run twice: in constant evaluation, which refuses undefined behaviour, and as a
// program.
//
//   constexpr bool takes_the_value_out() {
//     Option<int> some(3);
//     CHECK(some.take().has_value());
//     CHECK(!some);
//     return true;
//   }
//   BOTH(Option, takes_the_value_out)
#pragma once

#include <gtest/gtest.h>

#include "ferrule/core/allocator.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/system_allocator.hpp"

namespace ferrule::testing {

/// False; says where when the program runs. In constant evaluation the compiler shows the place.
constexpr bool report(const char* what, int line) {
  if !consteval {
    ADD_FAILURE() << "line " << line << ": " << what;
  }
  return false;
}

/// The system's heap, as a value that also exists in constant evaluation, where containers take
/// their memory from the compiler instead.
class Heap final : public Allocator {
 public:
  constexpr Heap() = default;

  void* allocate(usize size, usize align) noexcept override {
    UNSAFE("hands the same contract on") {
      return system_allocator().allocate(size, align);
    }
  }
  void deallocate(void* memory, usize size, usize align) noexcept override {
    UNSAFE("hands the same contract on") {
      system_allocator().deallocate(memory, size, align);
    }
  }
  [[nodiscard]] constexpr AllocatorRef ref() FERRULE_LIFETIMEBOUND {
    UNSAFE("tests declare the heap before what they make with it") {
      return AllocatorRef::from(*this);
    }
  }
};

}  // namespace ferrule::testing

#define CHECK(...)                                                            \
  do {                                                                        \
    const bool ferrule_held = static_cast<bool>(__VA_ARGS__);                 \
    if (!ferrule_held) {                                                      \
      return ::ferrule::testing::report("not true: " #__VA_ARGS__, __LINE__); \
    }                                                                         \
  } while (false)

#define BOTH(suite, name) \
  static_assert(name());  \
  TEST(suite##Test, name) { EXPECT_TRUE(name()); }
