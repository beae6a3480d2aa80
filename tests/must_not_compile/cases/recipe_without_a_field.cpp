// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: a recipe names every field once

#include "ferrule/core/init.hpp"

namespace ferrule {

struct Pair {
  int first;
  int second;
};
inline auto recipe() {
#if defined(WRONG)
  return pin_init<Pair, int>(field<&Pair::first>(init_value<int>(1)));
#else
  return pin_init<Pair, int>(field<&Pair::first>(init_value<int>(1)),
                             field<&Pair::second>(init_value<int>(2)));
#endif
}

}  // namespace ferrule
