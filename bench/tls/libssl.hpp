// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <memory>

#include "bench/tls/endpoint.hpp"

namespace ferrule::bench {

/// libssl over memory BIOs: TLS 1.3, X25519, no resumption, the client verifies chain and name.
/// Null when it cannot be set up.
[[nodiscard]] std::unique_ptr<Library> make_libssl(const Setting& setting);

}  // namespace ferrule::bench
