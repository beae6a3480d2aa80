// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: deleted

#include "ferrule/core/secret.hpp"

namespace ferrule {

void use(const Secret<32>& key) {
#if defined(WRONG)
  const Secret<32> copy = key;
#else
  const Secret<32> copy = key.clone();
#endif
}

}  // namespace ferrule
