// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/keys/key_schedule.hpp"

#include "ferrule/core/trap.hpp"
#include "ferrule/tls/keys/hkdf_label.hpp"

namespace ferrule::tls {
namespace internal {

ScheduleStep::ScheduleStep(Ref<const crypto::Hash> hash, Bytes salt, Bytes key_material)
    : expander_(hash, crypto::hkdf_extract(hash, salt, key_material).bytes()) {}

crypto::HashSecret ScheduleStep::derive(std::string_view label,
                                        const crypto::Digest& transcript) const {
  return derive_secret(expander_, label, transcript);
}

ScheduleStep ScheduleStep::advance(Bytes key_material) const {
  const crypto::HashSecret salt = derive("derived", empty_hash(hash()));
  return ScheduleStep(hash(), salt.bytes(), key_material);
}

TrafficSecret ScheduleStep::traffic(std::string_view label,
                                    const crypto::Digest& transcript) const {
  return TrafficSecret(hash(), derive(label, transcript));
}

}  // namespace internal

EarlySecret EarlySecret::without_psk(Ref<const crypto::Hash> hash) {
  const crypto::HashSecret zeros = crypto::HashSecret::zeroed(hash->output_length());
  return with_psk(hash, zeros.bytes());
}

FinishedKey EarlySecret::binder_key(PskKind kind) const {
  const crypto::Digest nothing = empty_hash(step_.hash());
  if (kind == PskKind::External) {
    return step_.traffic("ext binder", nothing).finished_key();
  }
  return step_.traffic("res binder", nothing).finished_key();
}

TrafficSecret EarlySecret::client_early_traffic(const crypto::Digest& transcript) const {
  return step_.traffic("c e traffic", transcript);
}

ExporterSecret EarlySecret::early_exporter(const crypto::Digest& transcript) const {
  return ExporterSecret(step_.hash(), step_.derive("e exp master", transcript));
}

HandshakeSecret EarlySecret::into_handshake(Bytes shared_secret) && {
  const internal::ScheduleStep spent = std::move(step_);
  return HandshakeSecret(spent.advance(shared_secret));
}

TrafficSecrets HandshakeSecret::traffic(const crypto::Digest& transcript) const {
  return {step_.traffic("c hs traffic", transcript), step_.traffic("s hs traffic", transcript)};
}

MasterSecret HandshakeSecret::into_master() && {
  const internal::ScheduleStep spent = std::move(step_);
  const crypto::HashSecret zeros = crypto::HashSecret::zeroed(spent.hash()->output_length());
  return MasterSecret(spent.advance(zeros.bytes()));
}

TrafficSecrets MasterSecret::traffic(const crypto::Digest& transcript) const {
  return {step_.traffic("c ap traffic", transcript), step_.traffic("s ap traffic", transcript)};
}

ExporterSecret MasterSecret::exporter(const crypto::Digest& transcript) const {
  return ExporterSecret(step_.hash(), step_.derive("exp master", transcript));
}

ResumptionSecret MasterSecret::into_resumption(const crypto::Digest& transcript) && {
  const internal::ScheduleStep spent = std::move(step_);
  return ResumptionSecret(spent.hash(), spent.derive("res master", transcript));
}

crypto::HashSecret ResumptionSecret::psk(Bytes ticket_nonce) const {
  const crypto::HkdfExpander expander(hash_, secret_.bytes());
  crypto::HashSecret made = crypto::HashSecret::zeroed(hash_->output_length());
  // A ticket's nonce has at most 255 bytes on the wire, which is what a label's context may have.
  ensure(expand_label(expander, "resumption", ticket_nonce, made.mut()).has_value());
  return made;
}

}  // namespace ferrule::tls
