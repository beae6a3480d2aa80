// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/client/wait_server_hello.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/tls/client/start.hpp"
#include "ferrule/tls/every_state.hpp"
#include "ferrule/tls/keys/key_log_labels.hpp"
#include "ferrule/tls/own_flight.hpp"

namespace ferrule::tls::client {

namespace {

/// A server that knows TLS 1.3 answers with supported_versions; one that does not is refused. When
/// it hides that it does, somebody meddles (RFC 8446, 4.1.3).
Result<void, Error> check_version(const ServerHelloFrame& frame) {
  for (const Extension& extension : frame.extensions) {
    if (extension.type == SelectedVersion::kRow.type) {
      return ok();
    }
  }
  if (frame.is_downgraded()) {
    return Err{PeerMisbehaved::DowngradeDetected};
  }
  return Err{PeerIncompatible::NoCommonVersion};
}

Result<void, Error> check_selected(const Option<SelectedVersion>& selected) {
  if (!selected || selected->version != kTls13) {
    return Err{PeerMisbehaved::VersionNotOffered};
  }
  return ok();
}

}  // namespace

NextState WaitServerHello::handle(const HandshakeMessage& message, HandshakeEffects& effects) && {
  TRYV(expect(message, handshake::kServerHello));
  TRY(const ServerHelloFrame frame, decode_body<ServerHelloFrame>(message.body));
  TRYV(check_version(frame));
  if (frame.is_retry()) {
    if (retry_) {
      return Err{PeerMisbehaved::SecondHelloRetryRequest};
    }
    TRY(const HelloRetryRequest retry, HelloRetryRequest::from(frame, handshake_->offered));
    return std::move(*this).on_retry(message, retry, effects);
  }
  TRY(const ServerHello hello, ServerHello::from(frame, handshake_->offered));
  return std::move(*this).on_server_hello(message, hello, effects);
}

NextState WaitServerHello::on_retry(const HandshakeMessage& message, const HelloRetryRequest& retry,
                                    HandshakeEffects& effects) && {
  // 1. It answers what was sent (RFC 8446, 4.1.4).
  TRYV(check_selected(retry.selected_version));
  TRYV(check_echo(retry.session_id_echo));
  TRY(const SuiteAlgorithms suite, offered_suite(retry.cipher_suite));

  // 2. It changes something, and asks for a share that we can make and have not sent.
  if (!retry.group && !retry.cookie) {
    return Err{PeerMisbehaved::PointlessHelloRetryRequest};
  }
  if (retry.group) {
    const crypto::NamedGroup group = retry.group->group;
    bool known = false;
    for (const crypto::NamedGroup ours : handshake_->settings().groups) {
      known = known || ours == group;
    }
    if (!known) {
      return Err{PeerMisbehaved::GroupNotOffered};
    }
    for (const OfferedShare& share : handshake_->shares) {
      if (share.group == group) {
        return Err{PeerMisbehaved::GroupAlreadyShared};
      }
    }
    handshake_->shares.clear();
    TRYV(add_share(*handshake_, group, effects.allocator()));
  }

  // 3. The transcript goes on from a hash of the first ClientHello (RFC 8446, 4.4.1).
  Transcript transcript = std::move(hello_).start(suite.hash);
  transcript.replace_with_message_hash();
  transcript.add(message.encoded);

  // 4. The second ClientHello, after a dummy change_cipher_spec (RFC 8446, D.4).
  if (handshake_->settings().middlebox_compatibility) {
    TRYV(effects.send_change_cipher_spec());
  }
  const Option<Bytes> cookie = retry.cookie ? Option<Bytes>(retry.cookie->cookie) : Option<Bytes>();
  TRY(const usize at, write_client_hello(*handshake_, cookie, effects));
  transcript.add(effects.flight().span().subspan(at));
  TRYV(effects.send_flight());

  effects.facts().kind = HandshakeKind::FullWithHelloRetryRequest;
  retry_ = Option<Retry>(Retry{suite, std::move(transcript)});
  return HandshakeState(std::move(*this));
}

NextState WaitServerHello::on_server_hello(const HandshakeMessage& message,
                                           const ServerHello& hello, HandshakeEffects& effects) && {
  // 1. It answers what was sent (RFC 8446, 4.1.3), and says again what a HelloRetryRequest said.
  TRYV(check_selected(hello.selected_version));
  TRYV(check_echo(hello.session_id_echo));
  TRY(const SuiteAlgorithms suite, offered_suite(hello.cipher_suite));
  if (retry_ && retry_->suite.suite != suite.suite) {
    return Err{PeerMisbehaved::CipherSuiteChanged};
  }

  // 2. Key exchange.
  TRY(const crypto::SharedSecret shared, complete(hello));

  // 3. Handshake secrets over ClientHello...ServerHello (RFC 8446, 7.1).
  Transcript transcript =
      retry_ ? std::move(retry_->transcript) : std::move(hello_).start(suite.hash);
  transcript.add(message.encoded);
  HandshakeSecret secret = EarlySecret::without_psk(suite.hash).into_handshake(shared.bytes());
  TrafficSecrets traffic = secret.traffic(transcript.hash());
  const Settings& settings = handshake_->settings();
  log_secret(settings, key_log::kClientHandshake, handshake_->random.span(),
             traffic.client.bytes());
  log_secret(settings, key_log::kServerHandshake, handshake_->random.span(),
             traffic.server.bytes());

  // 4. From here on all is protected; the dummy change_cipher_spec comes before (RFC 8446, D.4).
  if (settings.middlebox_compatibility && !retry_) {
    TRYV(effects.send_change_cipher_spec());
  }
  TRYV(effects.receive_under(suite, traffic.server));
  TRYV(effects.send_under(suite, traffic.client));

  ConnectionFacts& facts = effects.facts();
  facts.protocol_version = Option<ProtocolVersion>(kTls13);
  facts.cipher_suite = Option<CipherSuite>(suite.suite);
  facts.group = Option<crypto::NamedGroup>(hello.key_share->entry.group);
  handshake_->shares.release();
  return HandshakeState(WaitEncryptedExtensions(ProtectedHandshake{
      std::move(handshake_), suite, std::move(transcript), std::move(secret), std::move(traffic)}));
}

Result<SuiteAlgorithms, Error> WaitServerHello::offered_suite(CipherSuite suite) const {
  for (const CipherSuite offered : handshake_->settings().cipher_suites) {
    if (offered == suite) {
      const Option<SuiteAlgorithms> found = find_suite(handshake_->settings().provider, suite);
      if (found) {
        return *found;
      }
    }
  }
  return Err{PeerMisbehaved::CipherSuiteNotOffered};
}

Result<void, Error> WaitServerHello::check_echo(Bytes session_id) const {
  if (!equal(session_id, handshake_->session_id.span())) {
    return Err{PeerMisbehaved::SessionIdNotEchoed};
  }
  return ok();
}

Result<crypto::SharedSecret, Error> WaitServerHello::complete(const ServerHello& hello) {
  if (!hello.key_share) {
    return Err{PeerMisbehaved::MissingExtension};
  }
  const KeyShareEntry& entry = hello.key_share->entry;
  for (OfferedShare& share : handshake_->shares) {
    if (share.group == entry.group) {
      TRY(crypto::SharedSecret secret, share.exchange->complete(entry.key_exchange));
      return secret;
    }
  }
  return Err{retry_ ? PeerMisbehaved::GroupChanged : PeerMisbehaved::GroupNotOffered};
}

}  // namespace ferrule::tls::client
