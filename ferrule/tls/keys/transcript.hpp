// SPDX-License-Identifier: Apache-2.0 OR MIT
// The transcript hash (RFC 8446, 4.4.1).
#pragma once

#include <utility>

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/crypto/hash.hpp"

namespace ferrule::tls {

/// The running hash of all handshake messages, headers included. Copying it forks it.
class Transcript {
 public:
  explicit Transcript(Ref<const crypto::Hash> hash) : context_(hash) {}

  void add(Bytes message) { context_.update(message); }
  /// The hash of what was added so far.
  [[nodiscard]] crypto::Digest hash() const { return context_.fork_finish(); }
  /// Before a HelloRetryRequest is added: what was added (the first ClientHello) becomes a
  /// synthetic message_hash.
  void replace_with_message_hash();

 private:
  crypto::HashContext context_;
};

/// Messages kept until the server has chosen the hash.
class FERRULE_OWNER TranscriptBuffer {
 public:
  explicit TranscriptBuffer(AllocatorRef allocator) : messages_(allocator) {}

  [[nodiscard]] Result<void, AllocError> add(Bytes message) { return messages_.append(message); }
  [[nodiscard]] Bytes messages() const FERRULE_LIFETIMEBOUND { return messages_.span(); }
  [[nodiscard]] Transcript start(Ref<const crypto::Hash> hash) &&;

 private:
  ByteVec messages_;
};

}  // namespace ferrule::tls
