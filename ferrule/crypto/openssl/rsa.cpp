// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/openssl/rsa.hpp"

#include "ferrule/core/array.hpp"
#include "ferrule/core/reader.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/der_fields.hpp"
#include "ferrule/crypto/openssl/errors.hpp"
#include "ferrule/crypto/signature.hpp"

namespace ferrule::crypto::openssl {

namespace {

using EncodedMessage = Array<u8, kMaxSignatureLength>;
static_assert(kMaxSignatureLength >= kMaxRsaBits / 8);

constexpr int nid_of(HashAlgorithm hash) {
  switch (hash) {
    case HashAlgorithm::Sha256: return NID_sha256;
    case HashAlgorithm::Sha384: return NID_sha384;
    case HashAlgorithm::Sha512: return NID_sha512;
  }
  trap();
}

struct FERRULE_VIEW PublicNumbers {
  Bytes modulus;
  Bytes exponent;
};

Result<PublicNumbers, DerError> read_public(Bytes der FERRULE_LIFETIMEBOUND) {
  Reader outer(der);
  TRY(const Bytes body, der_element(outer, kDerSequence));
  TRYV(outer.expect_empty());
  Reader fields(body);
  TRY(const Bytes modulus, der_unsigned(fields));
  TRY(const Bytes exponent, der_unsigned(fields));
  TRYV(fields.expect_empty());
  return PublicNumbers{modulus, exponent};
}

/// An even modulus has no Montgomery form; a long exponent is a way to make verification expensive.
bool acceptable(const PublicNumbers& key) {
  const usize length = key.modulus.size();
  const bool size = length >= usize{kMinRsaBits} / 8 && length <= usize{kMaxRsaBits} / 8;
  const bool exponent = key.exponent.size() <= 4 && key.exponent.back() % 2 == 1 &&
                        (key.exponent.size() > 1 || key.exponent[0] >= 3);
  return size && exponent && key.modulus.back() % 2 == 1;
}

bool bits_accepted(const OwnedRsa& rsa) {
  UNSAFE("the key is not null and has its modulus") {
    const int bits = RSA_bits(rsa.get());
    return bits >= kMinRsaBits && bits <= kMaxRsaBits;
  }
}

OwnedBignum number(Bytes digits) {
  ensure(digits.size() <= kMaxLength);
  UNSAFE(
      "digits covers digits.size() readable bytes, and the size was just checked to fit an int") {
    return OwnedBignum::adopt(BN_bin2bn(digits.data(), static_cast<int>(digits.size()), nullptr));
  }
}

}  // namespace

Result<FetchedDigest, CryptoError> FetchedDigest::fetch(HashAlgorithm algorithm) {
  OwnedDigest md;
  UNSAFE(
      "the number is one libcrypto defines, so it has a name; null asks for the default context") {
    md = OwnedDigest::adopt(EVP_MD_fetch(nullptr, OBJ_nid2sn(nid_of(algorithm)), nullptr));
  }
  TRYV(check(static_cast<bool>(md), ErrorKind::Unsupported));
  return FetchedDigest{algorithm, std::move(md)};
}

FetchedDigest FetchedDigest::share() const {
  UNSAFE("the digest is alive, and the share taken is the one that the new owner gives back") {
    EVP_MD_up_ref(md.get());
    return FetchedDigest{algorithm, OwnedDigest::adopt(md.get())};
  }
}

Result<RsaKey, CryptoError> RsaKey::from_public(Bytes der) {
  const Result<PublicNumbers, DerError> numbers = read_public(der);
  if (!numbers || !acceptable(*numbers)) {
    return Err{ErrorKind::BadPublicKey};
  }
  OwnedBignum modulus = number(numbers->modulus);
  OwnedBignum exponent = number(numbers->exponent);
  OwnedRsa rsa;
  UNSAFE("RSA_new has no precondition") {
    rsa = OwnedRsa::adopt(RSA_new());
  }
  TRYV(check(modulus && exponent && rsa, ErrorKind::OutOfMemory));
  bool taken = false;
  UNSAFE(
      "all three exist, and release() gives up what the key owns from here on; with both given it "
      "cannot refuse") {
    taken = RSA_set0_key(rsa.get(), modulus.release(), exponent.release(), nullptr) == 1;
  }
  TRYV(check(taken, ErrorKind::BackendFailure));
  if (!bits_accepted(rsa)) {
    return Err{ErrorKind::BadPublicKey};
  }
  return RsaKey(std::move(rsa));
}

Result<RsaKey, CryptoError> RsaKey::from_private(Bytes der) {
  if (der.size() > kMaxLength) {
    return Err{ErrorKind::BadPrivateKey};
  }
  OwnedRsa rsa;
  bool complete = false;
  UNSAFE("der covers der.size() readable bytes; the cursor is compared with their end only") {
    const u8* cursor = der.data();
    rsa = OwnedRsa::adopt(d2i_RSAPrivateKey(nullptr, &cursor, static_cast<long>(der.size())));
    complete = rsa && cursor == der.data() + der.size() && RSA_get_version(rsa.get()) == 0;
  }
  TRYV(check(complete, ErrorKind::BadPrivateKey));
  if (!bits_accepted(rsa)) {
    return Err{ErrorKind::BadPrivateKey};
  }
  return RsaKey(std::move(rsa));
}

usize RsaKey::length() const {
  UNSAFE("the key is not null and has its modulus, whose size is positive") {
    return static_cast<usize>(RSA_size(rsa_.get()));
  }
}

Result<usize, CryptoError> RsaKey::sign_pkcs1(HashAlgorithm hash, Bytes digest,
                                              MutBytes signature) const {
  if (signature.size() < length()) {
    return Err{ErrorKind::BadLength};
  }
  unsigned written = 0;
  bool made = false;
  UNSAFE(
      "signature was just checked to have room for length() bytes; libcrypto locks what signing "
      "shares") {
    made = RSA_sign(nid_of(hash), digest.data(), static_cast<unsigned>(digest.size()),
                    signature.data(), &written, rsa_.get()) == 1;
  }
  TRYV(check(made, ErrorKind::BackendFailure));
  return usize{written};
}

Result<usize, CryptoError> RsaKey::sign_pss(const FetchedDigest& hash, Bytes digest,
                                            MutBytes signature) const {
  const usize size = length();
  if (signature.size() < size) {
    return Err{ErrorKind::BadLength};
  }
  EncodedMessage encoded{};
  const int salt = static_cast<int>(digest.size());
  bool made = false;
  UNSAFE(
      "encoded and signature have room for the modulus, which is at most kMaxRsaBits; digest is "
      "the hash's output") {
    made = RSA_padding_add_PKCS1_PSS_mgf1(rsa_.get(), encoded.data(), digest.data(), hash.md.get(),
                                          hash.md.get(), salt) == 1 &&
           RSA_private_encrypt(static_cast<int>(size), encoded.data(), signature.data(), rsa_.get(),
                               RSA_NO_PADDING) == static_cast<int>(size);
  }
  TRYV(check(made, ErrorKind::BackendFailure));
  return size;
}

Result<void, CryptoError> RsaKey::verify_pkcs1(HashAlgorithm hash, Bytes digest,
                                               Bytes signature) const {
  if (signature.size() != length()) {
    return Err{ErrorKind::BadSignature};
  }
  bool matches = false;
  UNSAFE("both spans are readable for their sizes; the signature's was just checked") {
    matches =
        RSA_verify(nid_of(hash), digest.data(), static_cast<unsigned>(digest.size()),
                   signature.data(), static_cast<unsigned>(signature.size()), rsa_.get()) == 1;
  }
  return check(matches, ErrorKind::BadSignature);
}

Result<void, CryptoError> RsaKey::verify_pss(const FetchedDigest& hash, Bytes digest,
                                             Bytes signature) const {
  if (signature.size() != length()) {
    return Err{ErrorKind::BadSignature};
  }
  EncodedMessage encoded{};
  const int salt = static_cast<int>(digest.size());
  bool matches = false;
  UNSAFE(
      "encoded has room for the modulus, which is as long as the signature; digest is the hash's "
      "output") {
    const int size = static_cast<int>(signature.size());
    matches = RSA_public_decrypt(size, signature.data(), encoded.data(), rsa_.get(),
                                 RSA_NO_PADDING) == size &&
              RSA_verify_PKCS1_PSS_mgf1(rsa_.get(), digest.data(), hash.md.get(), hash.md.get(),
                                        encoded.data(), salt) == 1;
  }
  return check(matches, ErrorKind::BadSignature);
}

}  // namespace ferrule::crypto::openssl
