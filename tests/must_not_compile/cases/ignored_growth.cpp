// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: ignoring return

#include "ferrule/core/vec.hpp"

namespace ferrule {

void use(ByteVec& bytes) {
#if defined(WRONG)
  bytes.push(1);
#else
  static_cast<void>(bytes.push(1));
#endif
}

}  // namespace ferrule
