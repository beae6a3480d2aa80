// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: ignoring return

#include "ferrule/core/result.hpp"

namespace ferrule {

Result<void, int> work();
void use() {
#if defined(WRONG)
  work();
#else
  static_cast<void>(work());
#endif
}

}  // namespace ferrule
