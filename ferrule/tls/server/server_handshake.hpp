// SPDX-License-Identifier: Apache-2.0 OR MIT
// What all states of a server's handshake know after ServerHello. It ends with the handshake.
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/array.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/cipher_suite.hpp"
#include "ferrule/tls/config/server_config.hpp"
#include "ferrule/tls/keys/key_schedule.hpp"
#include "ferrule/tls/keys/transcript.hpp"

namespace ferrule::tls::server {

struct FERRULE_OWNER ServerHandshake {
  Arc<ServerConfig> config;
  SuiteAlgorithms suite;
  Transcript transcript;
  /// Of the handshake.
  TrafficSecret client;
  /// Of the application data, which the client's Finished opens.
  TrafficSecrets application;
  ExporterSecret exporter;

  [[nodiscard]] const Settings& settings() const FERRULE_LIFETIMEBOUND {
    return config->settings();
  }
};

}  // namespace ferrule::tls::server
