// SPDX-License-Identifier: Apache-2.0 OR MIT
// The HandshakeEffects of a CoreConnection, while it deals with one message.
#pragma once

#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/core_connection.hpp"
#include "ferrule/tls/handshake_effects.hpp"
#include "ferrule/tls/output.hpp"

namespace ferrule::tls {

/// Puts `content` into records at the end of `output`.
[[nodiscard]] Result<void, Error> send_records(RecordSender& sender, ContentType type,
                                               Bytes content, Output& output);

class FERRULE_VIEW CoreEffects final : public HandshakeEffects {
 public:
  /// `is_aligned`: the message is the last of its record, so that keys may change after it.
  CoreEffects(CoreConnection& core FERRULE_LIFETIMEBOUND, bool is_aligned,
              Output& output FERRULE_LIFETIMEBOUND)
      : core_{core}, is_aligned_{is_aligned}, output_{output} {}

  AllocatorRef allocator() const override { return core_.allocator_; }
  ConnectionFacts& facts() FERRULE_LIFETIMEBOUND override { return core_.facts_; }
  ByteVec& flight() FERRULE_LIFETIMEBOUND override { return core_.flight_; }
  [[nodiscard]] Result<void, Error> send_flight() override;
  [[nodiscard]] Result<void, Error> send_change_cipher_spec() override;
  [[nodiscard]] Result<void, Error> receive_under(const SuiteAlgorithms& suite,
                                                  const TrafficSecret& secret) override;
  [[nodiscard]] Result<void, Error> send_under(const SuiteAlgorithms& suite,
                                               const TrafficSecret& secret) override;
  void skip_early_data(bool was_offered) override {
    core_.receiver_.skip_early_data(was_offered ? core_.limits_.skipped_early_data : 0);
  }
  [[nodiscard]] bool answers_key_update() override;

 private:
  CoreConnection& core_;
  bool is_aligned_;
  Output& output_;
};

}  // namespace ferrule::tls
