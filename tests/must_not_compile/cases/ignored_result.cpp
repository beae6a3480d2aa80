// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: ignoring return

#include "ferrule/core/result.hpp"

namespace ferrule {

Result<int, int> answer();
void use() {
#if defined(WRONG)
  answer();
#else
  static_cast<void>(answer());
#endif
}

}  // namespace ferrule
