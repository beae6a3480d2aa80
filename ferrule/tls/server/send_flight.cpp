// SPDX-License-Identifier: Apache-2.0 OR MIT
// The server's flight: ServerHello, EncryptedExtensions, CertificateRequest, Certificate,
// CertificateVerify, Finished.
#include "ferrule/core/try.hpp"
#include "ferrule/pki/name/server_name.hpp"
#include "ferrule/tls/every_state.hpp"
#include "ferrule/tls/keys/key_log_labels.hpp"
#include "ferrule/tls/own_flight.hpp"
#include "ferrule/tls/server/answer.hpp"
#include "ferrule/tls/wire/certificate_request.hpp"
#include "ferrule/tls/wire/encrypted_extensions.hpp"
#include "ferrule/tls/wire/server_hello.hpp"

namespace ferrule::tls::server {

namespace {

/// ServerHello with our share; returns the shared secret.
Result<crypto::SharedSecret, Error> send_server_hello(
    const Settings& settings, const SuiteAlgorithms& suite, const ClientHello& hello,
    const KeyShareEntry& share, Transcript& transcript, HandshakeEffects& effects) {
  const Option<Ref<const crypto::KeyExchange>> group = settings.provider.key_exchange(share.group);
  if (!group) {
    return Err{PeerIncompatible::NoCommonGroup};
  }
  ByteVec own_share(effects.allocator());
  TRYV(own_share.resize((*group)->server_share_length()));
  TRY(crypto::SharedSecret secret, (*group)->encapsulate(share.key_exchange, own_share.span()));

  Array<u8, kRandomLength> random{};
  TRYV(settings.provider.random->fill(random.span()));
  ServerHello answer;
  answer.random = random.span();
  answer.session_id_echo = hello.session_id;
  answer.cipher_suite = suite.suite;
  answer.selected_version = Option<SelectedVersion>(SelectedVersion{kTls13});
  answer.key_share =
      Option<ServerKeyShare>(ServerKeyShare{KeyShareEntry{share.group, own_share.span()}});
  TRYV(send_message(effects, transcript, answer));
  return secret;
}

Result<void, Error> send_encrypted_extensions(const ClientHello& hello, Transcript& transcript,
                                              HandshakeEffects& effects) {
  EncryptedExtensions extensions;
  extensions.server_name_used = hello.extensions.server_name.has_value();
  const Array<ProtocolName, 1> protocol{{ProtocolName{effects.facts().alpn.span()}}};
  if (!effects.facts().alpn.empty()) {
    extensions.protocols = Option<ApplicationLayerProtocols>(
        ApplicationLayerProtocols{WireList<ProtocolName>::of(protocol.span())});
  }
  return send_message(effects, transcript, extensions);
}

/// A distinguished name from the content of its RDNSequence.
void write_name(Writer& writer, Bytes content) {
  constexpr u8 kSequence = 0x30;
  writer.u8(kSequence);
  if (content.size() < 0x80) {
    writer.u8(static_cast<u8>(content.size()));
  } else if (content.size() < 0x100) {
    writer.u8(0x81);
    writer.u8(static_cast<u8>(content.size()));
  } else {
    writer.u8(0x82);
    writer.u16(static_cast<u16>(content.size()));
  }
  writer.bytes(content);
}

/// As many names of authorities as are a hint worth sending.
Result<void, Error> write_authorities(const ClientCertVerifier& verifier, ByteVec& names) {
  constexpr usize kWorthSending = 8192;
  Writer writer(names);
  for (usize i = 0; i < verifier.authorities() && writer.size() < kWorthSending; ++i) {
    const Bytes name = verifier.authority(i);
    if (!name.empty() && name.size() < kWorthSending) {
      writer.prefixed_u16([&](Writer& out) { write_name(out, name); });
    }
  }
  return writer.finish()
      .map([](usize) { return Unit{}; })
      .and_then([](Unit) -> Result<void, WriteError> { return ok(); })
      .map_err([](WriteError error) { return Error(error); });
}

Result<void, Error> send_certificate_request(const ServerConfig& config, Transcript& transcript,
                                             HandshakeEffects& effects) {
  const Option<Box<ClientCertVerifier>>& verifier = config.client_verifier();
  if (config.client_auth() == ClientAuth::None || !verifier) {
    return ok();
  }
  ByteVec names(effects.allocator());
  TRYV(write_authorities(**verifier, names));
  CertificateRequest request;
  request.signature_algorithms = Option<SignatureAlgorithms>(SignatureAlgorithms{
      WireList<crypto::SignatureScheme>::of(config.settings().signature_schemes.span())});
  if (!names.empty()) {
    TRY(const auto list, WireList<DistinguishedName>::decode(names.span()));
    request.certificate_authorities = Option<CertificateAuthorities>(CertificateAuthorities{list});
  }
  return send_message(effects, transcript, request);
}

}  // namespace

NextState send_server_flight(const Arc<ServerConfig>& config, const Choice& choice,
                             const ClientHello& hello, const KeyShareEntry& share,
                             Transcript transcript, HandshakeEffects& effects) {
  const Settings& settings = config->settings();
  const SuiteAlgorithms& suite = choice.suite;
  ConnectionFacts& facts = effects.facts();

  // 1. ServerHello, unprotected, and a dummy change_cipher_spec, unless one followed a
  // HelloRetryRequest (RFC 8446, D.4).
  TRY(const crypto::SharedSecret shared,
      send_server_hello(settings, suite, hello, share, transcript, effects));
  TRYV(effects.send_flight());
  if (!hello.session_id.empty() && facts.kind == HandshakeKind::Full) {
    TRYV(effects.send_change_cipher_spec());
  }

  // 2. Handshake secrets over ClientHello...ServerHello (RFC 8446, 7.1).
  HandshakeSecret secret = EarlySecret::without_psk(suite.hash).into_handshake(shared.bytes());
  TrafficSecrets traffic = secret.traffic(transcript.hash());
  log_secret(settings, key_log::kClientHandshake, hello.random, traffic.client.bytes());
  log_secret(settings, key_log::kServerHandshake, hello.random, traffic.server.bytes());
  TRYV(effects.receive_under(suite, traffic.client));
  effects.skip_early_data(hello.extensions.early_data.has_value());
  TRYV(effects.send_under(suite, traffic.server));

  // 3. The protected messages.
  TRYV(send_encrypted_extensions(hello, transcript, effects));
  TRYV(send_certificate_request(*config, transcript, effects));
  TRYV(send_certificate(*choice.key, transcript, effects));
  TRYV(send_certificate_verify(Side::Server, *choice.key, choice.scheme, transcript, effects));
  TRYV(send_finished(traffic.server, transcript, effects));
  TRYV(effects.send_flight());

  // 4. Application secrets over ClientHello...server Finished; what we send next is under them.
  MasterSecret master = std::move(secret).into_master();
  const crypto::Digest hash = transcript.hash();
  TrafficSecrets application = master.traffic(hash);
  ExporterSecret exporter = master.exporter(hash);
  log_secret(settings, key_log::kClientTraffic, hello.random, application.client.bytes());
  log_secret(settings, key_log::kServerTraffic, hello.random, application.server.bytes());
  log_secret(settings, key_log::kExporter, hello.random, exporter.bytes());
  TRYV(effects.send_under(suite, application.server));

  facts.protocol_version = Option<ProtocolVersion>(kTls13);
  facts.cipher_suite = Option<CipherSuite>(suite.suite);
  facts.group = Option<crypto::NamedGroup>(share.group);
  const AllocatorRef allocator = effects.allocator();
  TRY(Box<ServerHandshake> handshake,
      Box<ServerHandshake>::make(
          allocator,
          ServerHandshake{config, suite, std::move(transcript), std::move(traffic.client),
                          std::move(application), std::move(exporter)}));
  if (config->client_auth() == ClientAuth::None) {
    TRY(PeerIdentity nobody, PeerIdentity::anonymous(ClientAuth::None));
    return HandshakeState(WaitFinished(std::move(handshake), std::move(nobody)));
  }
  return HandshakeState(WaitCertificate(std::move(handshake)));
}

}  // namespace ferrule::tls::server
