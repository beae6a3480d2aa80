// SPDX-License-Identifier: GPL-2.0 OR MIT
// The data of another lock opens nothing.
#include "ferrule/kernel/locked_by.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Directory {
  int files = 0;
};
struct Volume {
  int directories = 0;
};
void grow(LockedBy<int, Directory>& size, Mutex<Directory>& directory,
          Mutex<Volume>& volume) MAY_SLEEP {
  static_cast<void>(volume);
  directory.with([&](Directory& held) { size.access(held) = 1; });
#if defined(WRONG)
  volume.with([&](Volume& held) {
    // refused below: non-const lvalue reference to type 'Directory' cannot bind to a value of
    size.access(held) = 1;
  });
#endif
}
