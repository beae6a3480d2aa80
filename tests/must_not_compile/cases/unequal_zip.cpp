// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: trap

#include "ferrule/core/array.hpp"
#include "ferrule/core/bulk.hpp"

namespace ferrule {

inline constexpr u8 fold(Bytes a, Bytes b) {
  u8 all = 0;
  zip(a, b, [&all](u8 x, u8 y) { all = static_cast<u8>(all | (x ^ y)); });
  return all;
}
inline constexpr Array<u8, 3> kThree{1, 2, 3};
inline constexpr Array<u8, 4> kFour{1, 2, 3, 4};
#if defined(WRONG)
inline constexpr u8 kFolded = fold(kThree.span(), kFour.span());
#else
inline constexpr u8 kFolded = fold(kThree.span(), kFour.span().first(3));
#endif

}  // namespace ferrule
