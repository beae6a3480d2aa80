// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/openssl/key_loader.hpp"

#include "ferrule/core/option.hpp"
#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/crypto/der_fields.hpp"
#include "ferrule/crypto/object_identifiers.hpp"
#include "ferrule/crypto/openssl/signing_keys.hpp"

namespace ferrule::crypto::openssl {

namespace {

Option<CurveName> curve_named(Bytes identifier) {
  if (equal(identifier, oid::kSecp256r1.span())) {
    return CurveName::P256;
  }
  if (equal(identifier, oid::kSecp384r1.span())) {
    return CurveName::P384;
  }
  if (equal(identifier, oid::kSecp521r1.span())) {
    return CurveName::P521;
  }
  return kNone;
}

/// The octets of a BIT STRING without unused bits.
Result<Bytes, DerError> whole_octets(Bytes bit_string FERRULE_LIFETIMEBOUND) {
  if (bit_string.empty() || bit_string[0] != 0) {
    return Err{DerError{}};
  }
  return bit_string.subspan(1);
}

/// ECPrivateKey (RFC 5915, section 3). Views into the input.
struct FERRULE_VIEW Sec1Key {
  Bytes scalar;
  Bytes curve;  ///< empty when the surrounding PKCS#8 says it
  Bytes point;  ///< empty when left out
};

Result<Sec1Key, DerError> read_sec1(Bytes der FERRULE_LIFETIMEBOUND) {
  Reader outer(der);
  TRY(const Bytes body, der_element(outer, kDerSequence));
  TRYV(outer.expect_empty());
  Reader fields(body);
  Sec1Key key{};
  TRY(const Bytes version, der_unsigned(fields));
  if (version.size() != 1 || version[0] != 1) {
    return Err{DerError{}};
  }
  TRY(key.scalar, der_element(fields, kDerOctetString));
  if (der_next_is(fields, der_explicit(0))) {
    TRY(const Bytes parameters, der_element(fields, der_explicit(0)));
    Reader inner(parameters);
    TRY(key.curve, der_element(inner, kDerObjectIdentifier));
    TRYV(inner.expect_empty());
  }
  if (der_next_is(fields, der_explicit(1))) {
    TRY(const Bytes wrapped, der_element(fields, der_explicit(1)));
    Reader inner(wrapped);
    TRY(const Bytes bits, der_element(inner, kDerBitString));
    TRYV(inner.expect_empty());
    TRY(key.point, whole_octets(bits));
  }
  TRYV(fields.expect_empty());
  return key;
}

/// PrivateKeyInfo or OneAsymmetricKey (RFC 5958, section 2). Views into the input.
struct FERRULE_VIEW Pkcs8Key {
  Bytes identifier;  ///< contents of the AlgorithmIdentifier
  Bytes algorithm;   ///< its object identifier
  Bytes parameters;  ///< what follows that
  Bytes private_key;
  Bytes public_key;  ///< empty in version 1
};

Result<Pkcs8Key, DerError> read_pkcs8(Bytes der FERRULE_LIFETIMEBOUND) {
  Reader outer(der);
  TRY(const Bytes body, der_element(outer, kDerSequence));
  TRYV(outer.expect_empty());
  Reader fields(body);
  Pkcs8Key key{};
  TRY(const Bytes version, der_unsigned(fields));
  if (version.size() != 1 || version[0] > 1) {
    return Err{DerError{}};
  }
  TRY(key.identifier, der_element(fields, kDerSequence));
  Reader identifier(key.identifier);
  TRY(key.algorithm, der_element(identifier, kDerObjectIdentifier));
  key.parameters = identifier.take_rest();
  TRY(key.private_key, der_element(fields, kDerOctetString));
  if (der_next_is(fields, der_explicit(0))) {
    TRYV(der_element(fields, der_explicit(0)));
  }
  constexpr u8 kPublicKey = 0x81;
  if (version[0] == 1 && der_next_is(fields, kPublicKey)) {
    TRY(const Bytes bits, der_element(fields, kPublicKey));
    TRY(key.public_key, whole_octets(bits));
  }
  TRYV(fields.expect_empty());
  return key;
}

using Loaded = Result<Box<SigningKey>, CryptoError>;

Loaded load_ec(AllocatorRef allocator, const Resources& resources, Bytes curve,
               const Sec1Key& key) {
  const Option<CurveName> name = curve_named(curve);
  if (!name || (!key.curve.empty() && !equal(key.curve, curve))) {
    return Err{ErrorKind::BadPrivateKey};
  }
  return EcdsaSigningKey::load(allocator, resources.curve(*name), key.scalar, key.point);
}

Loaded load_pkcs8_ec(AllocatorRef allocator, const Resources& resources, const Pkcs8Key& key) {
  Reader parameters(key.parameters);
  const Result<Bytes, DerError> curve = der_element(parameters, kDerObjectIdentifier);
  const Result<Sec1Key, DerError> inner = read_sec1(key.private_key);
  if (!curve || !parameters.empty() || !inner) {
    return Err{ErrorKind::BadPrivateKey};
  }
  return load_ec(allocator, resources, *curve, *inner);
}

/// CurvePrivateKey (RFC 8410, section 7).
Loaded load_pkcs8_ed25519(AllocatorRef allocator, const Pkcs8Key& key) {
  Reader wrapped(key.private_key);
  const Result<Bytes, DerError> seed = der_element(wrapped, kDerOctetString);
  if (!seed || !wrapped.empty() || !key.parameters.empty()) {
    return Err{ErrorKind::BadPrivateKey};
  }
  return Ed25519SigningKey::load(allocator, *seed, key.public_key);
}

Loaded load_pkcs8(AllocatorRef allocator, const Arc<Resources>& resources, const Pkcs8Key& key) {
  if (equal(key.algorithm, oid::kRsaEncryption.span())) {
    return RsaSigningKey::load(allocator, resources, PublicKeyAlgorithm::Rsa, key.identifier,
                               key.private_key);
  }
  if (equal(key.algorithm, oid::kRsassaPss.span())) {
    // Parameters would restrict the key to one hash (RFC 4055, 3.1); such keys are not accepted.
    if (!key.parameters.empty()) {
      return Err{ErrorKind::BadPrivateKey};
    }
    return RsaSigningKey::load(allocator, resources, PublicKeyAlgorithm::RsaPss, key.identifier,
                               key.private_key);
  }
  if (equal(key.algorithm, oid::kEcPublicKey.span())) {
    return load_pkcs8_ec(allocator, *resources, key);
  }
  if (equal(key.algorithm, oid::kEd25519.span())) {
    return load_pkcs8_ed25519(allocator, key);
  }
  return Err{ErrorKind::BadPrivateKey};
}

/// The AlgorithmIdentifier contents of a bare RSA key: rsaEncryption and NULL.
constexpr Array<u8, 13> kRsaIdentifier{
    {0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00}};

}  // namespace

Result<Box<SigningKey>, CryptoError> LibcryptoKeyLoader::load(AllocatorRef allocator,
                                                              Bytes der) const {
  if (const Result<Pkcs8Key, DerError> pkcs8 = read_pkcs8(der)) {
    return load_pkcs8(allocator, resources_, *pkcs8);
  }
  if (const Result<Sec1Key, DerError> sec1 = read_sec1(der)) {
    return load_ec(allocator, *resources_, sec1->curve, *sec1);
  }
  return RsaSigningKey::load(allocator, resources_, PublicKeyAlgorithm::Rsa, kRsaIdentifier.span(),
                             der);
}

}  // namespace ferrule::crypto::openssl
