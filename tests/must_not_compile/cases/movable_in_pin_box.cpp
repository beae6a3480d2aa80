// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: what moves needs no PinBox

#include "ferrule/core/pin.hpp"

namespace ferrule {

#if defined(WRONG)
inline bool use(PinBox<int>& box) { return *box == 1; }
#else
inline bool use(PinBox<Pinned<int>>& box) { return **box == 1; }
#endif

}  // namespace ferrule
