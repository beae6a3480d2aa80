// SPDX-License-Identifier: Apache-2.0 OR MIT
// HandshakeEffects: all that a handshake state can do to the world. Messages are collected into
// flights, so that a flight takes as few records as it can (RFC 8446, 5.1); keys change only
// between flights.
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/cipher_suite.hpp"
#include "ferrule/tls/connection_facts.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/keys/traffic_secret.hpp"
#include "ferrule/tls/keys/transcript.hpp"
#include "ferrule/tls/wire/handshake.hpp"

namespace ferrule::tls {

class FERRULE_VIEW HandshakeEffects {
 public:
  virtual AllocatorRef allocator() const = 0;
  virtual ConnectionFacts& facts() FERRULE_LIFETIMEBOUND = 0;
  /// The messages of the flight, to be appended to.
  virtual ByteVec& flight() FERRULE_LIFETIMEBOUND = 0;

  /// Sends the flight in as few records as it takes, under the present keys.
  [[nodiscard]] virtual Result<void, Error> send_flight() = 0;
  /// A dummy change_cipher_spec for middleboxes (RFC 8446, D.4), after the flight so far.
  [[nodiscard]] virtual Result<void, Error> send_change_cipher_spec() = 0;
  /// What comes now is protected with `secret`. MessageCrossesKeyChange when handshake bytes are
  /// left of the present keys.
  [[nodiscard]] virtual Result<void, Error> receive_under(const SuiteAlgorithms& suite,
                                                          const TrafficSecret& secret) = 0;
  /// A server that takes no early data drops what comes of it before records that can be opened, up
  /// to Limits::skipped_early_data (RFC 8446, 4.2.10). Without early data in the last ClientHello
  /// nothing is dropped.
  virtual void skip_early_data(bool was_offered) = 0;
  /// What is sent now is protected with `secret`; the flight was sent before.
  [[nodiscard]] virtual Result<void, Error> send_under(const SuiteAlgorithms& suite,
                                                       const TrafficSecret& secret) = 0;
  /// A KeyUpdate is to be answered now. Else the answer is given before our next application data,
  /// so that a peer which asks again and again, and reads nothing, does not pile up answers.
  [[nodiscard]] virtual bool answers_key_update() = 0;

 protected:
  ~HandshakeEffects() = default;
};

/// Appends `message` to the flight and to the transcript.
template <typename Message>
[[nodiscard]] Result<void, Error> send_message(HandshakeEffects& effects, Transcript& transcript,
                                               const Message& message) {
  ByteVec& flight = effects.flight();
  const usize start = flight.size();
  Writer writer(flight);
  write_handshake(writer, message);
  FERRULE_TRYV(writer.finish());
  transcript.add(flight.span().subspan(start));
  return ok();
}

}  // namespace ferrule::tls
