// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: deleted

#include "ferrule/core/secret.hpp"

namespace ferrule {

void use(Secret<32>& key, const Secret<32>& other) {
#if defined(WRONG)
  key = other;
#else
  key = other.clone();
#endif
}

}  // namespace ferrule
