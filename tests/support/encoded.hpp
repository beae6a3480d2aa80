// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <gtest/gtest.h>

#include <vector>

#include "ferrule/core/vec.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/tls/wire/handshake.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::testing {

/// The handshake message `message`, with its header.
template <typename Message>
[[nodiscard]] std::vector<u8> encoded(const Message& message) {
  ByteVec bytes(system_allocator());
  Writer writer(bytes);
  tls::write_handshake(writer, message);
  EXPECT_TRUE(writer.finish().has_value());
  return copy_of(bytes.span());
}

}  // namespace ferrule::testing
