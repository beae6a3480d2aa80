// SPDX-License-Identifier: Apache-2.0 OR MIT
// One side of a recorded connection: the states of the library on its record layer, with the record
// in the place of the peer and of the network.
#pragma once

#include <vector>

#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/connection_facts.hpp"
#include "ferrule/tls/every_state.hpp"
#include "ferrule/tls/handshake_effects.hpp"
#include "ferrule/tls/record/handshake_joiner.hpp"
#include "ferrule/tls/record/record_receiver.hpp"
#include "ferrule/tls/record/record_sender.hpp"
#include "tests/tls/rewrites.hpp"

namespace ferrule::testing {

/// What states do to the world: messages become records in `sent`, as they were recorded.
class FERRULE_VIEW ReplayEffects final : public tls::HandshakeEffects {
 public:
  explicit ReplayEffects(const Rewrites& rewrites FERRULE_LIFETIMEBOUND);

  AllocatorRef allocator() const override;
  tls::ConnectionFacts& facts() FERRULE_LIFETIMEBOUND override { return facts_; }
  ByteVec& flight() FERRULE_LIFETIMEBOUND override { return flight_; }
  [[nodiscard]] Result<void, tls::Error> send_flight() override;
  [[nodiscard]] Result<void, tls::Error> send_change_cipher_spec() override;
  [[nodiscard]] Result<void, tls::Error> receive_under(const tls::SuiteAlgorithms& suite,
                                                       const tls::TrafficSecret& secret) override;
  [[nodiscard]] Result<void, tls::Error> send_under(const tls::SuiteAlgorithms& suite,
                                                    const tls::TrafficSecret& secret) override;
  void skip_early_data(bool) override {}
  [[nodiscard]] bool answers_key_update() override { return true; }

  [[nodiscard]] Result<void, tls::Error> send(tls::ContentType type, Bytes content);
  /// The records sent since the last call.
  [[nodiscard]] std::vector<u8> take_sent();
  /// The messages that the states wrote since the last call, before they became the recorded ones.
  [[nodiscard]] std::vector<u8> take_written();
  [[nodiscard]] tls::RecordReceiver& receiver() FERRULE_LIFETIMEBOUND { return receiver_; }
  [[nodiscard]] tls::RecordSender& sender() FERRULE_LIFETIMEBOUND { return sender_; }
  /// The message dealt with is the last of its record.
  void set_aligned(bool is_aligned) { is_aligned_ = is_aligned; }

 private:
  const Rewrites& rewrites_;
  tls::ConnectionFacts facts_;
  ByteVec flight_;
  tls::RecordReceiver receiver_;
  tls::RecordSender sender_;
  std::vector<u8> sent_;
  std::vector<u8> written_;
  bool is_aligned_ = true;
};

/// Gives recorded records to `state`, through the record layer; returns what they carried beside
/// handshake messages.
[[nodiscard]] Result<std::vector<u8>, tls::Error> replay(tls::HandshakeState& state,
                                                         ReplayEffects& effects,
                                                         const Rewrites& rewrites,
                                                         std::vector<u8> records);

}  // namespace ferrule::testing
