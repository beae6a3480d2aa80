// SPDX-License-Identifier: Apache-2.0 OR MIT
// CONNECTED of RFC 8446, appendix A, for both sides. It cannot be built without the proofs of the
// handshake.
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/cipher_suite.hpp"
#include "ferrule/tls/handshake_state.hpp"
#include "ferrule/tls/keys/exporter.hpp"
#include "ferrule/tls/keys/finished_key.hpp"
#include "ferrule/tls/keys/traffic_secret.hpp"
#include "ferrule/tls/peer_proofs.hpp"
#include "ferrule/tls/side.hpp"
#include "ferrule/tls/wire/key_update.hpp"

namespace ferrule::tls {

class FERRULE_OWNER Connected {
 public:
  Connected(Side side, const SuiteAlgorithms& suite, TrafficSecret send, TrafficSecret receive,
            ExporterSecret exporter, FinishedVerified, PeerIdentity)
      : side_{side},
        suite_{suite},
        send_(std::move(send)),
        receive_(std::move(receive)),
        exporter_(std::move(exporter)) {}

  /// NewSessionTicket or KeyUpdate (RFC 8446, 4.6).
  [[nodiscard]] NextState handle(const HandshakeMessage& message, HandshakeEffects& effects) &&;

  /// KeyUpdate, and our next keys.
  [[nodiscard]] Result<void, Error> update_sending(KeyUpdateRequest request,
                                                   HandshakeEffects& effects);
  [[nodiscard]] const ExporterSecret& exporter() const FERRULE_LIFETIMEBOUND { return exporter_; }
  [[nodiscard]] const SuiteAlgorithms& suite() const FERRULE_LIFETIMEBOUND { return suite_; }

 private:
  Side side_;
  SuiteAlgorithms suite_;
  TrafficSecret send_;
  TrafficSecret receive_;
  ExporterSecret exporter_;

  [[nodiscard]] Result<void, Error> on_key_update(Bytes body, HandshakeEffects& effects);
};

}  // namespace ferrule::tls
