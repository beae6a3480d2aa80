// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/crypto/hash.hpp"

namespace ferrule::crypto::openssl {

struct Sha256Variant {
  static constexpr HashAlgorithm kAlgorithm = HashAlgorithm::Sha256;
  static constexpr usize kOutputLength = 32;
  static constexpr usize kBlockLength = 64;
};
struct Sha384Variant {
  static constexpr HashAlgorithm kAlgorithm = HashAlgorithm::Sha384;
  static constexpr usize kOutputLength = 48;
  static constexpr usize kBlockLength = 128;
};
struct Sha512Variant {
  static constexpr HashAlgorithm kAlgorithm = HashAlgorithm::Sha512;
  static constexpr usize kOutputLength = 64;
  static constexpr usize kBlockLength = 128;
};

/// SHA-2 (FIPS 180-4), with libcrypto's state kept in HashState.
template <typename Variant>
class Sha2 final : public Hash {
 public:
  HashAlgorithm algorithm() const override { return Variant::kAlgorithm; }
  usize output_length() const override { return Variant::kOutputLength; }
  usize block_length() const override { return Variant::kBlockLength; }
  FipsStatus fips() const override { return FipsStatus::Unvalidated; }

  void start(HashState& state) const override;
  void update(HashState& state, Bytes data) const override;
  void finish(HashState& state, MutBytes digest) const override;
};

extern template class Sha2<Sha256Variant>;
extern template class Sha2<Sha384Variant>;
extern template class Sha2<Sha512Variant>;

using Sha256 = Sha2<Sha256Variant>;
using Sha384 = Sha2<Sha384Variant>;
using Sha512 = Sha2<Sha512Variant>;

/// The digest of `message`.
[[nodiscard]] Digest hash(HashAlgorithm algorithm, Bytes message);

}  // namespace ferrule::crypto::openssl
