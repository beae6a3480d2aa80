// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/reader.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/error.hpp"

namespace ferrule::tls {

/// A code point of the TLS HandshakeType registry. Open: unknown values are kept.
struct HandshakeType {
  u8 value = 0;
  constexpr bool operator==(const HandshakeType&) const = default;
};

namespace handshake {

inline constexpr HandshakeType kClientHello{1};
inline constexpr HandshakeType kServerHello{2};
inline constexpr HandshakeType kNewSessionTicket{4};
inline constexpr HandshakeType kEndOfEarlyData{5};
inline constexpr HandshakeType kEncryptedExtensions{8};
inline constexpr HandshakeType kCertificate{11};
inline constexpr HandshakeType kCertificateRequest{13};
inline constexpr HandshakeType kCertificateVerify{15};
inline constexpr HandshakeType kFinished{20};
inline constexpr HandshakeType kKeyUpdate{24};
/// Never sent: stands for the first ClientHello in the transcript after a retry (RFC 8446, 4.4.1).
inline constexpr HandshakeType kMessageHash{254};

}  // namespace handshake

inline constexpr usize kHandshakeHeaderLength = 4;
/// Longer messages are refused.
inline constexpr usize kMaxHandshakeLength = usize{64} * 1024;

/// One handshake message (RFC 8446, 4), whole.
struct FERRULE_VIEW HandshakeMessage {
  HandshakeType type;
  Bytes body;
  /// Header and body: what the transcript takes.
  Bytes encoded;

  /// Takes the next message; Truncated when it is not whole.
  [[nodiscard]] static constexpr Result<HandshakeMessage, Error> read(Reader& reader
                                                                      FERRULE_LIFETIMEBOUND) {
    const Bytes from = reader.rest();
    FERRULE_TRY(const u8 type, reader.read_u8());
    FERRULE_TRY(const Bytes body, reader.read_vector_u24());
    return HandshakeMessage{HandshakeType{type}, body,
                            from.first(kHandshakeHeaderLength + body.size())};
  }
};

/// Writes `message` (a type with kType and write()) with its header.
template <typename Message>
constexpr void write_handshake(Writer& writer, const Message& message) {
  writer.u8(Message::kType.value);
  writer.prefixed_u24([&](Writer& out) { message.write(out); });
}

/// Reads a whole body as a Message.
template <typename Message, typename... Args>
[[nodiscard]] constexpr Result<Message, Error> decode_body(Bytes body FERRULE_LIFETIMEBOUND,
                                                           const Args&... args) {
  Reader reader(body);
  FERRULE_TRY(Message message, Message::read(reader, args...));
  FERRULE_TRYV(reader.expect_empty());
  return message;
}

}  // namespace ferrule::tls
