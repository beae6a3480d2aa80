// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/client/start.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/tls/every_state.hpp"

namespace ferrule::tls::client {

NextState start(Arc<ClientConfig> config, const pki::ServerName& name, HandshakeEffects& effects) {
  const AllocatorRef allocator = effects.allocator();
  TRY(Box<ClientHandshake> handshake, Box<ClientHandshake>::make(allocator, allocator, std::move(config), name));
  const Settings& settings = handshake->settings();

  // 1. Randomness. A session id makes the handshake look like a resumption of TLS 1.2 to middleboxes (RFC 8446, D.4).
  TRYV(settings.provider.random->fill(handshake->random.span()));
  if (settings.middlebox_compatibility) {
    Array<u8, kMaxSessionIdLength> id{};
    TRYV(settings.provider.random->fill(id.span()));
    TRYV(handshake->session_id.append(id.span()));
  }

  // 2. Key shares for the groups we like best.
  for (const crypto::NamedGroup group : settings.groups.span().first(handshake->config->key_shares())) {
    TRYV(add_share(*handshake, group, allocator));
  }

  // 3. ClientHello. Its hash waits until the server has chosen the cipher suite.
  TRY(const usize at, write_client_hello(*handshake, kNone, effects));
  TranscriptBuffer hello(allocator);
  TRYV(hello.add(effects.flight().span().subspan(at)));
  TRYV(effects.send_flight());
  return HandshakeState(WaitServerHello(std::move(handshake), std::move(hello)));
}

Result<void, Error> add_share(ClientHandshake& handshake, crypto::NamedGroup group, AllocatorRef allocator) {
  const Option<Ref<const crypto::KeyExchange>> algorithm = handshake.settings().provider.key_exchange(group);
  if (!algorithm) {
    return Err{ApiMisuse::NoGroups};
  }
  TRY(Box<crypto::ActiveKeyExchange> exchange, (*algorithm)->start(allocator));
  TRYV(handshake.shares.push(OfferedShare{group, std::move(exchange)}));
  return ok();
}

Result<usize, Error> write_client_hello(ClientHandshake& handshake, Option<Bytes> cookie, HandshakeEffects& effects) {
  const Settings& settings = handshake.settings();
  const Array<u8, 1> null_compression{{0}};
  const Array<ProtocolVersion, 1> versions{{kTls13}};
  FixedVec<KeyShareEntry, 8> shares;
  for (const OfferedShare& offered : handshake.shares) {
    TRYV(shares.push(KeyShareEntry{offered.group, offered.exchange->share()}));
  }

  ClientHello hello;
  hello.random = handshake.random.span();
  hello.session_id = handshake.session_id.span();
  hello.cipher_suites = WireList<CipherSuite>::of(settings.cipher_suites.span());
  hello.compression_methods = null_compression.span();
  ClientExtensions& extensions = hello.extensions;
  if (handshake.config->sends_server_name() && !handshake.name.is_ip()) {
    extensions.server_name = Option<ServerName>(ServerName{handshake.name.dns()});
  }
  extensions.supported_groups =
      Option<SupportedGroups>(SupportedGroups{WireList<crypto::NamedGroup>::of(settings.groups.span())});
  extensions.signature_algorithms = Option<SignatureAlgorithms>(
      SignatureAlgorithms{WireList<crypto::SignatureScheme>::of(settings.signature_schemes.span())});
  if (!settings.protocols.empty()) {
    TRY(const auto names, WireList<ProtocolName>::decode(settings.protocols.wire()));
    extensions.protocols = Option<ApplicationLayerProtocols>(ApplicationLayerProtocols{names});
  }
  extensions.supported_versions =
      Option<SupportedVersions>(SupportedVersions{WireList<ProtocolVersion>::of(versions.span())});
  if (cookie) {
    extensions.cookie = Option<Cookie>(Cookie{*cookie});
  }
  extensions.key_shares = Option<ClientKeyShares>(ClientKeyShares{WireList<KeyShareEntry>::of(shares.span())});

  ByteVec& flight = effects.flight();
  const usize start = flight.size();
  Writer writer(flight);
  write_handshake(writer, hello);
  TRYV(writer.finish().map([](usize) { return Unit{}; }));

  // Only what was offered may be answered (RFC 8446, 4.2).
  handshake.offered = KnownExtensions();
  if (extensions.server_name) {
    handshake.offered.insert(ServerName::kRow.type);
  }
  if (extensions.protocols) {
    handshake.offered.insert(ApplicationLayerProtocols::kRow.type);
  }
  handshake.offered.insert(SupportedGroups::kRow.type);
  handshake.offered.insert(SignatureAlgorithms::kRow.type);
  handshake.offered.insert(SupportedVersions::kRow.type);
  handshake.offered.insert(ClientKeyShares::kRow.type);
  return start;
}

}  // namespace ferrule::tls::client
