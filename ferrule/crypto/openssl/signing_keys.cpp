// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/openssl/signing_keys.hpp"

#include "ferrule/core/array.hpp"
#include "ferrule/core/reader.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/crypto/der_fields.hpp"
#include "ferrule/crypto/object_identifiers.hpp"
#include "ferrule/crypto/openssl/algorithms.hpp"
#include "ferrule/crypto/openssl/sha2.hpp"

namespace ferrule::crypto::openssl {

namespace {

/// A SubjectPublicKeyInfo: `identifier` is the contents of the AlgorithmIdentifier, `key` what the
/// bit string holds.
Result<ByteVec, AllocError> public_key_info_of(AllocatorRef allocator, Bytes identifier,
                                               Bytes key) {
  const Array<u8, 1> no_unused_bits{{0}};
  ByteVec bits(allocator);
  TRYV(bits.append(no_unused_bits.span()));
  TRYV(bits.append(key));
  ByteVec body(allocator);
  TRYV(der_append(body, kDerSequence, identifier));
  TRYV(der_append(body, kDerBitString, bits.span()));
  ByteVec info(allocator);
  TRYV(der_append(info, kDerSequence, body.span()));
  return info;
}

/// An AlgorithmIdentifier's contents: one identifier, perhaps a second one as its parameter.
Result<ByteVec, AllocError> identifier_of(AllocatorRef allocator, Bytes algorithm,
                                          Bytes parameter) {
  ByteVec identifier(allocator);
  TRYV(der_append(identifier, kDerObjectIdentifier, algorithm));
  if (!parameter.empty()) {
    TRYV(der_append(identifier, kDerObjectIdentifier, parameter));
  }
  return identifier;
}

FERRULE_STATIC_LIFETIME Bytes curve_identifier(CurveName name) {
  switch (name) {
    case CurveName::P256: return oid::kSecp256r1.span();
    case CurveName::P384: return oid::kSecp384r1.span();
    case CurveName::P521: return oid::kSecp521r1.span();
  }
  trap();
}

/// TLS 1.3 binds the hash to the curve (RFC 8446, 4.2.3).
struct EcdsaRow {
  PublicKeyAlgorithm algorithm;
  SignatureScheme scheme;
  HashAlgorithm hash;
};

EcdsaRow ecdsa_row(CurveName name) {
  switch (name) {
    case CurveName::P256:
      return {PublicKeyAlgorithm::EcdsaP256, kEcdsaSecp256r1Sha256, HashAlgorithm::Sha256};
    case CurveName::P384:
      return {PublicKeyAlgorithm::EcdsaP384, kEcdsaSecp384r1Sha384, HashAlgorithm::Sha384};
    case CurveName::P521:
      return {PublicKeyAlgorithm::EcdsaP521, kEcdsaSecp521r1Sha512, HashAlgorithm::Sha512};
  }
  trap();
}

struct RsaRow {
  SignatureScheme scheme;
  PublicKeyAlgorithm key;
  SignatureParts parts;
};

constexpr Array<RsaRow, 9> kRsaRows{{
    {kRsaPkcs1Sha256, PublicKeyAlgorithm::Rsa, {SignatureFamily::RsaPkcs1, HashAlgorithm::Sha256}},
    {kRsaPkcs1Sha384, PublicKeyAlgorithm::Rsa, {SignatureFamily::RsaPkcs1, HashAlgorithm::Sha384}},
    {kRsaPkcs1Sha512, PublicKeyAlgorithm::Rsa, {SignatureFamily::RsaPkcs1, HashAlgorithm::Sha512}},
    {kRsaPssRsaeSha256, PublicKeyAlgorithm::Rsa, {SignatureFamily::RsaPss, HashAlgorithm::Sha256}},
    {kRsaPssRsaeSha384, PublicKeyAlgorithm::Rsa, {SignatureFamily::RsaPss, HashAlgorithm::Sha384}},
    {kRsaPssRsaeSha512, PublicKeyAlgorithm::Rsa, {SignatureFamily::RsaPss, HashAlgorithm::Sha512}},
    {kRsaPssPssSha256,
     PublicKeyAlgorithm::RsaPss,
     {SignatureFamily::RsaPss, HashAlgorithm::Sha256}},
    {kRsaPssPssSha384,
     PublicKeyAlgorithm::RsaPss,
     {SignatureFamily::RsaPss, HashAlgorithm::Sha384}},
    {kRsaPssPssSha512,
     PublicKeyAlgorithm::RsaPss,
     {SignatureFamily::RsaPss, HashAlgorithm::Sha512}},
}};

Option<SignatureParts> rsa_parts(SignatureScheme scheme, PublicKeyAlgorithm key) {
  for (const RsaRow& row : kRsaRows) {
    if (row.scheme == scheme && row.key == key) {
      return row.parts;
    }
  }
  return kNone;
}

/// The RSAPublicKey of an RSAPrivateKey: its second and third numbers.
Result<ByteVec, CryptoError> rsa_public_key(AllocatorRef allocator, Bytes private_key) {
  Reader outer(private_key);
  Result<Bytes, DerError> body = der_element(outer, kDerSequence);
  if (!body) {
    return Err{ErrorKind::BadPrivateKey};
  }
  Reader fields(*body);
  const Result<Bytes, DerError> version = der_element(fields, kDerInteger);
  const Result<Bytes, DerError> modulus = der_element(fields, kDerInteger);
  const Result<Bytes, DerError> exponent = der_element(fields, kDerInteger);
  if (!version || !modulus || !exponent) {
    return Err{ErrorKind::BadPrivateKey};
  }
  ByteVec numbers(allocator);
  TRYV(der_append(numbers, kDerInteger, *modulus));
  TRYV(der_append(numbers, kDerInteger, *exponent));
  ByteVec key(allocator);
  TRYV(der_append(key, kDerSequence, numbers.span()));
  return key;
}

/// A signature by the private half has to satisfy the public half: finds files whose numbers do not
/// belong together.
Result<void, CryptoError> check_rsa_pair(const RsaKey& key, Bytes public_key) {
  Result<RsaKey, CryptoError> other = RsaKey::from_public(public_key);
  if (!other) {
    const ErrorKind kind = other.error().kind;
    return Err{kind == ErrorKind::OutOfMemory ? kind : ErrorKind::BadPrivateKey};
  }
  const Digest digest = hash(HashAlgorithm::Sha256, public_key);
  Array<u8, kMaxSignatureLength> signature{};
  Result<usize, CryptoError> length =
      key.sign_pkcs1(HashAlgorithm::Sha256, digest.span(), signature.span());
  Result<void, CryptoError> checked =
      length ? other->verify_pkcs1(HashAlgorithm::Sha256, digest.span(),
                                   signature.span().first(*length))
             : Result<void, CryptoError>(Err{length.error()});
  if (!checked && checked.error().kind != ErrorKind::OutOfMemory) {
    return Err{ErrorKind::BadPrivateKey};
  }
  return checked;
}

}  // namespace

Result<Box<SigningKey>, CryptoError> EcdsaSigningKey::load(AllocatorRef allocator, Arc<Curve> curve,
                                                           Bytes scalar, Bytes stored_point) {
  TRY(EcKey key, curve->from_private(scalar));
  Array<u8, kMaxPointLength> place{};
  const MutBytes point = place.span().first(curve->point_length());
  TRYV(key.write_point(point));
  if (!stored_point.empty() && !equal(stored_point, point)) {
    return Err{ErrorKind::BadPrivateKey};
  }
  TRY(const ByteVec identifier,
      identifier_of(allocator, oid::kEcPublicKey.span(), curve_identifier(curve->name())));
  TRY(ByteVec info, public_key_info_of(allocator, identifier.span(), point));
  TRY(Box<EcdsaSigningKey> made,
      Box<EcdsaSigningKey>::make(allocator, std::move(curve), std::move(key), std::move(info)));
  return Box<SigningKey>(std::move(made));
}

PublicKeyAlgorithm EcdsaSigningKey::algorithm() const {
  return ecdsa_row(curve_->name()).algorithm;
}

Result<usize, CryptoError> EcdsaSigningKey::sign(SignatureScheme scheme, Bytes message,
                                                 MutBytes signature) const {
  const EcdsaRow row = ecdsa_row(curve_->name());
  if (scheme != row.scheme) {
    return Err{ErrorKind::Unsupported};
  }
  const Digest digest = hash(row.hash, message);
  return curve_->sign(key_, digest.span(), signature);
}

Result<Box<SigningKey>, CryptoError> RsaSigningKey::load(AllocatorRef allocator,
                                                         Arc<Resources> resources,
                                                         PublicKeyAlgorithm algorithm,
                                                         Bytes identifier, Bytes der) {
  TRY(RsaKey key, RsaKey::from_private(der));
  TRY(const ByteVec public_key, rsa_public_key(allocator, der));
  TRYV(check_rsa_pair(key, public_key.span()));
  TRY(ByteVec info, public_key_info_of(allocator, identifier, public_key.span()));
  TRY(Box<RsaSigningKey> made, Box<RsaSigningKey>::make(allocator, std::move(resources), algorithm,
                                                        std::move(key), std::move(info)));
  return Box<SigningKey>(std::move(made));
}

Result<usize, CryptoError> RsaSigningKey::sign(SignatureScheme scheme, Bytes message,
                                               MutBytes signature) const {
  const Option<SignatureParts> parts = rsa_parts(scheme, algorithm_);
  if (!parts) {
    return Err{ErrorKind::Unsupported};
  }
  const Digest digest = hash(parts->hash, message);
  return parts->family == SignatureFamily::RsaPss
             ? key_.sign_pss(resources_->digest(parts->hash), digest.span(), signature)
             : key_.sign_pkcs1(parts->hash, digest.span(), signature);
}

Result<Box<SigningKey>, CryptoError> Ed25519SigningKey::load(AllocatorRef allocator, Bytes seed,
                                                             Bytes stored_key) {
  TRY(Ed25519Key key, Ed25519Key::from_private(seed));
  TRY(const auto public_key, key.public_key());
  if (!stored_key.empty() && !equal(stored_key, public_key.span())) {
    return Err{ErrorKind::BadPrivateKey};
  }
  TRY(const ByteVec identifier, identifier_of(allocator, oid::kEd25519.span(), Bytes()));
  TRY(ByteVec info, public_key_info_of(allocator, identifier.span(), public_key.span()));
  TRY(Box<Ed25519SigningKey> made,
      Box<Ed25519SigningKey>::make(allocator, std::move(key), std::move(info)));
  return Box<SigningKey>(std::move(made));
}

Result<usize, CryptoError> Ed25519SigningKey::sign(SignatureScheme scheme, Bytes message,
                                                   MutBytes signature) const {
  if (scheme != kEd25519) {
    return Err{ErrorKind::Unsupported};
  }
  return key_.sign(message, signature);
}

}  // namespace ferrule::crypto::openssl
