// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/tls/rewrites.hpp"

#include <utility>

#include "ferrule/core/reader.hpp"
#include "ferrule/tls/wire/client_hello.hpp"
#include "ferrule/tls/wire/handshake.hpp"

namespace ferrule::testing {
namespace {

/// A ClientHello, when `data` is exactly one.
Option<tls::ClientHello> as_client_hello(Bytes data FERRULE_LIFETIMEBOUND) {
  Reader reader(data);
  const auto message = tls::HandshakeMessage::read(reader);
  if (!message || message->type != tls::handshake::kClientHello || !reader.empty()) {
    return kNone;
  }
  const auto hello = tls::decode_body<tls::ClientHello>(message->body);
  return hello ? Option<tls::ClientHello>(*hello) : Option<tls::ClientHello>();
}

}  // namespace

void Rewrites::add(std::vector<u8> ours, std::vector<u8> recorded) {
  pairs_.push_back({std::move(ours), std::move(recorded)});
}

void Rewrites::add_client_hellos(std::vector<u8> first, std::vector<u8> second) {
  first_hello_ = std::move(first);
  second_hello_ = std::move(second);
}

Bytes Rewrites::recorded(Bytes data) const {
  for (const Pair& pair : pairs_) {
    if (equal(data, pair.ours)) {
      return pair.recorded;
    }
  }
  if (!first_hello_.empty()) {
    if (const Option<tls::ClientHello> hello = as_client_hello(data)) {
      return hello->extensions.cookie ? Bytes(second_hello_) : Bytes(first_hello_);
    }
  }
  return data;
}

Bytes Rewrites::ours(Bytes data) const {
  for (const Pair& pair : pairs_) {
    if (equal(data, pair.recorded)) {
      return pair.ours;
    }
  }
  return data;
}

std::vector<u8> Rewrites::recorded_flight(Bytes flight) const {
  std::vector<u8> rewritten;
  Reader reader(flight);
  while (!reader.empty()) {
    const auto message = tls::HandshakeMessage::read(reader);
    for (const u8 byte : recorded(message->encoded)) {
      rewritten.push_back(byte);
    }
  }
  return rewritten;
}

}  // namespace ferrule::testing
