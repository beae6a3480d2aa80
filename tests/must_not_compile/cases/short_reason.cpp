// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: an UNSAFE reason has at least 12 characters

#include "ferrule/core/unsafe.hpp"

namespace ferrule {

inline int use() {
#if defined(WRONG)
  return FERRULE_UNSAFE_EXPR("trust me", 4);
#else
  return FERRULE_UNSAFE_EXPR("a number needs no care at all", 4);
#endif
}

}  // namespace ferrule
