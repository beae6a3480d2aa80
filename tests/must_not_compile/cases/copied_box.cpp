// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: deleted

#include "ferrule/core/box.hpp"

namespace ferrule {

inline Box<int> use(Box<int>& box) {
#if defined(WRONG)
  return box;
#else
  return std::move(box);
#endif
}

}  // namespace ferrule
