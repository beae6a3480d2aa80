// SPDX-License-Identifier: Apache-2.0 OR MIT
// What holds for a certificate by itself (RFC 5280, 4.2 and 6.1).
#include "ferrule/core/array.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/pki/algorithm_identifier.hpp"
#include "ferrule/pki/path/checks.hpp"

namespace ferrule::pki {

namespace {

using Kind = CertificateErrorKind;

CertificateError about(Kind kind, ExtensionId extension) {
  return CertificateError::with_detail(kind, oid_of(extension));
}

Result<void, CertificateError> check_validity(const Certificate& certificate, i64 now) {
  const bool too_early = now < certificate.not_before;
  if (!too_early && now <= certificate.not_after) {
    return ok();
  }
  CertificateError error(too_early ? Kind::NotYetValid : Kind::Expired);
  error.limit = too_early ? certificate.not_before : certificate.not_after;
  error.now = now;
  return Err{error};
}

/// "Conforming CAs MUST mark this extension as non-critical" (RFC 5280, 4.2.1.1, 4.2.1.2
/// and 4.2.2.1).
constexpr Array kNeverCritical{ExtensionId::SubjectKeyId, ExtensionId::AuthorityKeyId,
                               ExtensionId::AuthorityInfoAccess};

Result<void, CertificateError> check_form(const Certificate& certificate) {
  const Extensions& extensions = certificate.extensions;
  if (certificate.version != 3) {
    CertificateError error(Kind::UnsupportedVersion);
    error.found = certificate.version;
    return Err{error};
  }
  if (!extensions.unknown_critical.empty()) {
    return Err{
        CertificateError::with_detail(Kind::UnknownCriticalExtension, extensions.unknown_critical)};
  }
  for (const ExtensionId id : kNeverCritical) {
    if (extensions.is_critical(id)) {
      return Err{about(Kind::WrongCriticality, id)};
    }
  }
  if (certificate.issuer.empty()) {
    return Err{CertificateError(Kind::EmptyName)};
  }
  const bool signs = (extensions.key_usage.value_or(0) & kKeyCertSign) != 0;
  if (!certificate.is_authority() && (signs || extensions.max_path_length.has_value())) {
    return Err{CertificateError(Kind::InconsistentAuthority)};
  }
  if (!certificate.is_authority() && extensions.has(ExtensionId::NameConstraints)) {
    return Err{about(Kind::ForbiddenExtension, ExtensionId::NameConstraints)};
  }
  // "If the subject field contains an empty sequence, then the issuing CA MUST include a
  // subjectAltName extension that is marked as critical" (4.2.1.6).
  if (certificate.subject.empty() && !extensions.is_critical(ExtensionId::SubjectAltName)) {
    return Err{about(Kind::WrongCriticality, ExtensionId::SubjectAltName)};
  }
  return ok();
}

Result<void, CertificateError> check_key_usage(const Certificate& certificate,
                                               KeyUsageBits needed) {
  const Option<KeyUsageBits>& usage = certificate.extensions.key_usage;
  if (usage && (*usage & needed) == 0) {
    CertificateError error(Kind::KeyUsage);
    error.expected = needed;
    error.found = *usage;
    return Err{error};
  }
  return ok();
}

/// Listing no purposes means all of them. An authority's list bounds what it may vouch for, as all
/// implementations have it.
Result<void, CertificateError> check_purpose(const Certificate& certificate, Purpose purpose) {
  const Extensions& extensions = certificate.extensions;
  if (!extensions.has(ExtensionId::ExtendedKeyUsage) ||
      allows_purpose(extensions.extended_key_usage, purpose) ||
      allows_any_purpose(extensions.extended_key_usage)) {
    return ok();
  }
  return Err{CertificateError::with_detail(Kind::ExtendedKeyUsage, oid_of(purpose))};
}

}  // namespace

Result<void, CertificateError> check_leaf(const Certificate& leaf, const PathRequest& request) {
  TRYV(check_form(leaf));
  TRYV(check_validity(leaf, request.now));
  TRYV(check_key_usage(leaf, kDigitalSignature));
  TRYV(check_purpose(leaf, request.purpose));
  TRYV(parse_signature_algorithm(leaf.signature_algorithm));
  TRYV(leaf.public_key());
  return ok();
}

Result<void, CertificateError> check_authority(const Certificate& authority,
                                               const PathRequest& request, usize below) {
  if (!authority.is_authority()) {
    return Err{CertificateError(Kind::NotAnAuthority)};
  }
  TRYV(check_form(authority));
  TRYV(check_validity(authority, request.now));
  if (authority.subject.empty()) {
    return Err{CertificateError(Kind::EmptyName)};
  }
  TRYV(check_key_usage(authority, kKeyCertSign));
  TRYV(check_purpose(authority, request.purpose));
  const Option<u32>& limit = authority.extensions.max_path_length;
  if (limit && below > *limit) {
    CertificateError error(Kind::PathLengthExceeded);
    error.expected = *limit;
    error.found = static_cast<u32>(below);
    return Err{error};
  }
  return ok();
}

}  // namespace ferrule::pki
