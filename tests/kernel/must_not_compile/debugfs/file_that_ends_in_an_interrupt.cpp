// SPDX-License-Identifier: GPL-2.0 OR MIT
// A file's end waits for its readers.
#include "ferrule/kernel/debugfs.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Empty {
  void show(FormatBuffer&) const {}
};

void task(const debugfs::Dir& dir) MAY_SLEEP {
  const debugfs::File<Empty> file("empty", 0444, dir, Empty{});
}
#if defined(WRONG)
void interrupt(const debugfs::Dir& dir) {
  // refused below: requires holding context 'may_sleep'
  const debugfs::File<Empty> file("empty", 0444, dir, Empty{});
  // refused below: requires holding context 'may_sleep'
}
#endif
