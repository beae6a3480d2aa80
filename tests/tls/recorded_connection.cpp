// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/tls/recorded_connection.hpp"

#include <string_view>

#include "ferrule/core/array.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/pki/certificate.hpp"
#include "ferrule/tls/config/clock.hpp"
#include "ferrule/tls/wire/certificate.hpp"
#include "ferrule/tls/wire/encrypted_extensions.hpp"
#include "ferrule/tls/wire/hello_retry_request.hpp"
#include "tests/support/composed_provider.hpp"
#include "tests/support/encoded.hpp"
#include "tests/support/key_log_lines.hpp"
#include "tests/support/pki_files.hpp"
#include "tests/support/vectors.hpp"
#include "tests/tls/replay_algorithms.hpp"
#include "tests/tls/replay_random.hpp"

namespace ferrule::testing {
namespace {

/// The signature_algorithms of every trace.
constexpr Array kSchemes{crypto::SignatureScheme{0x0403}, crypto::SignatureScheme{0x0503},
                         crypto::SignatureScheme{0x0603}, crypto::SignatureScheme{0x0203},
                         crypto::SignatureScheme{0x0804}, crypto::SignatureScheme{0x0805},
                         crypto::SignatureScheme{0x0806}, crypto::SignatureScheme{0x0401},
                         crypto::SignatureScheme{0x0501}, crypto::SignatureScheme{0x0601},
                         crypto::SignatureScheme{0x0201}, crypto::SignatureScheme{0x0402},
                         crypto::SignatureScheme{0x0502}, crypto::SignatureScheme{0x0602},
                         crypto::SignatureScheme{0x0202}};
constexpr Array kSuites{tls::kTlsAes128GcmSha256, tls::kTlsChaCha20Poly1305Sha256,
                        tls::kTlsAes256GcmSha384};
constexpr usize kPiece = 32;  // of a pool: a random, a session id or a private key

/// Chains are not what the traces are about.
class AnyServer final : public tls::ServerCertVerifier {
 public:
  Result<void, tls::Error> verify(Span<const Bytes>, const pki::ServerName&, i64) const override {
    return ok();
  }
};

class AnyClient final : public tls::ClientCertVerifier {
 public:
  Result<void, tls::Error> verify(Span<const Bytes>, i64) const override { return ok(); }
  usize authorities() const override { return 0; }
  Bytes authority(usize) const FERRULE_LIFETIMEBOUND override { return {}; }
};

Box<tls::Clock> clock_when_recorded() {
  constexpr i64 kRecorded = 1'651'826'546;
  return Box<tls::FixedClock>::make(system_allocator(), kRecorded).value();
}

std::vector<u8> piece(const std::vector<u8>& pool, usize index) {
  return copy_of(Bytes(pool).subspan(index * kPiece, kPiece));
}

std::vector<u8> certificate_message(Bytes certificate) {
  const Array<tls::CertificateEntry, 1> entries{{tls::CertificateEntry{certificate, {}}}};
  tls::Certificate message;
  message.entries = tls::WireList<tls::CertificateEntry>::of(entries.span());
  return encoded(message);
}

std::vector<u8> leaf_of(std::string_view pki_name) { return read_pki_chain(pki_name).at(0); }

std::vector<u8> recorded_client_certificate() {
  return decode_sections(bytes_of(read_vector_file("rfc8448/client_certificate.pem").value()))
      .at(0);
}

/// The only certificate of a recorded Certificate message.
std::vector<u8> only_certificate(const std::vector<u8>& message) {
  const Bytes body = Bytes(message).subspan(tls::kHandshakeHeaderLength);
  const auto decoded = tls::decode_body<tls::Certificate>(body);
  return copy_of(decoded->entries.first()->certificate);
}

Arc<tls::CertifiedKey> replayed_key(const std::vector<u8>& certificate,
                                    crypto::PublicKeyAlgorithm algorithm,
                                    RecordedSignature recorded) {
  const auto parsed = pki::Certificate::parse(certificate);
  auto key = Box<ReplaySigningKey>::make(system_allocator(), algorithm,
                                         copy_of(parsed->public_key_info), std::move(recorded))
                 .value();
  const Array<Bytes, 1> chain{{Bytes(certificate)}};
  auto made = tls::CertifiedKey::make(system_allocator(), chain.span(),
                                      Box<crypto::SigningKey>(std::move(key)));
  return Arc<tls::CertifiedKey>::make(system_allocator(), std::move(made).value()).value();
}

RecordedSignature signature_of(const ConnectionTrace& trace, tls::Side signer) {
  return signer == tls::Side::Client ? RecordedSignature{trace.bytes("Client_MessageToSign"),
                                                         trace.bytes("Client_MessageSignature")}
                                     : RecordedSignature{trace.bytes("Server_MessageToSign"),
                                                         trace.bytes("Server_MessageSignature")};
}

template <typename T, typename... Args>
Box<T> boxed(Args&&... args) {
  return Box<T>::make(system_allocator(), std::forward<Args>(args)...).value();
}

/// Randomness, hash and signatures of one side.
ComposedProvider provider_of(const RecordedConnection& connection, tls::Side side) {
  ComposedProvider made;
  made.use(Box<crypto::Random>(boxed<ReplayRandom>()));
  made.use(Box<crypto::Hash>(boxed<RewritingHash>(
      *made.provider().hash(crypto::HashAlgorithm::Sha256), connection.rewrites(side))));
  const tls::Side signer = tls::other(side);
  if (connection.has_small_key(signer)) {
    made.use(Box<crypto::SignatureVerifier>(
        boxed<ReplayVerifier>(signature_of(connection.trace(), signer))));
  }
  return made;
}

void use_key_pair(ComposedProvider& provider, crypto::NamedGroup group, std::vector<u8> key) {
  provider.use(Box<crypto::KeyExchange>(boxed<ReplayKeyExchange>(group, std::move(key))));
}

Arc<ComposedProvider> shared(ComposedProvider provider) {
  return Arc<ComposedProvider>::make(system_allocator(), std::move(provider)).value();
}

/// What we would answer to the first ClientHello where the trace has a cookie as well.
std::vector<u8> own_retry() {
  tls::HelloRetryRequest retry;
  retry.cipher_suite = tls::kTlsAes128GcmSha256;
  retry.selected_version = Option(tls::SelectedVersion{tls::kTls13});
  retry.group = Option(tls::SelectedGroup{crypto::kSecp256r1});
  return encoded(retry);
}

}  // namespace

Rewrites RecordedConnection::rewrites(tls::Side side) const {
  Rewrites made;
  tls::EncryptedExtensions extensions;
  extensions.server_name_used = true;
  made.add(encoded(extensions), trace_.bytes("Message_EncryptedExtensions"));
  if (side == tls::Side::Client) {
    made.add_client_hellos(
        trace_.payload("Record_ClientHello_1"),
        is_retried() ? trace_.payload("Record_ClientHello_2") : std::vector<u8>{});
  } else if (is_retried()) {
    made.add(own_retry(), trace_.payload("Record_HelloRetryRequest"));
  }
  if (side == tls::Side::Client && has_small_key(tls::Side::Server)) {
    made.add(certificate_message(leaf_of("rsa2048.pem")),
             trace_.bytes("Message_Server_Certificate"));
  }
  if (side == tls::Side::Server && asks_for_certificate()) {
    made.add(certificate_message(leaf_of("client_rsa2048.pem")), client_certificate_message());
  }
  return made;
}

std::vector<u8> RecordedConnection::random_pool(tls::Side side) const {
  const std::vector<u8> pool =
      side == tls::Side::Client ? trace_.bytes("Client_RNG_Pool") : trace_.bytes("Server_RNG_Pool");
  const bool has_session_id = side == tls::Side::Client && has_middlebox_compatibility();
  return copy_of(Bytes(pool).first(has_session_id ? 2 * kPiece : kPiece));
}

std::vector<u8> RecordedConnection::client_certificate_message() const {
  return certificate_message(recorded_client_certificate());
}

Arc<tls::ClientConfig> RecordedConnection::client_config() const {
  ComposedProvider provider = provider_of(*this, tls::Side::Client);
  const std::vector<u8> drawn = trace_.bytes("Client_RNG_Pool");
  use_key_pair(provider, crypto::kX25519, piece(drawn, has_middlebox_compatibility() ? 2 : 1));
  if (is_retried()) {
    use_key_pair(provider, crypto::kSecp256r1, piece(drawn, 2));
  }
  const Array groups{crypto::kX25519, crypto::kSecp256r1, crypto::kSecp384r1};
  auto builder = tls::ClientConfig::builder(system_allocator(), shared(std::move(provider)))
                     .value()
                     .clock(clock_when_recorded())
                     .verifier(Box<tls::ServerCertVerifier>(boxed<AnyServer>()))
                     .cipher_suites(kSuites.span())
                     .groups(groups.span())
                     .signature_schemes(kSchemes.span())
                     .middlebox_compatibility(has_middlebox_compatibility())
                     .key_log(key_log_of(tls::Side::Client));
  if (!asks_for_certificate()) {
    return std::move(builder).build().value();
  }
  return std::move(builder)
      .certificate(replayed_key(recorded_client_certificate(), crypto::PublicKeyAlgorithm::Rsa,
                                signature_of(trace_, tls::Side::Client)))
      .build()
      .value();
}

Arc<tls::ServerConfig> RecordedConnection::server_config() const {
  const crypto::NamedGroup group = is_retried() ? crypto::kSecp256r1 : crypto::kX25519;
  ComposedProvider provider = provider_of(*this, tls::Side::Server);
  use_key_pair(provider, group, piece(trace_.bytes("Server_RNG_Pool"), 1));
  const Array groups{group};
  const crypto::PublicKeyAlgorithm algorithm = has_small_key(tls::Side::Server)
                                                   ? crypto::PublicKeyAlgorithm::Rsa
                                                   : crypto::PublicKeyAlgorithm::EcdsaP256;
  auto builder =
      tls::ServerConfig::builder(system_allocator(), shared(std::move(provider)))
          .value()
          .clock(clock_when_recorded())
          .certificate(replayed_key(only_certificate(trace_.bytes("Message_Server_Certificate")),
                                    algorithm, signature_of(trace_, tls::Side::Server)))
          .value()
          .groups(groups.span())
          .signature_schemes(kSchemes.span())
          .key_log(key_log_of(tls::Side::Server));
  if (!asks_for_certificate()) {
    return std::move(builder).build().value();
  }
  return std::move(builder)
      .client_auth(tls::ClientAuth::Required, Box<tls::ClientCertVerifier>(boxed<AnyClient>()))
      .build()
      .value();
}

}  // namespace ferrule::testing
