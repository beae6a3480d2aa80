// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: trap

#include "ferrule/core/option.hpp"

namespace ferrule {

inline constexpr Option<int> kNothing;
#if defined(WRONG)
inline constexpr int kValue = *kNothing;
#else
inline constexpr bool kValue = kNothing.has_value();
#endif

}  // namespace ferrule
