// SPDX-License-Identifier: Apache-2.0 OR MIT
// What is wrong with a certificate or a chain: which certificate, which check, and what was
// expected and found. A value that owns all it says, so that it may outlive the certificates.
#pragma once

#include <string_view>

#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/pki/der/der_error.hpp"

namespace ferrule::pki {

enum class CertificateErrorKind : u8 {
  // The certificate cannot be read.
  BadDer,                         ///< `field` is not the DER it should be, for the reason `der`
  UnsupportedVersion,             ///< not X.509 v3; `found` is the version
  BadSerialNumber,                ///< zero, negative or longer than 20 bytes (RFC 5280, 4.1.2.2)
  MismatchedSignatureAlgorithms,  ///< the two signature algorithms differ (RFC 5280, 4.1.1.2)
  DuplicateExtension,             ///< `detail` is the OID of an extension that comes twice
  BadAlternativeName,  ///< a subject alternative name that is malformed; `detail` has its bytes
  BadNameConstraint,   ///< a constraint that is malformed; `detail` has its bytes

  // Something is not supported, or too weak.
  UnknownCriticalExtension,       ///< `detail` is the OID of an extension that must be understood
  UnsupportedSignatureAlgorithm,  ///< `detail` is the OID (SHA-1 and MD5 are among these)
  UnsupportedPublicKey,           ///< `detail` is the OID of the key's algorithm or curve
  WeakKey,                        ///< an RSA key of `found` bits; see kMinRsaBits and kMaxRsaBits
  BadPublicKey,                   ///< the key does not decode

  // The certificate breaks a rule of its profile.
  WrongCriticality,    ///< extension `detail` must be critical and is not, or the reverse
  MissingExtension,    ///< extension `detail` is required
  ForbiddenExtension,  ///< extension `detail` may not be in such a certificate
  EmptyName,           ///< an issuer, or the subject of an authority, without content
  BadKeyIdentifier,    ///< the authority key identifier has forbidden fields, or does not fit
  BadCommonName,  ///< a common name that is a host or an address, and not in its canonical form
  InconsistentAuthority,  ///< basicConstraints and keyUsage contradict each other
  CaUsedAsEndEntity,      ///< an authority's certificate presented as a server's or client's own
  NoAlternativeName,      ///< the certificate has no subject alternative name at all

  // It is genuine perhaps, but may not be used here.
  Expired,             ///< `limit` is notAfter, `now` the time it was compared with
  NotYetValid,         ///< `limit` is notBefore, `now` the time it was compared with
  NotAnAuthority,      ///< basicConstraints do not make it an authority, yet it issued another
  PathLengthExceeded,  ///< `expected` intermediates may follow, `found` do
  KeyUsage,            ///< keyUsage lacks `expected` (a KeyUsage bit); `found` has all its bits
  ExtendedKeyUsage,    ///< extendedKeyUsage lacks the purpose whose OID is `detail`
  NameConstraint,  ///< the name `detail` of certificate `depth` is outside what `constrained_by`
                   ///< allows
  UnsupportedConstraint,  ///< a name of a form that is constrained, but cannot be compared

  // The chain.
  BadSignature,     ///< not signed by the certificate that its issuer names
  UnknownIssuer,    ///< no trust anchor and no presented certificate has the issuer's name
  EmptyChain,       ///< nothing was presented
  ChainTooLong,     ///< more than `expected` certificates were presented; `found` were
  PathTooDeep,      ///< more than `expected` intermediates would be needed
  BudgetExhausted,  ///< the search for a path took more work than any honest chain needs

  // The name.
  NameMismatch,  ///< none of the `found` names is the one asked for: list them with
                 ///< Certificate::names()

  // Not about the certificate.
  ProviderFailure,  ///< the cryptographic library failed
};

/// "expired", "unknown-issuer", ...: stable, for logs and machines.
FERRULE_STATIC_LIFETIME [[nodiscard]] std::string_view name_of(CertificateErrorKind kind);

/// The part of a certificate that could not be decoded.
enum class CertificateField : u8 {
  None,
  Certificate,
  Version,
  SerialNumber,
  SignatureAlgorithm,
  Issuer,
  Validity,
  Subject,
  PublicKey,
  UniqueId,
  Extensions,
  BasicConstraints,
  KeyUsage,
  ExtendedKeyUsage,
  SubjectAltName,
  NameConstraints,
  SubjectKeyId,
  AuthorityKeyId,
  AuthorityInfoAccess,
  Signature,
};
FERRULE_STATIC_LIFETIME [[nodiscard]] std::string_view name_of(CertificateField field);
/// "truncated", "unexpected-tag", ...
FERRULE_STATIC_LIFETIME [[nodiscard]] std::string_view name_of(DerError error);

/// Keys of fewer bits are refused, and keys of more take too long.
inline constexpr u32 kMinRsaBits = 2048;
inline constexpr u32 kMaxRsaBits = 8192;

struct CertificateError {
  /// The value of `presented` for a trust anchor, and while no chain is known.
  static constexpr u8 kNotPresented = 0xff;

  CertificateErrorKind kind;
  /// Where in the path: 0 is the leaf, 1 its issuer, and so on.
  u8 depth = 0;
  /// Where in the chain the peer presented, from 0, or kNotPresented.
  u8 presented = kNotPresented;
  /// NameConstraint: the depth of the authority whose constraint it is.
  u8 constrained_by = 0;
  CertificateField field = CertificateField::None;
  DerError der = DerError::Truncated;
  u32 expected = 0;
  u32 found = 0;
  /// Seconds since 1970-01-01 00:00 UTC.
  i64 limit = 0;
  i64 now = 0;
  /// An OID (the content bytes of its DER) or the beginning of a name, as the kind says.
  FixedBytes<48> detail{};

  constexpr CertificateError(CertificateErrorKind what) : kind{what} {}
  static constexpr CertificateError bad_der(CertificateField where, DerError why) {
    CertificateError error(CertificateErrorKind::BadDer);
    error.field = where;
    error.der = why;
    return error;
  }
  /// With the first bytes of `bytes`, as many as fit.
  static constexpr CertificateError with_detail(CertificateErrorKind what, Bytes bytes) {
    CertificateError error(what);
    const usize kept =
        bytes.size() < error.detail.capacity() ? bytes.size() : error.detail.capacity();
    static_cast<void>(error.detail.append(bytes.first(kept)));
    return error;
  }
};

}  // namespace ferrule::pki
