// SPDX-License-Identifier: GPL-2.0 OR MIT
// User space may send what is no enumerator.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/uaccess.hpp"

using namespace ferrule::kernel;

enum class Mode : u8 { Off, On };

Result<Mode> handle(UserSliceReader& in) MAY_SLEEP {
#if defined(WRONG)
  return in.read<Mode>();  // refused: no matching member function for call to 'read'
#else
  TRY(const u8 mode, in.read<u8>());
  if (mode > 1) {
    return Err{errors::EINVAL};
  }
  return mode == 1 ? Mode::On : Mode::Off;
#endif
}
