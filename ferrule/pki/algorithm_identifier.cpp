// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/algorithm_identifier.hpp"

#include "ferrule/core/array.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/pki/der/der.hpp"
#include "ferrule/pki/oid.hpp"

namespace ferrule::pki {

namespace {

using crypto::PublicKeyAlgorithm;
using crypto::SignatureAlgorithm;
using Kind = CertificateErrorKind;

/// What follows the OID.
enum class Parameters : u8 { Absent, Null };

struct FERRULE_VIEW SignatureRow {
  Bytes oid;
  Parameters parameters;
  SignatureAlgorithm algorithm;
};
constexpr Array kSignatures{
    SignatureRow{oid::kSha256WithRsa, Parameters::Null, SignatureAlgorithm::RsaPkcs1Sha256},
    SignatureRow{oid::kSha384WithRsa, Parameters::Null, SignatureAlgorithm::RsaPkcs1Sha384},
    SignatureRow{oid::kSha512WithRsa, Parameters::Null, SignatureAlgorithm::RsaPkcs1Sha512},
    SignatureRow{oid::kEcdsaWithSha256, Parameters::Absent, SignatureAlgorithm::EcdsaSha256},
    SignatureRow{oid::kEcdsaWithSha384, Parameters::Absent, SignatureAlgorithm::EcdsaSha384},
    SignatureRow{oid::kEcdsaWithSha512, Parameters::Absent, SignatureAlgorithm::EcdsaSha512},
    SignatureRow{oid::kEd25519, Parameters::Absent, SignatureAlgorithm::Ed25519},
};

struct FERRULE_VIEW PssRow {
  Bytes hash;
  u32 salt_length;
  SignatureAlgorithm algorithm;
};
constexpr Array kPss{
    PssRow{oid::kSha256, 32, SignatureAlgorithm::RsaPssSha256},
    PssRow{oid::kSha384, 48, SignatureAlgorithm::RsaPssSha384},
    PssRow{oid::kSha512, 64, SignatureAlgorithm::RsaPssSha512},
};

struct FERRULE_VIEW CurveRow {
  Bytes oid;
  PublicKeyAlgorithm algorithm;
  usize point_length;
};
constexpr Array kCurves{
    CurveRow{oid::kSecp256r1, PublicKeyAlgorithm::EcdsaP256, 65},
    CurveRow{oid::kSecp384r1, PublicKeyAlgorithm::EcdsaP384, 97},
    CurveRow{oid::kSecp521r1, PublicKeyAlgorithm::EcdsaP521, 133},
};

/// NULL and nothing else.
Result<void, DerError> expect_null(DerReader& reader) {
  TRY(const Bytes null, reader.read(DerTag::Null));
  if (!null.empty()) {
    return Err{DerError::TrailingData};
  }
  return reader.expect_end();
}

/// The hash function inside RSASSA-PSS parameters. NULL may be left out there (RFC 4055, 2.1).
Result<Bytes, DerError> read_hash(Bytes identifier FERRULE_LIFETIMEBOUND) {
  DerReader reader(identifier);
  TRY(const Bytes hash, reader.read_oid());
  if (!reader.empty()) {
    TRYV(expect_null(reader));
  }
  return hash;
}

/// A SEQUENCE behind an explicit tag, alone in it.
Result<Bytes, DerError> read_tagged(DerReader& reader FERRULE_LIFETIMEBOUND, u8 number) {
  TRY(const Bytes tagged, reader.read(context_tag(number, true)));
  DerReader inner(tagged);
  TRY(const Bytes content, inner.read(DerTag::Sequence));
  TRYV(inner.expect_end());
  return content;
}

/// RSASSA-PSS-params with the hash, MGF1 with the same hash and a salt as long as the hash (RFC
/// 4055, 3.1). The defaults are SHA-1, so each field is there; the trailer field has its default
/// and is not.
Result<Option<SignatureAlgorithm>, DerError> read_pss_parameters(DerReader& reader) {
  TRY(const Bytes content, reader.read(DerTag::Sequence));
  TRYV(reader.expect_end());
  DerReader parameters(content);
  TRY(const Bytes hash_identifier, read_tagged(parameters, 0));
  TRY(const Bytes hash, read_hash(hash_identifier));
  TRY(const Bytes mask_identifier, read_tagged(parameters, 1));
  DerReader mask(mask_identifier);
  TRY(const Bytes mask_function, mask.read_oid());
  TRY(const Bytes mask_hash_identifier, mask.read(DerTag::Sequence));
  TRYV(mask.expect_end());
  TRY(const Bytes mask_hash, read_hash(mask_hash_identifier));
  TRY(const Bytes tagged_salt, parameters.read(context_tag(2, true)));
  DerReader salt(tagged_salt);
  TRY(const u32 salt_length, salt.read_small());
  TRYV(salt.expect_end());
  TRYV(parameters.expect_end());
  if (equal(mask_function, oid::kMgf1.span()) && equal(mask_hash, hash)) {
    for (const PssRow& row : kPss) {
      if (equal(row.hash, hash) && row.salt_length == salt_length) {
        return Option<SignatureAlgorithm>(row.algorithm);
      }
    }
  }
  return Option<SignatureAlgorithm>();
}

u32 bit_length(Bytes magnitude) {
  u32 top = magnitude[0];
  u32 bits = static_cast<u32>(magnitude.size() - 1) * 8;
  for (; top != 0; top >>= 1) {
    ++bits;
  }
  return bits;
}

struct FERRULE_VIEW RsaNumbers {
  Bytes modulus;
  Bytes exponent;
};
/// RSAPublicKey (RFC 8017, A.1.1).
Result<RsaNumbers, DerError> read_rsa(Bytes key FERRULE_LIFETIMEBOUND) {
  DerReader outer(key);
  TRY(const Bytes content, outer.read(DerTag::Sequence));
  TRYV(outer.expect_end());
  DerReader inner(content);
  TRY(const Bytes modulus, inner.read_unsigned());
  TRY(const Bytes exponent, inner.read_unsigned());
  TRYV(inner.expect_end());
  return RsaNumbers{modulus, exponent};
}

Result<crypto::PublicKey, CertificateError> rsa_key(PublicKeyAlgorithm algorithm,
                                                    Bytes key FERRULE_LIFETIMEBOUND) {
  const Result<RsaNumbers, DerError> numbers = read_rsa(key);
  if (!numbers) {
    return Err{CertificateError::bad_der(CertificateField::PublicKey, numbers.error())};
  }
  const u32 bits = bit_length(numbers->modulus);
  if (bits < kMinRsaBits || bits > kMaxRsaBits || bits % 8 != 0) {
    CertificateError error(Kind::WeakKey);
    error.found = bits;
    error.expected = kMinRsaBits;
    return Err{error};
  }
  const Bytes exponent = numbers->exponent;
  const bool too_small = exponent.size() == 1 && exponent[0] < 3;
  if (too_small || exponent.size() > 8 || exponent.back() % 2 == 0 ||
      numbers->modulus.back() % 2 == 0) {
    return Err{CertificateError(Kind::BadPublicKey)};
  }
  return crypto::PublicKey{algorithm, key};
}

Result<crypto::PublicKey, CertificateError> ec_key(DerReader& parameters,
                                                   Bytes key FERRULE_LIFETIMEBOUND) {
  const Result<Bytes, DerError> curve = parameters.read_oid();
  if (!curve || !parameters.empty()) {
    return Err{CertificateError::with_detail(Kind::UnsupportedPublicKey, oid::kEcPublicKey)};
  }
  for (const CurveRow& row : kCurves) {
    if (equal(row.oid, *curve)) {
      if (key.size() != row.point_length || key[0] != 0x04) {
        return Err{CertificateError(Kind::BadPublicKey)};
      }
      return crypto::PublicKey{row.algorithm, key};
    }
  }
  return Err{CertificateError::with_detail(Kind::UnsupportedPublicKey, *curve)};
}

struct FERRULE_VIEW KeyInfo {
  Bytes algorithm;
  Bytes parameters;
  Bytes key;
};
Result<KeyInfo, DerError> read_key_info(Bytes der FERRULE_LIFETIMEBOUND) {
  DerReader outer(der);
  TRY(const Bytes content, outer.read(DerTag::Sequence));
  TRYV(outer.expect_end());
  DerReader inner(content);
  TRY(const Bytes identifier, inner.read(DerTag::Sequence));
  TRY(const Bytes key, inner.read_bit_string());
  TRYV(inner.expect_end());
  DerReader algorithm(identifier);
  TRY(const Bytes algorithm_oid, algorithm.read_oid());
  return KeyInfo{algorithm_oid, algorithm.rest(), key};
}

}  // namespace

Result<SignatureAlgorithm, CertificateError> parse_signature_algorithm(Bytes identifier) {
  DerReader reader(identifier);
  const Result<Bytes, DerError> name = reader.read_oid();
  if (!name) {
    return Err{CertificateError::bad_der(CertificateField::SignatureAlgorithm, name.error())};
  }
  for (const SignatureRow& row : kSignatures) {
    if (!equal(row.oid, *name)) {
      continue;
    }
    const Result<void, DerError> parameters =
        row.parameters == Parameters::Null ? expect_null(reader) : reader.expect_end();
    if (!parameters) {
      return Err{
          CertificateError::bad_der(CertificateField::SignatureAlgorithm, parameters.error())};
    }
    return row.algorithm;
  }
  if (equal(*name, oid::kRsaPss.span())) {
    const Result<Option<SignatureAlgorithm>, DerError> pss = read_pss_parameters(reader);
    if (pss && pss->has_value()) {
      return **pss;
    }
  }
  return Err{CertificateError::with_detail(Kind::UnsupportedSignatureAlgorithm, *name)};
}

Result<crypto::PublicKey, CertificateError> parse_public_key(Bytes public_key_info) {
  const Result<KeyInfo, DerError> info = read_key_info(public_key_info);
  if (!info) {
    return Err{CertificateError::bad_der(CertificateField::PublicKey, info.error())};
  }
  DerReader parameters(info->parameters);
  if (equal(info->algorithm, oid::kRsaEncryption.span())) {
    if (const Result<void, DerError> null = expect_null(parameters); !null) {
      return Err{CertificateError::bad_der(CertificateField::PublicKey, null.error())};
    }
    return rsa_key(PublicKeyAlgorithm::Rsa, info->key);
  }
  if (equal(info->algorithm, oid::kEcPublicKey.span())) {
    return ec_key(parameters, info->key);
  }
  if (equal(info->algorithm, oid::kEd25519.span()) && parameters.empty()) {
    if (info->key.size() != 32) {
      return Err{CertificateError(Kind::BadPublicKey)};
    }
    return crypto::PublicKey{PublicKeyAlgorithm::Ed25519, info->key};
  }
  if (equal(info->algorithm, oid::kRsaPss.span()) &&
      (parameters.empty() || read_pss_parameters(parameters).has_value())) {
    return rsa_key(PublicKeyAlgorithm::RsaPss, info->key);
  }
  return Err{CertificateError::with_detail(Kind::UnsupportedPublicKey, info->algorithm)};
}

}  // namespace ferrule::pki
