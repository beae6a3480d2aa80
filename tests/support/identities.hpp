// SPDX-License-Identifier: Apache-2.0 OR MIT
// The certificates and keys of tests/pki, ready for a configuration.
#pragma once

#include <string_view>

#include "ferrule/core/allocator.hpp"
#include "ferrule/core/arc.hpp"
#include "ferrule/crypto/provider.hpp"
#include "ferrule/pki/trust_anchors.hpp"
#include "ferrule/tls/config/certified_key.hpp"

namespace ferrule::testing {

/// The chain and key of `who` ("p256", "client_ed25519", ...). Traps when tests/pki has none.
[[nodiscard]] Arc<tls::CertifiedKey> identity(AllocatorRef allocator,
                                              const crypto::Provider& provider,
                                              std::string_view who);

/// The trust anchors in a file of tests/pki.
[[nodiscard]] Arc<pki::TrustAnchors> anchors(AllocatorRef allocator,
                                             std::string_view file = "ca.pem");

}  // namespace ferrule::testing
