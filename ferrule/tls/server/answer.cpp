// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/server/answer.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/tls/every_state.hpp"
#include "ferrule/tls/server/hello_info.hpp"
#include "ferrule/tls/wire/hello_retry_request.hpp"

namespace ferrule::tls::server {

namespace {

bool offers(const ClientHello& hello, CipherSuite suite) {
  return hello.cipher_suites.contains(suite);
}

Result<SuiteAlgorithms, Error> choose_suite(const ServerConfig& config, const ClientHello& hello) {
  const Settings& settings = config.settings();
  if (config.prefers_own_cipher_suites()) {
    for (const CipherSuite suite : settings.cipher_suites) {
      if (offers(hello, suite)) {
        if (const Option<SuiteAlgorithms> found = find_suite(settings.provider, suite)) {
          return *found;
        }
      }
    }
  } else {
    for (const CipherSuite suite : hello.cipher_suites) {
      for (const CipherSuite ours : settings.cipher_suites) {
        if (ours == suite) {
          if (const Option<SuiteAlgorithms> found = find_suite(settings.provider, suite)) {
            return *found;
          }
        }
      }
    }
  }
  return Err{PeerIncompatible::NoCommonCipherSuite};
}

/// The share of the group we like best, of those that came with one.
Option<KeyShareEntry> choose_share(const Settings& settings,
                                   const ClientHello& hello FERRULE_LIFETIMEBOUND) {
  for (const crypto::NamedGroup group : settings.groups) {
    if (hello.extensions.key_shares) {
      if (const Option<KeyShareEntry> share = hello.extensions.key_shares->find(group)) {
        return share;
      }
    }
  }
  return kNone;
}

Result<crypto::NamedGroup, Error> choose_group(const Settings& settings, const ClientHello& hello) {
  for (const crypto::NamedGroup group : settings.groups) {
    if (hello.extensions.supported_groups &&
        hello.extensions.supported_groups->list.contains(group)) {
      return group;
    }
  }
  return Err{PeerIncompatible::NoCommonGroup};
}

/// RFC 8446, 4.1.4.
NextState ask_again(const Arc<ServerConfig>& config, const SuiteAlgorithms& suite,
                    const HandshakeMessage& message, const ClientHello& hello,
                    HandshakeEffects& effects) {
  TRY(const crypto::NamedGroup group, choose_group(config->settings(), hello));
  Transcript transcript(suite.hash);
  transcript.add(message.encoded);
  transcript.replace_with_message_hash();

  HelloRetryRequest retry;
  retry.session_id_echo = hello.session_id;
  retry.cipher_suite = suite.suite;
  retry.selected_version = Option<SelectedVersion>(SelectedVersion{kTls13});
  retry.group = Option<SelectedGroup>(SelectedGroup{group});
  TRYV(send_message(effects, transcript, retry));
  TRYV(effects.send_flight());
  if (!hello.session_id.empty()) {
    TRYV(effects.send_change_cipher_spec());
  }
  effects.skip_early_data(hello.extensions.early_data.has_value());
  effects.facts().kind = HandshakeKind::FullWithHelloRetryRequest;
  return HandshakeState(WaitSecondClientHello(config, suite, group, std::move(transcript),
                                              unchanging_part(hello, suite.hash)));
}

}  // namespace

Result<void, Error> check_client_hello(const ClientHello& hello) {
  if (!hello.offers(kTls13)) {
    return Err{PeerIncompatible::NoCommonVersion};
  }
  return hello.check_tls13();
}

NextState answer_client_hello(const Arc<ServerConfig>& config, const HandshakeMessage& message,
                              const ClientHello& hello, HandshakeEffects& effects) {
  // 1. Cipher suite and key share (RFC 8446, 4.1.1).
  TRY(const SuiteAlgorithms suite, choose_suite(*config, hello));
  const Option<KeyShareEntry> share = choose_share(config->settings(), hello);
  if (!share) {
    return ask_again(config, suite, message, hello, effects);
  }

  // 2. Certificate and protocol.
  TRY(const Choice choice, choose_credentials(*config, hello, suite, effects));

  // 3. All of our flight.
  Transcript transcript(suite.hash);
  transcript.add(message.encoded);
  return send_server_flight(config, choice, hello, *share, std::move(transcript), effects);
}

Result<Choice, Error> choose_credentials(const ServerConfig& config, const ClientHello& hello,
                                         const SuiteAlgorithms& suite, HandshakeEffects& effects) {
  // A hello with a PSK may come without it, but we sign (RFC 8446, 4.2.3).
  if (!hello.extensions.signature_algorithms) {
    return Err{PeerMisbehaved::SignatureAlgorithmsMissing};
  }
  ConnectionFacts& facts = effects.facts();
  HelloInfo info;
  TRYV(info.read(hello));
  facts.server_name.clear();
  TRYV(facts.server_name.append(info.server_name()));

  // "The server SHALL select the most highly preferred" of its own; without a common one,
  // no_application_protocol (RFC 7301, 3.2).
  const Settings& settings = config.settings();
  facts.alpn.clear();
  if (hello.extensions.protocols && !settings.protocols.empty()) {
    TRY(const auto own, WireList<ProtocolName>::decode(settings.protocols.wire()));
    for (const ProtocolName& protocol : own) {
      if (facts.alpn.empty() && hello.extensions.protocols->list.contains(protocol)) {
        TRYV(facts.alpn.append(protocol.name));
      }
    }
    if (facts.alpn.empty()) {
      return Err{PeerIncompatible::NoCommonProtocol};
    }
  }

  // Asked here and now; a resolver that answers later would make this a state of its own.
  const ClientHelloInfo view = info.view();
  Option<Arc<CertifiedKey>> key = config.resolver().resolve(view);
  if (!key) {
    return Err{PeerIncompatible::UnrecognizedName};
  }
  const Option<crypto::SignatureScheme> scheme = (*key)->choose_scheme(view.signature_schemes);
  if (!scheme) {
    return Err{PeerIncompatible::NoCommonSignatureScheme};
  }
  return Choice{suite, *std::move(key), *scheme};
}

crypto::Digest unchanging_part(const ClientHello& hello, Ref<const crypto::Hash> hash) {
  crypto::HashContext context(hash);
  const auto add = [&](Bytes field) {
    const Array<u8, 2> length{{static_cast<u8>(field.size() >> 8), static_cast<u8>(field.size())}};
    context.update(length.span());
    context.update(field);
  };
  const auto add_number = [&](u16 number) {
    const Array<u8, 2> wire{{static_cast<u8>(number >> 8), static_cast<u8>(number)}};
    add(wire.span());
  };
  add(hello.random);
  add(hello.session_id);
  for (const CipherSuite suite : hello.cipher_suites) {
    add_number(suite.value);
  }
  // key_share, cookie, early_data, pre_shared_key and padding (RFC 7685) may change.
  constexpr u16 kPadding = 21;
  for (const Extension& extension : hello.all_extensions) {
    const ExtensionType type = extension.type;
    const bool may_change = type == ClientKeyShares::kRow.type || type == Cookie::kRow.type ||
                            type == EarlyData::kRow.type || type == OfferedPsks::kRow.type ||
                            type.value == kPadding;
    if (!may_change) {
      add_number(type.value);
      add(extension.body);
    }
  }
  return context.finish();
}

}  // namespace ferrule::tls::server
