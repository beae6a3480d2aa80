// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: trap

#include "ferrule/core/array.hpp"

namespace ferrule {

inline constexpr Array<u8, 3> kBytes{1, 2, 3};
#if defined(WRONG)
inline constexpr usize kSize = kBytes.span().subspan(2, 2).size();
#else
inline constexpr usize kSize = kBytes.span().subspan(2, 1).size();
#endif

}  // namespace ferrule
