// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/openssl/curve.hpp"

#include "ferrule/core/trap.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/openssl/errors.hpp"
#include "ferrule/crypto/signature.hpp"

namespace ferrule::crypto::openssl {

namespace {

constexpr u8 kUncompressed = 4;

struct CurveRow {
  int nid;
  usize field_length;
};

constexpr CurveRow row_of(CurveName name) {
  switch (name) {
    case CurveName::P256: return {NID_X9_62_prime256v1, 32};
    case CurveName::P384: return {NID_secp384r1, 48};
    case CurveName::P521: return {NID_secp521r1, 66};
  }
  trap();
}

}  // namespace

Result<void, CryptoError> EcKey::write_point(MutBytes out) const {
  usize written = 0;
  UNSAFE(
      "a key of Curve has its group and its public point, and out covers out.size() writable "
      "bytes") {
    written = EC_POINT_point2oct(EC_KEY_get0_group(key_.get()), EC_KEY_get0_public_key(key_.get()),
                                 POINT_CONVERSION_UNCOMPRESSED, out.data(), out.size(), nullptr);
  }
  return check(written == out.size(), ErrorKind::BackendFailure);
}

Result<Curve, CryptoError> Curve::load(CurveName name) {
  const CurveRow row = row_of(name);
  OwnedEcGroup group;
  UNSAFE("the curve's number is one libcrypto defines") {
    group = OwnedEcGroup::adopt(EC_GROUP_new_by_curve_name(row.nid));
  }
  TRYV(check(static_cast<bool>(group), ErrorKind::Unsupported));
  return Curve(name, row.field_length, std::move(group));
}

Result<OwnedEcKey, CryptoError> Curve::empty_key() const {
  OwnedEcKey key;
  bool ready = false;
  UNSAFE("the group is loaded; the key takes a copy of it") {
    key = OwnedEcKey::adopt(EC_KEY_new());
    ready = key && EC_KEY_set_group(key.get(), group_.get()) == 1;
  }
  TRYV(check(ready, ErrorKind::BackendFailure));
  return key;
}

Result<OwnedEcPoint, CryptoError> Curve::point(Bytes encoded) const {
  if (encoded.size() != point_length() || encoded[0] != kUncompressed) {
    return Err{ErrorKind::BadPublicKey};
  }
  OwnedEcPoint point;
  UNSAFE("the group is loaded") {
    point = OwnedEcPoint::adopt(EC_POINT_new(group_.get()));
  }
  TRYV(check(static_cast<bool>(point), ErrorKind::BackendFailure));
  bool on_curve = false;
  UNSAFE("the point is of this group, and encoded covers encoded.size() readable bytes") {
    on_curve =
        EC_POINT_oct2point(group_.get(), point.get(), encoded.data(), encoded.size(), nullptr) == 1;
  }
  TRYV(check(on_curve, ErrorKind::BadPublicKey));
  return point;
}

Result<EcKey, CryptoError> Curve::generate() const {
  TRY(OwnedEcKey key, empty_key());
  bool generated = false;
  UNSAFE("empty_key() gave the key its group") {
    generated = EC_KEY_generate_key(key.get()) == 1;
  }
  TRYV(check(generated, ErrorKind::RandomUnavailable));
  return EcKey(std::move(key));
}

Result<EcKey, CryptoError> Curve::from_private(Bytes scalar) const {
  if (scalar.empty() || scalar.size() > kMaxPointLength) {
    return Err{ErrorKind::BadPrivateKey};
  }
  TRY(OwnedEcKey key, empty_key());
  OwnedBignum number;
  OwnedEcPoint product;
  UNSAFE(
      "scalar covers scalar.size() readable bytes, at most kMaxPointLength, and the group is "
      "loaded") {
    number = OwnedBignum::adopt(BN_bin2bn(scalar.data(), static_cast<int>(scalar.size()), nullptr));
    product = OwnedEcPoint::adopt(EC_POINT_new(group_.get()));
  }
  TRYV(check(number && product, ErrorKind::OutOfMemory));
  bool in_range = false;
  bool derived = false;
  UNSAFE("the number, the point and the key exist, and the latter two are of this group") {
    in_range = BN_is_zero(number.get()) == 0 &&
               BN_ucmp(number.get(), EC_GROUP_get0_order(group_.get())) < 0;
    derived =
        in_range && EC_KEY_set_private_key(key.get(), number.get()) == 1 &&
        EC_POINT_mul(group_.get(), product.get(), number.get(), nullptr, nullptr, nullptr) == 1 &&
        EC_KEY_set_public_key(key.get(), product.get()) == 1;
  }
  TRYV(check(in_range, ErrorKind::BadPrivateKey));
  TRYV(check(derived, ErrorKind::BackendFailure));
  return EcKey(std::move(key));
}

Result<EcKey, CryptoError> Curve::from_point(Bytes encoded) const {
  TRY(const OwnedEcPoint place, point(encoded));
  TRY(OwnedEcKey key, empty_key());
  bool set = false;
  UNSAFE("key and point are of this group; the key takes a copy of the point") {
    set = EC_KEY_set_public_key(key.get(), place.get()) == 1;
  }
  TRYV(check(set, ErrorKind::BackendFailure));
  return EcKey(std::move(key));
}

Result<SharedSecret, CryptoError> Curve::agree(const EcKey& key, Bytes peer_point) const {
  Result<OwnedEcPoint, CryptoError> peer = point(peer_point);
  if (!peer) {
    const ErrorKind kind = peer.error().kind;
    return Err{kind == ErrorKind::BadPublicKey ? ErrorKind::BadPeerShare : kind};
  }
  SharedSecret secret = SharedSecret::zeroed(field_length_);
  const MutBytes out = secret.mut();
  int written = 0;
  UNSAFE(
      "the cofactor is 1 and point() checked that the peer's point is on the curve; out covers "
      "out.size() bytes") {
    written = ECDH_compute_key(out.data(), out.size(), peer->get(), key.key_.get(), nullptr);
  }
  TRYV(check(written == static_cast<int>(field_length_), ErrorKind::BadPeerShare));
  return secret;
}

Result<usize, CryptoError> Curve::sign(const EcKey& key, Bytes digest, MutBytes signature) const {
  if (signature.size() < kMaxSignatureLength) {
    return Err{ErrorKind::BadLength};
  }
  unsigned length = 0;
  bool made = false;
  UNSAFE(
      "an ECDSA signature on these curves is at most 141 bytes; concurrent signing only reads the "
      "key") {
    made = ECDSA_sign(0, digest.data(), static_cast<int>(digest.size()), signature.data(), &length,
                      key.key_.get()) == 1;
  }
  // Out of memory, libcrypto 3.0 may report success and a length of -1.
  TRYV(check(made && length <= signature.size(), ErrorKind::BackendFailure));
  return usize{length};
}

Result<void, CryptoError> Curve::verify(const EcKey& key, Bytes digest, Bytes signature) const {
  if (signature.size() > kMaxSignatureLength) {
    return Err{ErrorKind::BadSignature};
  }
  bool matches = false;
  UNSAFE("both spans are readable and short enough for int; the key has its public point") {
    matches = ECDSA_verify(0, digest.data(), static_cast<int>(digest.size()), signature.data(),
                           static_cast<int>(signature.size()), key.key_.get()) == 1;
  }
  return check(matches, ErrorKind::BadSignature);
}

}  // namespace ferrule::crypto::openssl
