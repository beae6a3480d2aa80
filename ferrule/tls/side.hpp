// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::tls {

/// One end of a connection.
enum class Side : u8 { Client, Server };

[[nodiscard]] constexpr Side other(Side side) {
  return side == Side::Client ? Side::Server : Side::Client;
}

}  // namespace ferrule::tls
