// SPDX-License-Identifier: Apache-2.0 OR MIT
// A ClientHello: reading it never goes wrong, and what was read can be written and read again.
#include "ferrule/core/array.hpp"
#include "ferrule/tls/wire/client_hello.hpp"
#include "fuzz/input.hpp"

namespace ferrule::fuzz {
namespace {

using namespace tls;

constexpr usize kMaxHello = 8192;

/// All that a server may ask.
usize look_at(const ClientHello& hello) {
  usize seen = hello.offers(kTls13) ? 1 : 0;
  seen += hello.check_tls13() ? 1 : 0;
  for (const Extension& extension : hello.all_extensions) {
    seen += extension.body.size();
  }
  if (hello.extensions.key_shares) {
    seen += hello.extensions.key_shares->find(crypto::kX25519) ? 1 : 0;
  }
  if (hello.extensions.protocols) {
    for (const ProtocolName& protocol : hello.extensions.protocols->list) {
      seen += protocol.name.size();
    }
  }
  return seen;
}

}  // namespace

void run(Bytes input) {
  const auto hello = decode_body<ClientHello>(input);
  if (!hello || input.size() > kMaxHello) {
    return;
  }
  static_cast<void>(look_at(*hello));
  Array<u8, kMaxHello + 16> out{};
  Writer writer(out.span());
  hello->write(writer);
  ensure(writer.finish().has_value());
  const auto again = decode_body<ClientHello>(writer.written());
  ensure(again.has_value());
  ensure(equal(again->random, hello->random) && equal(again->session_id, hello->session_id));
  ensure(again->cipher_suites == hello->cipher_suites);
}

}  // namespace ferrule::fuzz
