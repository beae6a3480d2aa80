// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: in the order of their declaration, each once

#include "ferrule/core/init.hpp"

namespace ferrule {

struct Pair {
  int first;
  int second;
};
inline auto recipe() {
#if defined(WRONG)
  return pin_init<Pair, int>(field<&Pair::second>(2), field<&Pair::first>(1));
#else
  return pin_init<Pair, int>(field<&Pair::first>(1), field<&Pair::second>(2));
#endif
}

}  // namespace ferrule
