// SPDX-License-Identifier: Apache-2.0 OR MIT
// A connection of RFC 8448, and what either side needs to live through it again.
//
// Our messages are the recorded ones but for these, which are rewritten (rewrites.hpp):
// - ClientHello: we send no renegotiation_info, session_ticket, psk_key_exchange_modes,
//   record_size_limit and padding, no finite-field groups, and order the extensions otherwise.
// - HelloRetryRequest: we keep our state, and send no cookie.
// - EncryptedExtensions: we send and know no record_size_limit, and do not tell our groups.
// - Certificate with RSA keys of 1024 bits, which ferrule/pki refuses: a certificate of tests/pki
//   is read in its place, and the recorded signature is compared instead of verified.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "ferrule/core/arc.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/config/client_config.hpp"
#include "ferrule/tls/config/server_config.hpp"
#include "ferrule/tls/side.hpp"
#include "tests/support/transcripts.hpp"
#include "tests/tls/rewrites.hpp"

namespace ferrule::testing {

class RecordedConnection {
 public:
  RecordedConnection(std::string section, ConnectionTrace trace)
      : section_(std::move(section)), trace_(std::move(trace)) {}

  [[nodiscard]] const ConnectionTrace& trace() const FERRULE_LIFETIMEBOUND { return trace_; }
  [[nodiscard]] bool is_retried() const { return trace_.has("Record_HelloRetryRequest"); }
  [[nodiscard]] bool asks_for_certificate() const {
    return trace_.has("Message_CertificateRequest");
  }
  [[nodiscard]] bool has_middlebox_compatibility() const {
    return section_ == "Middlebox_Compatibility_Mode";
  }
  /// Whose certificate has a key that pki refuses.
  [[nodiscard]] bool has_small_key(tls::Side signer) const {
    return signer == tls::Side::Client ? asks_for_certificate() : !asks_for_certificate();
  }

  [[nodiscard]] Rewrites rewrites(tls::Side side) const;
  /// What that side drew from its random generator, less its private keys.
  [[nodiscard]] std::vector<u8> random_pool(tls::Side side) const;

  /// Randomness comes from random_pool(), by set_replay_pool(); secrets go to take_key_log().
  [[nodiscard]] Arc<tls::ClientConfig> client_config() const;
  [[nodiscard]] Arc<tls::ServerConfig> server_config() const;

  /// The Certificate message of the client.
  [[nodiscard]] std::vector<u8> client_certificate_message() const;

 private:
  std::string section_;
  ConnectionTrace trace_;
};

}  // namespace ferrule::testing
