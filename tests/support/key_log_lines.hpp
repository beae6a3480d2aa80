// SPDX-License-Identifier: Apache-2.0 OR MIT
// A key log that keeps its lines as NSS writes them (RFC 9850): label, client random, secret.
#pragma once

#include <string>
#include <vector>

#include "ferrule/core/box.hpp"
#include "ferrule/tls/config/key_log.hpp"
#include "ferrule/tls/side.hpp"

namespace ferrule::testing {

/// For the configuration of `side`.
[[nodiscard]] Box<tls::KeyLog> key_log_of(tls::Side side);

/// What the key logs of `side` were told since the last call.
[[nodiscard]] std::vector<std::string> take_key_log(tls::Side side);

}  // namespace ferrule::testing
