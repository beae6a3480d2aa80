// SPDX-License-Identifier: Apache-2.0 OR MIT
// HandshakeJoiner: handshake messages out of the content of records. A message that lies whole in
// one record is given as a span into it; one that is cut over several is put together in a buffer
// of bounded size.
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/wire/handshake.hpp"

namespace ferrule::tls {

/// Nothing of a handshake message lies before or behind this point of the record stream: keys may
/// change here. "Handshake messages MUST NOT span key changes." (RFC 8446, 5.1)
class HandshakeAligned {
 private:
  friend class HandshakeJoiner;
  HandshakeAligned() = default;
};

class FERRULE_OWNER HandshakeJoiner {
 public:
  /// `max_message` bounds a message with its header.
  explicit HandshakeJoiner(AllocatorRef allocator, usize max_message = kMaxHandshakeLength)
      : buffer_(allocator), max_message_{max_message} {}

  /// Takes the next message off the front of `content`. Nothing: `content` is used up, and what it
  /// began is kept. The message is good until the next call.
  [[nodiscard]] Result<Option<HandshakeMessage>, Error> next(Bytes& content FERRULE_LIFETIMEBOUND)
      FERRULE_LIFETIMEBOUND;

  void set_max_message(usize max_message) { max_message_ = max_message; }

  /// A message has begun and is not complete: "other records MUST NOT be interleaved" (RFC
  /// 8446, 5.1).
  [[nodiscard]] bool is_partial() const { return !is_given_ && !buffer_.empty(); }
  /// `rest` is what next() left of the content.
  [[nodiscard]] Result<HandshakeAligned, Error> check_aligned(Bytes rest) const {
    if (!rest.empty() || is_partial()) {
      return Err{PeerMisbehaved::MessageCrossesKeyChange};
    }
    return HandshakeAligned();
  }
  /// Gives the buffer's memory back, when no message is partial.
  void release();

 private:
  ByteVec buffer_;
  usize max_message_;
  bool is_given_ = false;  ///< the buffer holds a message that was given already

  [[nodiscard]] Result<Option<usize>, Error> message_length(Bytes start) const;
  [[nodiscard]] Result<void, Error> fill(Bytes& content, usize size);
  [[nodiscard]] Result<Option<HandshakeMessage>, Error> next_buffered(Bytes& content)
      FERRULE_LIFETIMEBOUND;
};

}  // namespace ferrule::tls
