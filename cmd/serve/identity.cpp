// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/serve/identity.hpp"

#include "cmd/text_bytes.hpp"
#include "cmd/trust_file.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/crypto/default_provider.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/io/system_clock.hpp"
#include "ferrule/tls/config/default_verifiers.hpp"

namespace ferrule::cmd {
namespace {

/// Room for what a session seals before it looks at the client again (session.cpp).
constexpr usize kSendBuffer = 160 * 1024;

Problem memory_problem() {
  return Problem(ExitCode::Failure, "E-MEMORY", "there is not enough memory");
}

Problem tls_problem(const tls::Error& error) {
  return Problem(ExitCode::Config, "E-CONFIG", "the TLS configuration cannot be used")
      .fact("reason", std::string(tls::name(error)));
}

Result<void, Problem> check_protocols(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (name.empty() || name.size() > 255) {
      return Err{Problem(ExitCode::Usage, "E-CONFIG",
                         "a protocol's name has 1 to 255 bytes, and this one " +
                             std::to_string(name.size()))
                     .at("--alpn")
                     .note("do", "write names between commas: h2,http/1.1")};
    }
  }
  return ok();
}

Result<Box<tls::ClientCertVerifier>, Problem> client_verifier(const Settings& settings,
                                                              const crypto::Provider& provider) {
  TRY(Arc<pki::TrustAnchors> anchors, load_trust_file(settings.client_ca_file, "--client-ca"));
  auto made = Box<tls::PkiClientVerifier>::make(system_allocator(), provider, std::move(anchors));
  if (!made) {
    return Err{memory_problem()};
  }
  return Box<tls::ClientCertVerifier>(std::move(*made));
}

Result<Arc<tls::ServerConfig>, Problem> build(const Settings& settings,
                                              Arc<crypto::DefaultProvider> provider,
                                              Arc<tls::CertifiedKey> key) {
  auto clock = Box<io::SystemClock>::make(system_allocator());
  auto stage = tls::ServerConfig::builder(system_allocator(), provider);
  if (!clock || !stage) {
    return Err{memory_problem()};
  }
  auto with_key =
      std::move(*stage).clock(Box<tls::Clock>(std::move(*clock))).certificate(std::move(key));
  if (!with_key) {
    return Err{memory_problem()};
  }
  tls::Limits limits{};
  limits.send_buffer = kSendBuffer;
  Option<tls::ServerConfigBuilder> builder(std::move(*with_key).limits(limits));
  for (const std::string& protocol : settings.alpn) {
    tls::ServerConfigBuilder next = std::move(*builder).alpn(bytes_of(protocol));
    builder.emplace(std::move(next));
  }
  if (settings.client_auth != ClientAuth::None) {
    TRY(Box<tls::ClientCertVerifier> verifier, client_verifier(settings, provider->provider()));
    const bool required = settings.client_auth == ClientAuth::Required;
    tls::ServerConfigBuilder next = std::move(*builder).client_auth(
        required ? tls::ClientAuth::Required : tls::ClientAuth::Optional, std::move(verifier));
    builder.emplace(std::move(next));
  }
  auto built = std::move(*builder).build();
  if (!built) {
    return Err{tls_problem(built.error())};
  }
  return std::move(*built);
}

}  // namespace

Result<Identity, Problem> load_identity(const Settings& settings) {
  TRYV(check_protocols(settings.alpn));
  auto provider = crypto::make_default_provider(system_allocator());
  if (!provider) {
    return Err{Problem(ExitCode::Failure, "E-CRYPTO", "the cryptographic library failed")};
  }
  TRY(LoadedKey loaded,
      load_certified_key(settings.certificate_file, settings.key_file, (*provider)->provider()));
  TRY(Arc<tls::ServerConfig> config, build(settings, *provider, std::move(loaded.key)));
  return Identity{std::move(config), std::move(loaded.notes)};
}

}  // namespace ferrule::cmd
