// SPDX-License-Identifier: GPL-2.0 OR MIT
// A place on the stack stays where it is.
#include "ferrule/kernel/init.hpp"
#include "tests/kernel/must_not_compile/memory/pinned64.hpp"

using namespace ferrule::kernel;

Result<> build() {
  StackPin<Pinned64> place;
#if defined(WRONG)
  // refused below: call to deleted constructor of 'StackPin<Pinned64>'
  StackPin<Pinned64> other = std::move(place);
#endif
  return ok();
}
