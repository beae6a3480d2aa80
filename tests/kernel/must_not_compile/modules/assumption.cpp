// SPDX-License-Identifier: GPL-2.0 OR MIT
// What is assumed is not checked, and the check that would have been goes away.
#include <utility>

#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

u32 read(Span<const u32> numbers, usize index) {
#if defined(WRONG)
  const usize size = numbers.size();
  [[assume(index < size)]];  // refused by the checker: [ferrule-assume]
  if (index >= size) {
    std::unreachable();  // refused by the checker: [ferrule-assume]
  }
  if (index >= size) {
    __builtin_unreachable();  // refused by the checker: [ferrule-assume]
  }
#endif
  return numbers[index];
}
