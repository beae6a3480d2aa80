// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/client/start.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/tls/every_state.hpp"

namespace ferrule::tls::client {

NextState start(Arc<ClientConfig> config, const pki::ServerName& name, HandshakeEffects& effects) {
  const AllocatorRef allocator = effects.allocator();
  const Settings& settings = config->settings();
  TRY(Box<ClientHandshake> handshake,
      Box<ClientHandshake>::make(allocator, allocator, Arc<ClientConfig>(config), name));

  // 1. Randomness. A session id makes the handshake look like a resumption of TLS 1.2 to
  // middleboxes (RFC 8446, D.4).
  TRYV(settings.provider.random->fill(handshake->random.span()));
  if (settings.middlebox_compatibility) {
    Array<u8, kMaxSessionIdLength> id{};
    TRYV(settings.provider.random->fill(id.span()));
    TRYV(handshake->session_id.append(id.span()));
  }

  // 2. Key shares for the groups we like best.
  for (const crypto::NamedGroup group : settings.groups.span().first(config->key_shares())) {
    TRYV(add_share(*handshake, group, allocator));
  }

  // 3. ClientHello. Its hash waits until the server has chosen the cipher suite.
  handshake->offered = offered_extensions(*config, name);
  TRY(const usize at, write_client_hello(*handshake, kNone, effects));
  TranscriptBuffer hello(allocator);
  TRYV(hello.add(effects.flight().span().subspan(at)));
  TRYV(effects.send_flight());
  return HandshakeState(WaitServerHello(std::move(handshake), std::move(hello)));
}

Result<void, Error> add_share(ClientHandshake& handshake, crypto::NamedGroup group,
                              AllocatorRef allocator) {
  const Option<Ref<const crypto::KeyExchange>> algorithm =
      handshake.settings().provider.key_exchange(group);
  if (!algorithm) {
    return Err{ApiMisuse::NoGroups};
  }
  TRY(Box<crypto::ActiveKeyExchange> exchange, (*algorithm)->start(allocator));
  TRYV(handshake.shares.push(OfferedShare{group, std::move(exchange)}));
  return ok();
}

Result<usize, Error> write_client_hello(const ClientHandshake& handshake, Option<Bytes> cookie,
                                        HandshakeEffects& effects) {
  const Settings& settings = handshake.settings();
  const Array<u8, 1> null_compression{{0}};
  const Array<ProtocolVersion, 1> versions{{kTls13}};
  FixedVec<KeyShareEntry, 8> shares;
  for (const OfferedShare& offered : handshake.shares) {
    TRYV(shares.push(KeyShareEntry{offered.group, offered.exchange->share()}));
  }
  TRY(const auto protocols, WireList<ProtocolName>::decode(settings.protocols.wire(), 0));

  ClientHello hello;
  hello.random = handshake.random.span();
  hello.session_id = handshake.session_id.span();
  hello.cipher_suites = WireList<CipherSuite>::of(settings.cipher_suites.span());
  hello.compression_methods = null_compression.span();
  if (handshake.offered.contains(ServerName::kRow.type)) {
    hello.extensions.server_name = Option(ServerName{handshake.name.dns()});
  }
  hello.extensions.supported_groups =
      Option(SupportedGroups{WireList<crypto::NamedGroup>::of(settings.groups.span())});
  hello.extensions.signature_algorithms = Option(SignatureAlgorithms{
      WireList<crypto::SignatureScheme>::of(settings.signature_schemes.span())});
  if (!protocols.empty()) {
    hello.extensions.protocols = Option(ApplicationLayerProtocols{protocols});
  }
  hello.extensions.supported_versions =
      Option(SupportedVersions{WireList<ProtocolVersion>::of(versions.span())});
  if (cookie) {
    hello.extensions.cookie = Option(Cookie{*cookie});
  }
  hello.extensions.key_shares = Option(ClientKeyShares{WireList<KeyShareEntry>::of(shares.span())});

  const usize start = effects.flight().size();
  Writer writer(effects.flight());
  write_handshake(writer, hello);
  TRYV(writer.finish());
  return start;
}

KnownExtensions offered_extensions(const ClientConfig& config, const pki::ServerName& name) {
  KnownExtensions offered;
  if (config.sends_server_name() && !name.is_ip()) {
    offered.insert(ServerName::kRow.type);
  }
  if (!config.settings().protocols.empty()) {
    offered.insert(ApplicationLayerProtocols::kRow.type);
  }
  offered.insert(SupportedGroups::kRow.type);
  offered.insert(SignatureAlgorithms::kRow.type);
  offered.insert(SupportedVersions::kRow.type);
  offered.insert(ClientKeyShares::kRow.type);
  return offered;
}

}  // namespace ferrule::tls::client
