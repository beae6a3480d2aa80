// SPDX-License-Identifier: GPL-2.0 OR MIT
// Its constructor gives it another value than zero.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
struct Settings {
  u32 volume = 7;
};
#else
struct Settings {
  u32 volume;
};
#endif

Result<> build() MAY_SLEEP {
  StackPin<Settings> settings;
  return settings.init(init_zeroed());  // refused: T() must not undo the zeros
}
