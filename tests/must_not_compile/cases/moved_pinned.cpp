// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: deleted

#include "ferrule/core/pin.hpp"

namespace ferrule {

inline int use(Pinned<int>& pinned) {
#if defined(WRONG)
  Pinned<int> moved = std::move(pinned);
  return *moved;
#else
  return *pinned;
#endif
}

}  // namespace ferrule
