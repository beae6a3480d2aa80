// SPDX-License-Identifier: GPL-2.0 OR MIT
// The kernel knows a lock by its address.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void copy(Mutex<int>& count) {
#if defined(WRONG)
  Mutex<int> other = count;  // refused: call to implicitly-deleted copy constructor of 'Mutex<int>'
#else
  Mutex<int>& other = count;
#endif
  static_cast<void>(other);
}
