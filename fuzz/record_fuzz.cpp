// SPDX-License-Identifier: Apache-2.0 OR MIT
// Records: any bytes may arrive, before and after there are keys; and what is sent arrives. The
// first byte chooses.
#include "ferrule/crypto/default_provider.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/tls/cipher_suite.hpp"
#include "ferrule/tls/record/record_receiver.hpp"
#include "ferrule/tls/record/record_sender.hpp"
#include "fuzz/input.hpp"

namespace ferrule::fuzz {
namespace {

using namespace tls;

struct Choice {
  bool is_protected;
  bool is_sent;  ///< the input is sent and received; else it is received
  bool skips_early_data;
  CipherSuite suite;
};

Choice choose(u8 byte) {
  return {(byte & 1U) != 0, (byte & 2U) != 0, (byte & 4U) != 0,
          kCipherSuiteTable[(byte >> 3U) % kCipherSuiteTable.size()].suite};
}

FERRULE_STATIC_LIFETIME const crypto::Provider& provider() {
  static const Arc<crypto::DefaultProvider> made =
      *crypto::make_default_provider(system_allocator());
  return made->provider();
}

TrafficSecret secret(const SuiteAlgorithms& suite) {
  return TrafficSecret(suite.hash, crypto::HashSecret::zeroed(suite.hash->output_length()));
}

void protect(const Choice& choice, RecordSender& sender, RecordReceiver& receiver) {
  const auto suite = find_suite(provider(), choice.suite);
  if (!choice.is_protected || !suite) {
    return;
  }
  sender.set_encrypter(*RecordEncrypter::make(system_allocator(), suite->aead, secret(*suite)));
  receiver.set_decrypter(*RecordDecrypter::make(system_allocator(), suite->aead, secret(*suite)));
}

/// Takes records off `wire` until one is refused or not whole; returns the bytes of content.
usize receive_all(RecordReceiver& receiver, MutBytes wire) {
  usize content = 0;
  while (!wire.empty()) {
    const auto received = receiver.next(wire);
    if (!received || received->consumed == 0) {
      ensure(!received || received->needed > wire.size());
      return content;
    }
    content += received->record ? received->record->content.size() : 0;
    wire = wire.subspan(received->consumed);
  }
  return content;
}

}  // namespace

void run(Bytes input) {
  if (input.empty()) {
    return;
  }
  const Choice choice = choose(input[0]);
  const Bytes rest = input.subspan(1);
  RecordSender sender;
  RecordReceiver receiver;
  protect(choice, sender, receiver);
  ByteVec wire(system_allocator());
  if (!choice.is_sent) {
    receiver.start_handshake();
    receiver.skip_early_data(choice.skips_early_data ? 4096 : 0);
    ensure(wire.append(rest).has_value());
    static_cast<void>(receive_all(receiver, wire.span()));
    return;
  }
  ensure(sender.set_max_fragment(1 + rest.size() / 3).has_value() ||
         rest.size() >= 3 * kMaxFragment);
  const Array pieces{rest.first(rest.size() / 2), rest.subspan(rest.size() / 2)};
  ensure(wire.resize(sender.output_size(pieces)).has_value());
  const ContentType type = choice.is_protected ? content::kApplicationData : content::kHandshake;
  const auto sent = sender.send(type, pieces, wire.span());
  ensure(sent.has_value() && *sent == wire.size());
  ensure(receive_all(receiver, wire.span()) == rest.size());
}

}  // namespace ferrule::fuzz
