// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/server/wait_second_client_hello.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/tls/every_state.hpp"
#include "ferrule/tls/server/answer.hpp"

namespace ferrule::tls::server {

NextState WaitSecondClientHello::handle(const HandshakeMessage& message,
                                        HandshakeEffects& effects) && {
  TRYV(expect(message, handshake::kClientHello));
  TRY(const ClientHello hello, decode_body<ClientHello>(message.body));
  TRYV(check_client_hello(hello));

  // "the client MUST send the same ClientHello without modification, except as follows" (RFC
  // 8446, 4.1.2)
  if (!(unchanging_part(hello, suite_.hash).span().size() == unchanging_.size() &&
        equal(unchanging_part(hello, suite_.hash).span(), unchanging_.span()))) {
    return Err{PeerMisbehaved::ChangedClientHello};
  }
  if (hello.extensions.early_data) {
    return Err{PeerMisbehaved::EarlyDataAfterRetry};
  }
  // "replacing the original key_share with a list containing a single KeyShareEntry from the
  // indicated group"
  const Option<KeyShareEntry> share = hello.extensions.key_shares
                                          ? hello.extensions.key_shares->find(group_)
                                          : Option<KeyShareEntry>();
  if (!share || hello.extensions.key_shares->list.size() != 1) {
    return Err{PeerMisbehaved::RetriedWithoutShare};
  }
  TRY(const Choice choice, choose_credentials(*config_, hello, suite_, effects));
  transcript_.add(message.encoded);
  return send_server_flight(config_, choice, hello, *share, std::move(transcript_), effects);
}

}  // namespace ferrule::tls::server
