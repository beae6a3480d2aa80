// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: trap

#include "ferrule/core/result.hpp"

namespace ferrule {

inline constexpr Result<int, char> kFailed = Err{'x'};
#if defined(WRONG)
inline constexpr int kValue = kFailed.value();
#else
inline constexpr char kError = kFailed.error();
#endif

}  // namespace ferrule
