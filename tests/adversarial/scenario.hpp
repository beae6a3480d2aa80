// SPDX-License-Identifier: Apache-2.0 OR MIT
// Two configurations that fit together, from which each attack makes a fresh pair of connections.
#pragma once

#include <string>
#include <utility>

#include "ferrule/core/arc.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/tls/config/client_config.hpp"
#include "ferrule/tls/config/server_config.hpp"
#include "tests/support/tls_pair.hpp"

namespace ferrule::testing {

enum class Records : u8 {
  Encrypted,    ///< as they are
  Transparent,  ///< see transparent_aead.hpp
};

enum class Shape : u8 {
  Plain,                     ///< one round trip, server certificate
  ClientCertificate,         ///< the server demands one
  MissingClientCertificate,  ///< the server demands one, and the client has none
  HelloRetry,                ///< the client's first share is of a group the server does not take
};

/// Whom each side shows: names of tests/pki.
struct Identities {
  std::string server = "p256";
  std::string client = "client_p256";
};

class Scenario {
 public:
  explicit Scenario(Records records, Shape shape = Shape::Plain, const Identities& identities = {});

  [[nodiscard]] TlsPair pair() const { return TlsPair::make(client_config_, server_config_); }

 private:
  Scenario(Arc<tls::ClientConfig> client, Arc<tls::ServerConfig> server)
      : client_config_{std::move(client)}, server_config_{std::move(server)} {}

  Arc<tls::ClientConfig> client_config_;
  Arc<tls::ServerConfig> server_config_;
};

}  // namespace ferrule::testing
