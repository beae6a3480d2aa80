// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/tls/replay.hpp"

#include <utility>

#include "ferrule/core/array.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/tls/record/record_header.hpp"

namespace ferrule::testing {
namespace {

void append(std::vector<u8>& out, Bytes bytes) {
  for (const u8 byte : bytes) {
    out.push_back(byte);
  }
}

Result<void, tls::Error> on_handshake(tls::HandshakeState& state, ReplayEffects& effects,
                                      const Rewrites& rewrites, tls::HandshakeJoiner& joiner,
                                      Bytes content) {
  while (true) {
    TRY(const Option<tls::HandshakeMessage> recorded, joiner.next(content));
    if (!recorded) {
      return ok();
    }
    Reader reader(rewrites.ours(recorded->encoded));
    TRY(const tls::HandshakeMessage message, tls::HandshakeMessage::read(reader));
    effects.set_aligned(joiner.check_aligned(content).has_value());
    tls::HandshakeState spent = std::move(state);
    tls::NextState next = spent.visit([&](auto& present) -> tls::NextState {
      return std::move(present).handle(message, effects);
    });
    if (!next) {
      return Err{std::move(next).error()};
    }
    TRYV(effects.send_flight());
    state = std::move(next).value();
  }
}

}  // namespace

ReplayEffects::ReplayEffects(const Rewrites& rewrites)
    : rewrites_{rewrites}, facts_(system_allocator()), flight_(system_allocator()) {}

AllocatorRef ReplayEffects::allocator() const { return system_allocator(); }

Result<void, tls::Error> ReplayEffects::send(tls::ContentType type, Bytes content) {
  const Array<Bytes, 1> pieces{{content}};
  std::vector<u8> out(sender_.output_size(pieces.span()));
  TRY(const usize written, sender_.send(type, pieces.span(), out));
  append(sent_, Bytes(out).first(written));
  return ok();
}

Result<void, tls::Error> ReplayEffects::send_flight() {
  if (flight_.empty()) {
    return ok();
  }
  append(written_, flight_.span());
  const std::vector<u8> recorded = rewrites_.recorded_flight(flight_.span());
  flight_.clear();
  return send(tls::content::kHandshake, recorded);
}

Result<void, tls::Error> ReplayEffects::send_change_cipher_spec() {
  TRYV(send_flight());
  append(sent_, tls::kChangeCipherSpecRecord.span());
  return ok();
}

Result<void, tls::Error> ReplayEffects::receive_under(const tls::SuiteAlgorithms& suite,
                                                      const tls::TrafficSecret& secret) {
  if (!is_aligned_) {
    return Err{tls::PeerMisbehaved::MessageCrossesKeyChange};
  }
  TRY(tls::RecordDecrypter decrypter,
      tls::RecordDecrypter::make(system_allocator(), suite.aead, secret));
  receiver_.set_decrypter(std::move(decrypter));
  return ok();
}

Result<void, tls::Error> ReplayEffects::send_under(const tls::SuiteAlgorithms& suite,
                                                   const tls::TrafficSecret& secret) {
  TRYV(send_flight());
  TRY(tls::RecordEncrypter encrypter,
      tls::RecordEncrypter::make(system_allocator(), suite.aead, secret));
  sender_.set_encrypter(std::move(encrypter));
  return ok();
}

std::vector<u8> ReplayEffects::take_sent() { return std::exchange(sent_, {}); }

std::vector<u8> ReplayEffects::take_written() { return std::exchange(written_, {}); }

Result<std::vector<u8>, tls::Error> replay(tls::HandshakeState& state, ReplayEffects& effects,
                                           const Rewrites& rewrites, std::vector<u8> records) {
  std::vector<u8> other;
  tls::HandshakeJoiner joiner(system_allocator());
  MutBytes rest(records);
  while (!rest.empty()) {
    TRY(const tls::Received received, effects.receiver().next(rest));
    if (received.consumed == 0) {
      return Err{tls::InvalidMessage::Truncated};
    }
    if (received.record && received.record->type == tls::content::kHandshake) {
      TRYV(on_handshake(state, effects, rewrites, joiner, received.record->content));
    } else if (received.record) {
      append(other, received.record->content);
    }
    rest = rest.subspan(received.consumed);
  }
  return other;
}

}  // namespace ferrule::testing
