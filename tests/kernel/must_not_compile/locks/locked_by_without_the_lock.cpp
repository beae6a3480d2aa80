// SPDX-License-Identifier: GPL-2.0 OR MIT
// Without the owner there is no way in.
#include "ferrule/kernel/locked_by.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Directory {
  int files = 0;
};
int read(LockedBy<int, Directory>& size, Mutex<Directory>& directory) MAY_SLEEP {
#if defined(WRONG)
  static_cast<void>(directory);
  return size.access();  // refused: too few arguments to function call
#else
  return directory.with([&](Directory& held) { return size.access(held); });
#endif
}
