// SPDX-License-Identifier: Apache-2.0 OR MIT
// How much a peer may ask of us before the connection ends.
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::tls {

/// The largest record on the wire: header, 2^14 bytes, content type, padding and tag (RFC
/// 8446, 5.2).
inline constexpr usize kMaxRecordOnWire = 5 + 16384 + 256;

struct Limits {
  /// A handshake message, its header included.
  usize handshake_message = 65536;
  /// All certificates of a chain together.
  usize certificate_chain = 65536;
  /// Certificates in a chain; at most kMaxChainLength.
  usize chain_length = 10;
  /// Records without content, one after another.
  u32 empty_records = 32;
  /// Key updates and other messages after the handshake, without application data between them.
  u32 messages_after_handshake = 32;
  /// user_canceled alerts, in all.
  u32 warnings = 4;
  /// Bytes of early data that a server, which accepts none, drops (RFC 8446, 4.2.10): what it costs
  /// on the wire, so rather more than the 16384 bytes of data that servers commonly allow.
  usize skipped_early_data = 32768;
  /// Dummy change_cipher_spec records during the handshake.
  u32 change_cipher_specs = 2;
  /// Bytes a connection keeps for received data. At least kMaxRecordOnWire.
  usize receive_buffer = 2 * kMaxRecordOnWire;
  /// Bytes of sealed data that wait to be sent before Connection::write() takes no more. With room
  /// for a KeyUpdate and a record of one byte, padded, or nothing could ever be written.
  usize send_buffer = 65536;
};

inline constexpr usize kMaxChainLength = 16;

}  // namespace ferrule::tls
