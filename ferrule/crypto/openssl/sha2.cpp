// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/openssl/sha2.hpp"

#include <type_traits>

#include "ferrule/core/trap.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/openssl/libcrypto.hpp"

namespace ferrule::crypto::openssl {

namespace {

template <typename Variant>
inline constexpr bool kIs256 = Variant::kAlgorithm == HashAlgorithm::Sha256;
template <typename Variant>
inline constexpr bool kIs384 = Variant::kAlgorithm == HashAlgorithm::Sha384;

/// SHA-384 and SHA-512 share a state.
template <typename Variant>
using State = std::conditional_t<kIs256<Variant>, SHA256_CTX, SHA512_CTX>;

/// libcrypto's view of `state`.
template <typename Variant>
State<Variant>& native(HashState& state FERRULE_LIFETIMEBOUND) {
  static_assert(sizeof(State<Variant>) <= sizeof(HashState));
  static_assert(alignof(State<Variant>) <= alignof(HashState));
  static_assert(std::is_trivially_copyable_v<State<Variant>>, "copying a HashState forks the hash");
  UNSAFE(
      "the words are large and aligned enough for the state, plain data that only libcrypto "
      "reads") {
    return *reinterpret_cast<State<Variant>*>(state.words.data());
  }
}

}  // namespace

template <typename Variant>
void Sha2<Variant>::start(HashState& state) const {
  State<Variant>& raw = native<Variant>(state);
  UNSAFE("raw is storage of the type that each function initialises; none of them can fail") {
    if constexpr (kIs256<Variant>) {
      SHA256_Init(&raw);
    } else if constexpr (kIs384<Variant>) {
      SHA384_Init(&raw);
    } else {
      SHA512_Init(&raw);
    }
  }
}

template <typename Variant>
void Sha2<Variant>::update(HashState& state, Bytes data) const {
  State<Variant>& raw = native<Variant>(state);
  UNSAFE(
      "start() initialised raw, and data covers data.size() readable bytes; none of them can "
      "fail") {
    if constexpr (kIs256<Variant>) {
      SHA256_Update(&raw, data.data(), data.size());
    } else if constexpr (kIs384<Variant>) {
      SHA384_Update(&raw, data.data(), data.size());
    } else {
      SHA512_Update(&raw, data.data(), data.size());
    }
  }
}

template <typename Variant>
void Sha2<Variant>::finish(HashState& state, MutBytes digest) const {
  ensure(digest.size() == Variant::kOutputLength);
  State<Variant>& raw = native<Variant>(state);
  UNSAFE("start() initialised raw, and digest was just checked to have room for the output") {
    if constexpr (kIs256<Variant>) {
      SHA256_Final(digest.data(), &raw);
    } else if constexpr (kIs384<Variant>) {
      SHA384_Final(digest.data(), &raw);
    } else {
      SHA512_Final(digest.data(), &raw);
    }
  }
}

template class Sha2<Sha256Variant>;
template class Sha2<Sha384Variant>;
template class Sha2<Sha512Variant>;

namespace {

template <typename Variant>
Digest hash_with(Bytes message) {
  const Sha2<Variant> sha;
  HashState state;
  sha.start(state);
  sha.update(state, message);
  Array<u8, Variant::kOutputLength> digest{};
  sha.finish(state, digest.span());
  Result<Digest, CapacityError> copy = Digest::copy_of(digest);
  ensure(copy.has_value());
  return *copy;
}

}  // namespace

Digest hash(HashAlgorithm algorithm, Bytes message) {
  switch (algorithm) {
    case HashAlgorithm::Sha256: return hash_with<Sha256Variant>(message);
    case HashAlgorithm::Sha384: return hash_with<Sha384Variant>(message);
    case HashAlgorithm::Sha512: return hash_with<Sha512Variant>(message);
  }
  trap();
}

}  // namespace ferrule::crypto::openssl
