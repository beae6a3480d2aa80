// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/record/handshake_joiner.hpp"

#include "ferrule/core/try.hpp"

namespace ferrule::tls {
namespace {

Result<Option<HandshakeMessage>, Error> whole(Bytes encoded FERRULE_LIFETIMEBOUND) {
  Reader reader(encoded);
  TRY(const HandshakeMessage message, HandshakeMessage::read(reader));
  return Option<HandshakeMessage>(message);
}

}  // namespace

Result<Option<HandshakeMessage>, Error> HandshakeJoiner::next(Bytes& content) {
  if (is_given_) {
    buffer_.clear();
    is_given_ = false;
  }
  if (!buffer_.empty()) {
    return next_buffered(content);
  }
  TRY(const Option<usize> length, message_length(content));
  if (length && *length <= content.size()) {
    const Bytes encoded = content.first(*length);
    content = content.subspan(*length);
    return whole(encoded);
  }
  if (length) {
    TRYV(buffer_.reserve(*length));
  }
  TRYV(fill(content, content.size()));
  return Option<HandshakeMessage>();
}

Result<Option<HandshakeMessage>, Error> HandshakeJoiner::next_buffered(Bytes& content) {
  TRYV(fill(content, kHandshakeHeaderLength));
  TRY(const Option<usize> length, message_length(buffer_.span()));
  if (!length) {
    return Option<HandshakeMessage>();
  }
  TRYV(buffer_.reserve(*length));
  TRYV(fill(content, *length));
  if (buffer_.size() < *length) {
    return Option<HandshakeMessage>();
  }
  is_given_ = true;
  return whole(buffer_.span());
}

Result<Option<usize>, Error> HandshakeJoiner::message_length(Bytes start) const {
  if (start.size() < kHandshakeHeaderLength) {
    return Option<usize>();
  }
  Reader reader(start.subspan(1));
  TRY(const u32 body, reader.read_u24());
  const usize length = kHandshakeHeaderLength + body;
  if (length > max_message_) {
    return Err{InvalidMessage::MessageTooLong};
  }
  return Option<usize>(length);
}

/// Moves bytes from the front of `content` until the buffer has `size`, or there are no more.
Result<void, Error> HandshakeJoiner::fill(Bytes& content, usize size) {
  if (buffer_.size() >= size) {
    return ok();
  }
  const usize wanted = size - buffer_.size();
  const usize count = wanted < content.size() ? wanted : content.size();
  TRYV(buffer_.append(content.first(count)));
  content = content.subspan(count);
  return ok();
}

void HandshakeJoiner::release() {
  if (!is_partial()) {
    buffer_.release();
    is_given_ = false;
  }
}

}  // namespace ferrule::tls
