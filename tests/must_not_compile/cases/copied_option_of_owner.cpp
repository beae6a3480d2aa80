// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused by clang++: no matching constructor
// refused by g++: cannot bind rvalue reference

#include "ferrule/core/vec.hpp"

namespace ferrule {

inline Option<ByteVec> use(Option<ByteVec>& bytes) {
#if defined(WRONG)
  return bytes;
#else
  return std::move(bytes);
#endif
}

}  // namespace ferrule
