// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "fuzz/input.hpp"

// libFuzzer calls this by its C name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  UNSAFE("libFuzzer gives size bytes that stay where they are during the call") {
    ferrule::fuzz::run(ferrule::Bytes::from_raw(data, size));
  }
  return 0;
}
