// SPDX-License-Identifier: Apache-2.0 OR MIT
// The key schedule (RFC 8446, 7.1) as a chain of types: each step consumes the one before, so that
// keys cannot be derived in another order.
//
//   EarlySecret --shared secret--> HandshakeSecret --> MasterSecret --> ResumptionSecret
#pragma once

#include "ferrule/core/ref.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/crypto/hkdf.hpp"
#include "ferrule/tls/keys/exporter.hpp"
#include "ferrule/tls/keys/traffic_secret.hpp"

namespace ferrule::tls {

/// Secrets of both directions, one for each side's sending.
struct TrafficSecrets {
  TrafficSecret client;
  TrafficSecret server;
};

namespace internal {

/// One of the three Extract steps. Move-only: whoever has gone on cannot come back.
class ScheduleStep {
 public:
  ScheduleStep(Ref<const crypto::Hash> hash, Bytes salt, Bytes key_material);
  ScheduleStep(ScheduleStep&&) = default;
  ScheduleStep& operator=(ScheduleStep&&) = default;
  ScheduleStep(const ScheduleStep&) = delete;
  ScheduleStep& operator=(const ScheduleStep&) = delete;

  [[nodiscard]] crypto::HashSecret derive(std::string_view label,
                                          const crypto::Digest& transcript) const;
  /// The step after this one.
  [[nodiscard]] ScheduleStep advance(Bytes key_material) const;
  [[nodiscard]] TrafficSecret traffic(std::string_view label,
                                      const crypto::Digest& transcript) const;
  [[nodiscard]] Ref<const crypto::Hash> hash() const { return expander_.hash(); }

 private:
  crypto::HkdfExpander expander_;
};

}  // namespace internal

/// What new tickets are made from (RFC 8446, 4.6.1).
class ResumptionSecret {
 public:
  ResumptionSecret(Ref<const crypto::Hash> hash, crypto::HashSecret secret)
      : hash_{hash}, secret_(std::move(secret)) {}

  /// The PSK of the ticket with this nonce.
  [[nodiscard]] crypto::HashSecret psk(Bytes ticket_nonce) const;

 private:
  Ref<const crypto::Hash> hash_;
  crypto::HashSecret secret_;
};

class MasterSecret {
 public:
  /// Transcript: ClientHello to the server's Finished.
  [[nodiscard]] TrafficSecrets traffic(const crypto::Digest& transcript) const;
  [[nodiscard]] ExporterSecret exporter(const crypto::Digest& transcript) const;
  /// Transcript: ClientHello to the client's Finished.
  [[nodiscard]] ResumptionSecret into_resumption(const crypto::Digest& transcript) &&;

 private:
  friend class HandshakeSecret;
  explicit MasterSecret(internal::ScheduleStep step) : step_(std::move(step)) {}

  internal::ScheduleStep step_;
};

class HandshakeSecret {
 public:
  /// Transcript: ClientHello to ServerHello.
  [[nodiscard]] TrafficSecrets traffic(const crypto::Digest& transcript) const;
  [[nodiscard]] MasterSecret into_master() &&;

 private:
  friend class EarlySecret;
  explicit HandshakeSecret(internal::ScheduleStep step) : step_(std::move(step)) {}

  internal::ScheduleStep step_;
};

/// Where a PSK comes from; each kind has binders of its own.
enum class PskKind : u8 { Resumption, External };

class EarlySecret {
 public:
  [[nodiscard]] static EarlySecret without_psk(Ref<const crypto::Hash> hash);
  [[nodiscard]] static EarlySecret with_psk(Ref<const crypto::Hash> hash, Bytes psk) {
    return EarlySecret(internal::ScheduleStep(hash, Bytes(), psk));
  }

  /// The key of a PSK binder, which is made as a Finished is (RFC 8446, 4.2.11.2).
  [[nodiscard]] FinishedKey binder_key(PskKind kind) const;
  /// Transcript: ClientHello.
  [[nodiscard]] TrafficSecret client_early_traffic(const crypto::Digest& transcript) const;
  [[nodiscard]] ExporterSecret early_exporter(const crypto::Digest& transcript) const;
  [[nodiscard]] HandshakeSecret into_handshake(Bytes shared_secret) &&;

 private:
  explicit EarlySecret(internal::ScheduleStep step) : step_(std::move(step)) {}

  internal::ScheduleStep step_;
};

}  // namespace ferrule::tls
