// SPDX-License-Identifier: GPL-2.0 OR MIT
// The name of a file is a literal, which is there as long as the module.
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/debugfs.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

auto file([[maybe_unused]] CStr name, const debugfs::Dir& dir, Arc<Atomic<u32>> number) {
#if defined(WRONG)
  // refused below: no matching function for call to 'new_file'
  return debugfs::new_file(name, 0444, dir, std::move(number));
#else
  return debugfs::new_file("number", 0444, dir, std::move(number));
#endif
}
