// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused by clang++: no viable conversion
// refused by g++: could not convert

#include "ferrule/core/span.hpp"

namespace ferrule {

inline MutBytes use(Bytes bytes, MutBytes writable) {
#if defined(WRONG)
  static_cast<void>(writable);
  return bytes;
#else
  static_cast<void>(bytes);
  return writable;
#endif
}

}  // namespace ferrule
