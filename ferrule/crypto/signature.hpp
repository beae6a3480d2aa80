// SPDX-License-Identifier: Apache-2.0 OR MIT
// Signatures: algorithms by name, public keys as they stand in a certificate, private keys behind
// an interface.
#pragma once

#include "ferrule/core/box.hpp"
#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/error.hpp"
#include "ferrule/crypto/fips.hpp"

namespace ferrule::crypto {

/// A code point of the TLS SignatureScheme registry (RFC 8446, 4.2.3). Open: unknown values are
/// kept.
struct SignatureScheme {
  u16 value = 0;
  constexpr bool operator==(const SignatureScheme&) const = default;
};
inline constexpr SignatureScheme kRsaPkcs1Sha256{0x0401};
inline constexpr SignatureScheme kRsaPkcs1Sha384{0x0501};
inline constexpr SignatureScheme kRsaPkcs1Sha512{0x0601};
inline constexpr SignatureScheme kEcdsaSecp256r1Sha256{0x0403};
inline constexpr SignatureScheme kEcdsaSecp384r1Sha384{0x0503};
inline constexpr SignatureScheme kEcdsaSecp521r1Sha512{0x0603};
inline constexpr SignatureScheme kRsaPssRsaeSha256{0x0804};
inline constexpr SignatureScheme kRsaPssRsaeSha384{0x0805};
inline constexpr SignatureScheme kRsaPssRsaeSha512{0x0806};
inline constexpr SignatureScheme kEd25519{0x0807};
inline constexpr SignatureScheme kRsaPssPssSha256{0x0809};
inline constexpr SignatureScheme kRsaPssPssSha384{0x080a};
inline constexpr SignatureScheme kRsaPssPssSha512{0x080b};

enum class PublicKeyAlgorithm : u8 { Rsa, RsaPss, EcdsaP256, EcdsaP384, EcdsaP521, Ed25519 };

/// How a signature is made, whatever the key.
enum class SignatureAlgorithm : u8 {
  RsaPkcs1Sha256,
  RsaPkcs1Sha384,
  RsaPkcs1Sha512,
  RsaPssSha256,
  RsaPssSha384,
  RsaPssSha512,
  EcdsaSha256,
  EcdsaSha384,
  EcdsaSha512,
  Ed25519,
};

/// The key of a SubjectPublicKeyInfo, in place.
struct FERRULE_VIEW PublicKey {
  PublicKeyAlgorithm algorithm;
  /// RSA: RSAPublicKey in DER (RFC 8017, A.1.1). ECDSA: the uncompressed point. Ed25519: 32 bytes.
  Bytes key;
};

/// Checks signatures. Lives as long as its provider.
class SignatureVerifier {
 public:
  virtual FipsStatus fips() const = 0;
  /// RSA keys of 2048 to 8192 bits; ECDSA signatures are DER. `Unsupported` when key and algorithm
  /// do not fit together.
  [[nodiscard]] virtual Result<void, CryptoError> verify(PublicKey key,
                                                         SignatureAlgorithm algorithm,
                                                         Bytes message, Bytes signature) const = 0;

 protected:
  ~SignatureVerifier() = default;
};

inline constexpr usize kMaxSignatureLength = 1024;

/// A private key. May be used by several threads at once.
class SigningKey {
 public:
  virtual PublicKeyAlgorithm algorithm() const = 0;
  /// The SubjectPublicKeyInfo in DER: compare with the certificate's.
  virtual Bytes public_key_info() const FERRULE_LIFETIMEBOUND = 0;
  /// Signs `message` for TLS; returns how many bytes of `signature` (kMaxSignatureLength of them)
  /// were written.
  [[nodiscard]] virtual Result<usize, CryptoError> sign(SignatureScheme scheme, Bytes message,
                                                        MutBytes signature) const = 0;

 protected:
  ~SigningKey() = default;
};

/// Reads private keys. Lives as long as its provider.
class KeyLoader {
 public:
  /// PKCS#8, PKCS#1 (RSA) or SEC 1 (EC) in DER.
  [[nodiscard]] virtual Result<Box<SigningKey>, CryptoError> load(AllocatorRef allocator,
                                                                  Bytes der) const = 0;

 protected:
  ~KeyLoader() = default;
};

}  // namespace ferrule::crypto
