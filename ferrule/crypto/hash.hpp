// SPDX-License-Identifier: Apache-2.0 OR MIT
// Hash functions. A running hash is a plain value: copying it forks the transcript, and nothing is
// allocated.
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/ref.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/fips.hpp"

namespace ferrule::crypto {

enum class HashAlgorithm : u8 { Sha256, Sha384, Sha512 };

inline constexpr usize kMaxHashLength = 64;
inline constexpr usize kMaxHashBlockLength = 128;

/// A digest of 32, 48 or 64 bytes.
using Digest = FixedBytes<kMaxHashLength>;

/// Room for the running state of any supported hash (SHA-512's is 216 bytes in libcrypto).
struct HashState {
  alignas(16) Array<u64, 28> words{};
};

/// For states that depend on a key.
inline void wipe_state(HashState& state) {
  state.words = Array<u64, 28>{};
  FERRULE_UNSAFE("an empty asm: the compiler believes that the zeroed words are read") {
    asm volatile("" : : "m"(state.words) : "memory");
  }
}

/// A hash function. Objects live as long as their provider.
class Hash {
 public:
  virtual HashAlgorithm algorithm() const = 0;
  virtual usize output_length() const = 0;
  virtual usize block_length() const = 0;
  virtual FipsStatus fips() const = 0;

  virtual void start(HashState& state) const = 0;
  virtual void update(HashState& state, Bytes data) const = 0;
  /// Ends `state` and writes output_length() bytes to `digest`, which has exactly that size.
  virtual void finish(HashState& state, MutBytes digest) const = 0;

 protected:
  ~Hash() = default;
};

/// A running hash.
class HashContext {
 public:
  explicit HashContext(Ref<const Hash> hash) : hash_{hash} { hash_->start(state_); }

  void update(Bytes data) { hash_->update(state_, data); }
  /// The digest of what was fed so far; the context goes on.
  [[nodiscard]] Digest fork_finish() const {
    HashContext fork = *this;
    return fork.finish();
  }
  [[nodiscard]] Digest finish() {
    Digest digest = zeroed(hash_->output_length());
    hash_->finish(state_, digest.span());
    return digest;
  }
  [[nodiscard]] Ref<const Hash> hash() const { return hash_; }

 private:
  Ref<const Hash> hash_;
  HashState state_;

  static Digest zeroed(usize length);
};

}  // namespace ferrule::crypto
