// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused by clang++: cannot assign
// refused by g++: assignment of read-only

#include "ferrule/core/box.hpp"

namespace ferrule {

inline int use(const Box<int>& box) {
#if defined(WRONG)
  *box = 5;
#endif
  return *box;
}

}  // namespace ferrule
