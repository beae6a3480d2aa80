// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused by clang++: stack memory

#include "ferrule/core/array.hpp"

namespace ferrule {

inline Bytes use(const Array<u8, 3>& bytes FERRULE_LIFETIMEBOUND) {
#if defined(WRONG)
  const Array<u8, 3> copy = bytes;
  return copy.span();
#else
  return bytes.span();
#endif
}

}  // namespace ferrule
