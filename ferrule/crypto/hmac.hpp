// SPDX-License-Identifier: Apache-2.0 OR MIT
// HMAC (RFC 2104) over any hash of a provider. Nothing is allocated; what depends on the key is
// wiped at the end.
#pragma once

#include "ferrule/core/ref.hpp"
#include "ferrule/core/secret.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/hash.hpp"

namespace ferrule::crypto {

/// A secret of at most one hash output: a pseudorandom key, a traffic secret, a MAC.
using HashSecret = Secret<kMaxHashLength>;

/// A running HMAC. Copying it forks what was fed so far.
class HmacContext {
 public:
  HmacContext(const HmacContext&) = default;
  HmacContext& operator=(const HmacContext&) = default;
  ~HmacContext();

  void update(Bytes data);
  /// Writes the MAC: hash()->output_length() bytes, which is the exact size of `mac`. Usable once.
  void finish(MutBytes mac);

  [[nodiscard]] Ref<const Hash> hash() const { return hash_; }

 private:
  friend class HmacKey;

  Ref<const Hash> hash_;
  HashState inner_;
  HashState outer_;

  explicit HmacContext(Ref<const Hash> hash) : hash_{hash} {}
};

/// A key whose two blocks were hashed once: each MAC starts from there. Usable from several
/// threads.
class HmacKey {
 public:
  /// `key` may have any length.
  HmacKey(Ref<const Hash> hash, Bytes key);

  [[nodiscard]] usize length() const { return prepared_.hash()->output_length(); }
  [[nodiscard]] Ref<const Hash> hash() const { return prepared_.hash(); }

  [[nodiscard]] HmacContext start() const { return prepared_; }
  /// The MAC of the concatenation of `pieces`; `mac` has exactly length() bytes.
  void mac(Span<const Bytes> pieces, MutBytes mac) const;
  [[nodiscard]] HashSecret mac(Span<const Bytes> pieces) const;
  [[nodiscard]] HashSecret mac(Bytes message) const;
  /// Whether `mac` is the MAC of `message`, in constant time. A shortened MAC never is.
  [[nodiscard]] bool verify(Bytes message, Bytes mac) const;

 private:
  HmacContext prepared_;
};

}  // namespace ferrule::crypto
