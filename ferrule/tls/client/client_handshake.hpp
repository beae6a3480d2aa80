// SPDX-License-Identifier: Apache-2.0 OR MIT
// What all states of a client's handshake know. It ends with the handshake.
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/array.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/crypto/key_exchange.hpp"
#include "ferrule/pki/name/server_name.hpp"
#include "ferrule/tls/cipher_suite.hpp"
#include "ferrule/tls/config/client_config.hpp"
#include "ferrule/tls/keys/key_schedule.hpp"
#include "ferrule/tls/keys/transcript.hpp"
#include "ferrule/tls/wire/client_hello.hpp"
#include "ferrule/tls/wire/extension_table.hpp"

namespace ferrule::tls::client {

struct FERRULE_OWNER OfferedShare {
  crypto::NamedGroup group;
  Box<crypto::ActiveKeyExchange> exchange;
};

struct FERRULE_OWNER ClientHandshake {
  ClientHandshake(AllocatorRef allocator, Arc<ClientConfig> with, const pki::ServerName& to)
      : config(std::move(with)), name(to), shares(allocator) {}

  Arc<ClientConfig> config;
  pki::ServerName name;
  Array<u8, kRandomLength> random{};
  FixedBytes<kMaxSessionIdLength> session_id;
  KnownExtensions offered;
  Vec<OfferedShare> shares;

  [[nodiscard]] const Settings& settings() const FERRULE_LIFETIMEBOUND {
    return config->settings();
  }
};

/// What the states between ServerHello and Finished have besides.
struct FERRULE_OWNER ProtectedHandshake {
  Box<ClientHandshake> handshake;
  SuiteAlgorithms suite;
  Transcript transcript;
  HandshakeSecret secret;
  TrafficSecrets traffic;
};

}  // namespace ferrule::tls::client
