// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <utility>

#include "ferrule/core/arc.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/config/client_config.hpp"
#include "ferrule/tls/config/server_config.hpp"

namespace ferrule::tls {

/// A connection's share of its configuration. Keys and secrets refer to algorithms of the provider,
/// which the configuration may be the last to own: it stays for as long as they do. A member that
/// is declared before them ends after them, and assignment swaps, so that the keys that are
/// assigned over end before their configuration too.
class FERRULE_OWNER KeptConfig {
 public:
  KeptConfig() = default;
  KeptConfig(KeptConfig&&) = default;
  KeptConfig& operator=(KeptConfig&& other) noexcept {
    std::swap(client_, other.client_);
    std::swap(server_, other.server_);
    return *this;
  }

  void keep(const Arc<ClientConfig>& config) { client_ = Option<Arc<ClientConfig>>(config); }
  void keep(const Arc<ServerConfig>& config) { server_ = Option<Arc<ServerConfig>>(config); }

 private:
  Option<Arc<ClientConfig>> client_;
  Option<Arc<ServerConfig>> server_;
};

}  // namespace ferrule::tls
