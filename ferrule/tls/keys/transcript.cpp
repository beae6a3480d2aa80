// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/keys/transcript.hpp"

#include "ferrule/core/array.hpp"
#include "ferrule/tls/wire/handshake.hpp"

namespace ferrule::tls {

void Transcript::replace_with_message_hash() {
  const crypto::Digest first_hello = context_.finish();
  context_ = crypto::HashContext(context_.hash());
  const Array<u8, kHandshakeHeaderLength> header{
      {handshake::kMessageHash.value, 0, 0, static_cast<u8>(first_hello.size())}};
  add(header);
  add(first_hello);
}

Transcript TranscriptBuffer::start(Ref<const crypto::Hash> hash) && {
  Transcript transcript(hash);
  transcript.add(messages_.span());
  messages_.release();
  return transcript;
}

}  // namespace ferrule::tls
