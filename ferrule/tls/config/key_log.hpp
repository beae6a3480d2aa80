// SPDX-License-Identifier: Apache-2.0 OR MIT
// Who may see the secrets of a connection, in the form of NSS's SSLKEYLOGFILE (RFC 9850).
#pragma once

#include <string_view>

#include "ferrule/core/span.hpp"

namespace ferrule::tls {

/// Receives every traffic secret. May be called from several threads. Whoever reads what it writes
/// reads the connection.
class KeyLog {
 public:
  /// `label` is one of CLIENT_HANDSHAKE_TRAFFIC_SECRET, SERVER_HANDSHAKE_TRAFFIC_SECRET,
  /// CLIENT_TRAFFIC_SECRET_0, SERVER_TRAFFIC_SECRET_0 and EXPORTER_SECRET; `client_random` has 32
  /// bytes.
  virtual void log(std::string_view label, Bytes client_random, Bytes secret) const = 0;

 protected:
  ~KeyLog() = default;
};

}  // namespace ferrule::tls
