// SPDX-License-Identifier: Apache-2.0 OR MIT
// The messages by which either side proves who it is: Certificate, CertificateVerify, Finished (RFC
// 8446, 4.4).
#pragma once

#include <string_view>

#include "ferrule/core/result.hpp"
#include "ferrule/tls/config/certified_key.hpp"
#include "ferrule/tls/config/settings.hpp"
#include "ferrule/tls/handshake_effects.hpp"
#include "ferrule/tls/keys/traffic_secret.hpp"
#include "ferrule/tls/keys/transcript.hpp"
#include "ferrule/tls/side.hpp"

namespace ferrule::tls {

[[nodiscard]] Result<void, Error> send_certificate(const CertifiedKey& key, Transcript& transcript,
                                                   HandshakeEffects& effects);
/// A client's answer when it has none.
[[nodiscard]] Result<void, Error> send_no_certificate(Transcript& transcript,
                                                      HandshakeEffects& effects);
/// Signs here and now; a key that answers later would make this a state of its own.
[[nodiscard]] Result<void, Error> send_certificate_verify(Side side, const CertifiedKey& key,
                                                          crypto::SignatureScheme scheme,
                                                          Transcript& transcript,
                                                          HandshakeEffects& effects);
[[nodiscard]] Result<void, Error> send_finished(const TrafficSecret& own, Transcript& transcript,
                                                HandshakeEffects& effects);

/// Tells the key log, if there is one.
void log_secret(const Settings& settings, std::string_view label, Bytes client_random,
                Bytes secret);

}  // namespace ferrule::tls
