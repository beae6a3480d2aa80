// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: deleted

#include "ferrule/core/vec.hpp"

namespace ferrule {

inline ByteVec use(ByteVec& bytes) {
#if defined(WRONG)
  return bytes;
#else
  return std::move(bytes);
#endif
}

}  // namespace ferrule
