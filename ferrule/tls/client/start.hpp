// SPDX-License-Identifier: Apache-2.0 OR MIT
// START (RFC 8446, A.1): sends ClientHello.
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/pki/name/server_name.hpp"
#include "ferrule/tls/client/client_handshake.hpp"
#include "ferrule/tls/handshake_state.hpp"

namespace ferrule::tls::client {

[[nodiscard]] NextState start(Arc<ClientConfig> config, const pki::ServerName& name,
                              HandshakeEffects& effects);

/// Makes a key pair for `group` and offers it.
[[nodiscard]] Result<void, Error> add_share(ClientHandshake& handshake, crypto::NamedGroup group,
                                            AllocatorRef allocator);

/// Appends ClientHello to the flight; returns where in the flight it starts.
[[nodiscard]] Result<usize, Error> write_client_hello(const ClientHandshake& handshake,
                                                      Option<Bytes> cookie,
                                                      HandshakeEffects& effects);

/// The extensions that a server may answer (RFC 8446, 4.2).
[[nodiscard]] KnownExtensions offered_extensions(const ClientConfig& config,
                                                 const pki::ServerName& name);

}  // namespace ferrule::tls::client
