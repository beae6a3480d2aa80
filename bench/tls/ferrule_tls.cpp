// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "bench/tls/ferrule_tls.hpp"

#include <algorithm>
#include <utility>

#include "ferrule/core/array.hpp"
#include "ferrule/crypto/default_provider.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/io/system_clock.hpp"
#include "ferrule/tls/config/default_verifiers.hpp"
#include "ferrule/tls/connection.hpp"
#include "tests/support/identities.hpp"

namespace ferrule::bench {
namespace {

class ConnectionEndpoint final : public Endpoint {
 public:
  explicit ConnectionEndpoint(tls::Connection connection) : connection_{std::move(connection)} {}

  bool handshake(MutBytes in, Wire& out) override {
    // The client speaks first: an empty input still asks it to.
    const bool taken = in.empty() ? connection_.process_new_packets().has_value() : feed(in) == 0;
    drain(out);
    return taken && !connection_.failure();
  }

  [[nodiscard]] bool handshaking() const override { return connection_.is_handshaking(); }

  bool send(Bytes plaintext, Wire& out) override {
    while (!plaintext.empty()) {
      const auto taken = connection_.write(plaintext);
      if (!taken) {
        return false;
      }
      plaintext = plaintext.subspan(*taken);
      drain(out);
    }
    return true;
  }

  usize receive(MutBytes in) override { return feed(in); }

 private:
  tls::Connection connection_;

  /// Returns how many bytes of application data came out.
  usize feed(Bytes in) {
    usize total = 0;
    while (!in.empty()) {
      auto space = connection_.read_buffer();
      if (!space || space->empty()) {
        return total;
      }
      const usize count = std::min(space->size(), in.size());
      space->first(count).copy_from(in.first(count));
      connection_.received(count);
      in = in.subspan(count);
      if (!connection_.process_new_packets()) {
        return total;
      }
      while (!connection_.plaintext().empty()) {
        const usize ready = connection_.plaintext().size();
        total += ready;
        connection_.consume(ready);
      }
    }
    return total;
  }
  void drain(Wire& out) {
    while (!connection_.pending_tls().empty()) {
      const Bytes pending = connection_.pending_tls();
      const usize before = out.size();
      const usize count = pending.size();
      out.resize(before + count);
      MutBytes(out).subspan(before).copy_from(pending);
      connection_.tls_written(count);
    }
  }
};

class FerruleLibrary final : public Library {
 public:
  FerruleLibrary(Arc<tls::ClientConfig> client, Arc<tls::ServerConfig> server)
      : client_{std::move(client)}, server_{std::move(server)} {}

  std::unique_ptr<Endpoint> client() override {
    const auto name = pki::ServerName::parse(std::string_view("localhost")).value();
    return std::make_unique<ConnectionEndpoint>(
        tls::Connection::client(system_allocator(), client_, name).value());
  }
  std::unique_ptr<Endpoint> server() override {
    return std::make_unique<ConnectionEndpoint>(
        tls::Connection::server(system_allocator(), server_).value());
  }

 private:
  Arc<tls::ClientConfig> client_;
  Arc<tls::ServerConfig> server_;
};

tls::CipherSuite suite_named(const std::string& name) {
  if (name == "TLS_AES_256_GCM_SHA384") {
    return tls::kTlsAes256GcmSha384;
  }
  return name == "TLS_CHACHA20_POLY1305_SHA256" ? tls::kTlsChaCha20Poly1305Sha256
                                                : tls::kTlsAes128GcmSha256;
}

Box<tls::Clock> clock() {
  return Box<tls::Clock>(Box<io::SystemClock>::make(system_allocator()).value());
}

Arc<tls::ClientConfig> client_config(const Arc<crypto::DefaultProvider>& provider,
                                     const Setting& setting) {
  const AllocatorRef allocator = system_allocator();
  auto verifier = Box<tls::PkiServerVerifier>::make(allocator, provider->provider(),
                                                    testing::anchors(allocator))
                      .value();
  return tls::ClientConfig::builder(allocator, provider)
      .value()
      .clock(clock())
      .verifier(Box<tls::ServerCertVerifier>(std::move(verifier)))
      .cipher_suites(Array{suite_named(setting.suite)}.span())
      .groups(Array{crypto::kX25519}.span())
      .build()
      .value();
}

Arc<tls::ServerConfig> server_config(const Arc<crypto::DefaultProvider>& provider,
                                     const Setting& setting) {
  const AllocatorRef allocator = system_allocator();
  return tls::ServerConfig::builder(allocator, provider)
      .value()
      .clock(clock())
      .certificate(testing::identity(allocator, provider->provider(), setting.key))
      .value()
      .build()
      .value();
}

}  // namespace

std::unique_ptr<Library> make_ferrule(const Setting& setting) {
  auto provider = crypto::make_default_provider(system_allocator());
  if (!provider) {
    return nullptr;
  }
  return std::make_unique<FerruleLibrary>(client_config(*provider, setting),
                                          server_config(*provider, setting));
}

}  // namespace ferrule::bench
