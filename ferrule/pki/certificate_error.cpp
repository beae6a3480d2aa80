// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/certificate_error.hpp"

namespace ferrule::pki {

std::string_view name_of(CertificateErrorKind kind) {
  switch (kind) {
    case CertificateErrorKind::BadDer: return "bad-der";
    case CertificateErrorKind::UnsupportedVersion: return "unsupported-version";
    case CertificateErrorKind::BadSerialNumber: return "bad-serial-number";
    case CertificateErrorKind::MismatchedSignatureAlgorithms:
      return "mismatched-signature-algorithms";
    case CertificateErrorKind::DuplicateExtension: return "duplicate-extension";
    case CertificateErrorKind::BadAlternativeName: return "bad-alternative-name";
    case CertificateErrorKind::BadNameConstraint: return "bad-name-constraint";
    case CertificateErrorKind::UnknownCriticalExtension: return "unknown-critical-extension";
    case CertificateErrorKind::UnsupportedSignatureAlgorithm:
      return "unsupported-signature-algorithm";
    case CertificateErrorKind::UnsupportedPublicKey: return "unsupported-public-key";
    case CertificateErrorKind::WeakKey: return "weak-key";
    case CertificateErrorKind::BadPublicKey: return "bad-public-key";
    case CertificateErrorKind::WrongCriticality: return "wrong-criticality";
    case CertificateErrorKind::MissingExtension: return "missing-extension";
    case CertificateErrorKind::ForbiddenExtension: return "forbidden-extension";
    case CertificateErrorKind::EmptyName: return "empty-name";
    case CertificateErrorKind::BadKeyIdentifier: return "bad-key-identifier";
    case CertificateErrorKind::BadCommonName: return "bad-common-name";
    case CertificateErrorKind::InconsistentAuthority: return "inconsistent-authority";
    case CertificateErrorKind::CaUsedAsEndEntity: return "ca-used-as-end-entity";
    case CertificateErrorKind::NoAlternativeName: return "no-alternative-name";
    case CertificateErrorKind::Expired: return "expired";
    case CertificateErrorKind::NotYetValid: return "not-yet-valid";
    case CertificateErrorKind::NotAnAuthority: return "not-an-authority";
    case CertificateErrorKind::PathLengthExceeded: return "path-length-exceeded";
    case CertificateErrorKind::KeyUsage: return "key-usage";
    case CertificateErrorKind::ExtendedKeyUsage: return "extended-key-usage";
    case CertificateErrorKind::NameConstraint: return "name-constraint";
    case CertificateErrorKind::UnsupportedConstraint: return "unsupported-constraint";
    case CertificateErrorKind::BadSignature: return "bad-signature";
    case CertificateErrorKind::UnknownIssuer: return "unknown-issuer";
    case CertificateErrorKind::EmptyChain: return "empty-chain";
    case CertificateErrorKind::ChainTooLong: return "chain-too-long";
    case CertificateErrorKind::PathTooDeep: return "path-too-deep";
    case CertificateErrorKind::BudgetExhausted: return "budget-exhausted";
    case CertificateErrorKind::NameMismatch: return "name-mismatch";
    case CertificateErrorKind::ProviderFailure: return "provider-failure";
  }
  return "unknown";
}

std::string_view name_of(CertificateField field) {
  switch (field) {
    case CertificateField::None: return "none";
    case CertificateField::Certificate: return "certificate";
    case CertificateField::Version: return "version";
    case CertificateField::SerialNumber: return "serial-number";
    case CertificateField::SignatureAlgorithm: return "signature-algorithm";
    case CertificateField::Issuer: return "issuer";
    case CertificateField::Validity: return "validity";
    case CertificateField::Subject: return "subject";
    case CertificateField::PublicKey: return "public-key";
    case CertificateField::UniqueId: return "unique-id";
    case CertificateField::Extensions: return "extensions";
    case CertificateField::BasicConstraints: return "basic-constraints";
    case CertificateField::KeyUsage: return "key-usage";
    case CertificateField::ExtendedKeyUsage: return "extended-key-usage";
    case CertificateField::SubjectAltName: return "subject-alt-name";
    case CertificateField::NameConstraints: return "name-constraints";
    case CertificateField::SubjectKeyId: return "subject-key-id";
    case CertificateField::AuthorityKeyId: return "authority-key-id";
    case CertificateField::AuthorityInfoAccess: return "authority-info-access";
    case CertificateField::Signature: return "signature";
  }
  return "unknown";
}

std::string_view name_of(DerError error) {
  switch (error) {
    case DerError::Truncated: return "truncated";
    case DerError::TrailingData: return "trailing-data";
    case DerError::UnexpectedTag: return "unexpected-tag";
    case DerError::HighTagNumber: return "high-tag-number";
    case DerError::IndefiniteLength: return "indefinite-length";
    case DerError::NonMinimalLength: return "non-minimal-length";
    case DerError::LengthTooLarge: return "length-too-large";
    case DerError::EmptyInteger: return "empty-integer";
    case DerError::NonMinimalInteger: return "non-minimal-integer";
    case DerError::NegativeInteger: return "negative-integer";
    case DerError::IntegerTooLarge: return "integer-too-large";
    case DerError::BadBoolean: return "bad-boolean";
    case DerError::DefaultEncoded: return "default-encoded";
    case DerError::BadBitString: return "bad-bit-string";
    case DerError::BadObjectId: return "bad-object-id";
    case DerError::BadTime: return "bad-time";
    case DerError::EmptySequence: return "empty-sequence";
  }
  return "unknown";
}

}  // namespace ferrule::pki
