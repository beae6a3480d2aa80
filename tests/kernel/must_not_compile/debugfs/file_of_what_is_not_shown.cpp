// SPDX-License-Identifier: GPL-2.0 OR MIT
// What stands in a file says how it is shown.
#include "ferrule/kernel/debugfs.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Counters {
  u32 packets = 0;
#if !defined(WRONG)
  void show(FormatBuffer& out) const { format_to(out, CStr("{}\n").str(), packets); }
#endif
};

void make(const debugfs::Dir& dir) MAY_SLEEP {
  // refused below: what a file shows has `void show(FormatBuffer&) const`
  const debugfs::File<Counters> file("counters", 0444, dir, Counters{});
}
