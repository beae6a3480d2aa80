// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused by clang++: cannot assign
// refused by g++: assignment of read-only

#include "ferrule/core/arc.hpp"

namespace ferrule {

inline int use(Arc<int>& shared) {
#if defined(WRONG)
  *shared = 5;
#endif
  return *shared;
}

}  // namespace ferrule
