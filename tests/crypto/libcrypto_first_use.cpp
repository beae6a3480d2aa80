// SPDX-License-Identifier: Apache-2.0 OR MIT
// Reads a number, refuses that allocation of libcrypto's while it makes the first provider of this
// process, and says what came of it: "refused|unreached made|error again|never". `again`: a second
// provider can be made.
#include <iostream>
#include <string>
#include <utility>

#include "ferrule/crypto/default_provider.hpp"
#include "tests/crypto/libcrypto_meter.hpp"
#include "tests/support/allocators.hpp"

namespace {

std::string choose(bool first, std::string one, std::string other) {
  return first ? std::move(one) : std::move(other);
}

}  // namespace

int main() {
  using ferrule::testing::meter;
  if (!ferrule::testing::install_meter()) {
    return 1;
  }
  std::cin >> meter().fail_at;
  ferrule::testing::CountingAllocator allocator;
  const bool made = ferrule::crypto::make_default_provider(allocator.ref()).has_value();
  const bool refused = meter().failed;
  meter().fail_at = ~ferrule::usize{0};
  const bool again = ferrule::crypto::make_default_provider(allocator.ref()).has_value();
  std::cout << choose(refused, "refused", "unreached") << choose(made, " made", " error")
            << choose(again, " again\n", " never\n");
  return allocator.live_blocks() == 0 ? 0 : 2;
}
