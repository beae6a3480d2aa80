// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a client reads from a server: ServerHello or HelloRetryRequest, then the messages of the
// flight, in any order. The first byte says where the records are cut.
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/tls/record/handshake_joiner.hpp"
#include "ferrule/tls/wire/certificate.hpp"
#include "ferrule/tls/wire/certificate_request.hpp"
#include "ferrule/tls/wire/certificate_verify.hpp"
#include "ferrule/tls/wire/encrypted_extensions.hpp"
#include "ferrule/tls/wire/finished.hpp"
#include "ferrule/tls/wire/hello_retry_request.hpp"
#include "ferrule/tls/wire/key_update.hpp"
#include "ferrule/tls/wire/new_session_ticket.hpp"
#include "fuzz/input.hpp"

namespace ferrule::fuzz {
namespace {

using namespace tls;

KnownExtensions everything() {
  KnownExtensions made;
  for (const ExtensionRow& row : kExtensionTable) {
    made.insert(row.type);
  }
  return made;
}

/// Writes what was read; it must come out as it came in, unless unknown extensions were left out.
template <typename Message, typename... Args>
void check(Bytes body, bool is_exact, const Args&... args) {
  const auto message = decode_body<Message>(body, args...);
  if (!message) {
    return;
  }
  ByteVec out(system_allocator());
  Writer writer(out);
  message->write(writer);
  ensure(writer.finish().has_value());
  ensure(!is_exact || equal(writer.written(), body));
  ensure(decode_body<Message>(writer.written(), args...).has_value());
}

void check_server_hello(Bytes body) {
  const auto frame = decode_body<ServerHelloFrame>(body);
  if (!frame) {
    return;
  }
  static_cast<void>(frame->is_downgraded());
  if (frame->is_retry()) {
    static_cast<void>(HelloRetryRequest::from(*frame, everything()).has_value());
  } else {
    static_cast<void>(ServerHello::from(*frame, everything()).has_value());
  }
}

void check_message(const HandshakeMessage& message) {
  ensure(message.encoded.size() == message.body.size() + kHandshakeHeaderLength);
  switch (message.type.value) {
    case handshake::kServerHello.value: return check_server_hello(message.body);
    case handshake::kEncryptedExtensions.value:
      return check<EncryptedExtensions>(message.body, false, everything());
    case handshake::kCertificateRequest.value:
      return check<CertificateRequest>(message.body, false);
    case handshake::kCertificate.value: return check<Certificate>(message.body, true);
    case handshake::kCertificateVerify.value: return check<CertificateVerify>(message.body, true);
    case handshake::kFinished.value: return check<Finished>(message.body, true, usize{32});
    case handshake::kNewSessionTicket.value: return check<NewSessionTicket>(message.body, false);
    case handshake::kKeyUpdate.value: return check<KeyUpdate>(message.body, true);
    default: return;
  }
}

/// Feeds the content of one record; false at the first error.
bool feed(HandshakeJoiner& joiner, Bytes content) {
  while (!content.empty()) {
    const auto next = joiner.next(content);
    if (!next) {
      return false;
    }
    if (*next) {
      check_message(**next);
    }
  }
  return true;
}

}  // namespace

void run(Bytes input) {
  if (input.empty()) {
    return;
  }
  const usize piece = usize{input[0]} + 1;
  Bytes rest = input.subspan(1);
  HandshakeJoiner joiner(system_allocator());
  while (!rest.empty()) {
    const usize count = rest.size() < piece ? rest.size() : piece;
    if (!feed(joiner, rest.first(count))) {
      return;
    }
    rest = rest.subspan(count);
  }
}

}  // namespace ferrule::fuzz
