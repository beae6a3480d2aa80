// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: trap

#include "ferrule/core/array.hpp"

namespace ferrule {

inline constexpr Array<int, 3> kNumbers{1, 2, 3};
#if defined(WRONG)
inline constexpr int kNumber = kNumbers[3];
#else
inline constexpr int kNumber = kNumbers[2];
#endif

}  // namespace ferrule
