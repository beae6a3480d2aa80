// SPDX-License-Identifier: Apache-2.0 OR MIT
// consumer CA.der LEAF.der KEY.der: a handshake in memory and a message, as a program outside the
// tree would do it, with exceptions and RTTI on.
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "ferrule/crypto/default_provider.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/io/system_clock.hpp"
#include "ferrule/tls/config/default_verifiers.hpp"
#include "ferrule/tls/connection.hpp"

#if defined(TRY) || defined(UNSAFE)
#error "installed headers must not take short macro names from their user"
#endif

namespace {

using ferrule::Arc;
using ferrule::Box;
using ferrule::Bytes;
using ferrule::Span;

[[noreturn]] void fail(const char* what) {
  FERRULE_UNSAFE("users of the library may throw: this program shows that both live together") {
    throw std::runtime_error(what);
  }
}

/// The value, or an exception: what a program that throws makes of a Result.
template <typename T, typename E>
T must(ferrule::Result<T, E> result) {
  if (!result) {
    fail("Ferrule refused");
  }
  return std::move(result).value();
}

std::vector<ferrule::u8> read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return {text.begin(), text.end()};
}

/// Moves everything that `from` has to send to `to`.
bool move_bytes(ferrule::tls::Connection& from, ferrule::tls::Connection& to) {
  const Bytes sent = from.pending_tls();
  if (sent.empty()) {
    return false;
  }
  auto space = to.read_buffer();
  if (!space) {
    fail("no room to receive");
  }
  const auto count = sent.size() < space->size() ? sent.size() : space->size();
  space->first(count).copy_from(sent.first(count));
  to.received(count);
  from.tls_written(count);
  static_cast<void>(must(to.process_new_packets()));
  return true;
}

void exchange(const std::string& ca, const std::string& leaf, const std::string& key) {
  const auto heap = ferrule::system_allocator();
  auto provider = must(ferrule::crypto::make_default_provider(heap));

  ferrule::pki::TrustAnchors anchors(heap);
  const auto ca_der = read(ca);
  if (!anchors.add_der(Bytes(ca_der))) {
    fail("the root cannot be read");
  }
  auto verifier = must(Box<ferrule::tls::PkiServerVerifier>::make(
      heap, provider->provider(),
      must(Arc<ferrule::pki::TrustAnchors>::make(heap, std::move(anchors)))));
  auto client_config =
      must(must(ferrule::tls::ClientConfig::builder(heap, provider))
               .clock(Box<ferrule::tls::Clock>(must(Box<ferrule::io::SystemClock>::make(heap))))
               .verifier(Box<ferrule::tls::ServerCertVerifier>(std::move(verifier)))
               .build());

  const auto leaf_der = read(leaf);
  const auto key_der = read(key);
  const Bytes chain[] = {Bytes(leaf_der)};
  auto certified = must(ferrule::tls::CertifiedKey::make(
      heap, Span<const Bytes>(chain),
      must(provider->provider().key_loader->load(heap, Bytes(key_der)))));
  auto server_config = must(
      must(
          must(ferrule::tls::ServerConfig::builder(heap, provider))
              .clock(Box<ferrule::tls::Clock>(must(Box<ferrule::io::SystemClock>::make(heap))))
              .certificate(must(Arc<ferrule::tls::CertifiedKey>::make(heap, std::move(certified)))))
          .build());

  auto name = must(ferrule::pki::ServerName::parse(std::string_view("localhost")));
  auto client = must(ferrule::tls::Connection::client(heap, std::move(client_config), name));
  auto server = must(ferrule::tls::Connection::server(heap, std::move(server_config)));
  while (move_bytes(client, server) || move_bytes(server, client)) {
  }

  const std::vector<ferrule::u8> message = {'h', 'e', 'l', 'l', 'o'};
  if (must(client.write(Bytes(message))) != message.size() || !move_bytes(client, server) ||
      server.plaintext().size() != message.size()) {
    fail("the message did not arrive");
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    return 2;
  }
  std::vector<std::string> files;
  FERRULE_UNSAFE("main's contract: argv has argc strings that end in zero bytes") {
    files = {argv[1], argv[2], argv[3]};
  }
  try {
    exchange(files[0], files[1], files[2]);
  } catch (const std::exception&) {
    return 1;
  }
  return 0;
}
