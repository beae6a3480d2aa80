// SPDX-License-Identifier: GPL-2.0 OR MIT
// Nobody opens a lock by being one.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Total {
  Mutex<u64> value;
};

#if defined(WRONG)
class Open : Mutex<u64> {  // refused: base 'Mutex' is marked 'final'
};
#endif
