// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the tests of messages share. They run in constant evaluation, where reading past the end of
// anything does not compile.
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/tls/wire/handshake.hpp"

namespace ferrule::tls {

/// The bytes a message decodes from are those it encodes to.
template <typename Message>
constexpr bool encodes_to(const Message& message, Bytes body) {
  Array<u8, 1024> out{};
  Writer writer(out.span());
  message.write(writer);
  const auto length = writer.finish();
  return length && equal(out.span().first(*length), body);
}

/// `body` decodes and encodes to itself; cut anywhere or with a byte more, it does not decode.
template <typename Message, typename... Args>
constexpr bool round_trips(Bytes body, const Args&... args) {
  const auto whole = decode_body<Message>(body, args...);
  if (!whole || !encodes_to(*whole, body)) {
    return false;
  }
  for (usize length = 0; length < body.size(); ++length) {
    if (decode_body<Message>(body.first(length), args...)) {
      return false;
    }
  }
  Array<u8, 1024> longer{};
  longer.span().first(body.size()).copy_from(body);
  const auto trailing = decode_body<Message>(longer.span().first(body.size() + 1), args...);
  return !trailing;
}

/// `body` is refused, for this reason.
template <typename Message, typename Reason, typename... Args>
constexpr bool is_refused(Bytes body, Reason reason, const Args&... args) {
  const auto decoded = decode_body<Message>(body, args...);
  return !decoded && decoded.error().is(reason);
}

}  // namespace ferrule::tls
