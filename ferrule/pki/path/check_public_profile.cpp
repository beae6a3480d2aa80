// SPDX-License-Identifier: Apache-2.0 OR MIT
// The form that the CA/Browser Forum's Baseline Requirements (section 7.1.2, "BR" below) give to
// certificates.
#include "ferrule/core/try.hpp"
#include "ferrule/pki/name/directory_name.hpp"
#include "ferrule/pki/name/dns_name.hpp"
#include "ferrule/pki/name/ip_address.hpp"
#include "ferrule/pki/oid.hpp"
#include "ferrule/pki/path/checks.hpp"

namespace ferrule::pki {

namespace {

using Kind = CertificateErrorKind;

CertificateError about(Kind kind, ExtensionId extension) {
  return CertificateError::with_detail(kind, oid_of(extension));
}

/// RFC 5280, 4.1.2.2. Some anchors have the serial number 0, where it does no harm.
Result<void, CertificateError> check_serial_number(Bytes serial) {
  const bool is_zero = serial.size() == 1 && serial[0] == 0;
  const usize length = serial[0] == 0 ? serial.size() - 1 : serial.size();
  if (is_zero || serial[0] >= 0x80 || length > 20) {
    return Err{CertificateError(Kind::BadSerialNumber)};
  }
  return ok();
}

/// BR 7.1.2.11.1: the key identifier and nothing else.
Result<void, CertificateError> check_authority_key_id(const Certificate& certificate) {
  const AuthorityKeyId& id = certificate.extensions.authority_key_id;
  if (id.key_id.empty() || id.names_issuer || id.names_serial) {
    return Err{CertificateError(Kind::BadKeyIdentifier)};
  }
  return ok();
}

/// RFC 5280, 4.2.1.11: policyConstraints are critical, and then refused as not understood.
Result<void, CertificateError> check_any(const Certificate& certificate) {
  const Extensions& extensions = certificate.extensions;
  if (extensions.has(ExtensionId::PolicyConstraints) &&
      !extensions.is_critical(ExtensionId::PolicyConstraints)) {
    return Err{about(Kind::WrongCriticality, ExtensionId::PolicyConstraints)};
  }
  return ok();
}

Result<void, CertificateError> check_issued(const Certificate& certificate) {
  TRYV(check_any(certificate));
  TRYV(check_serial_number(certificate.serial_number));
  if (!certificate.extensions.has(ExtensionId::AuthorityKeyId)) {
    return Err{about(Kind::MissingExtension, ExtensionId::AuthorityKeyId)};
  }
  return check_authority_key_id(certificate);
}

/// BR 7.1.2.1 and 7.1.2.2; RFC 5280, 4.2.1.2 and 4.2.1.9.
Result<void, CertificateError> check_authority_form(const Certificate& authority) {
  if (!authority.extensions.has(ExtensionId::SubjectKeyId)) {
    return Err{about(Kind::MissingExtension, ExtensionId::SubjectKeyId)};
  }
  if (!authority.extensions.is_critical(ExtensionId::BasicConstraints)) {
    return Err{about(Kind::WrongCriticality, ExtensionId::BasicConstraints)};
  }
  return ok();
}

bool is_number_of_address(u8 character) {
  return internal::is_digit(character) || character == '.';
}

/// BR 7.1.4.3: a common name that is an address or a host name is written as the alternative name
/// would be: the address in its one canonical form, the host name in ASCII and lower case. That it
/// is among the alternative names is not asked: it is never matched against anything.
bool is_canonical_common_name(Bytes common_name) {
  if (const Option<IpAddress> address = IpAddress::parse(common_name)) {
    return equal(address->text().span(), common_name);
  }
  bool has_dot = false;
  bool has_blank = false;
  bool is_numeric = true;
  bool is_lower_ascii = true;
  for (const u8 character : common_name) {
    has_dot = has_dot || character == '.';
    has_blank = has_blank || character == ' ';
    is_numeric = is_numeric && is_number_of_address(character);
    is_lower_ascii = is_lower_ascii && character < 0x80 && internal::lower(character) == character;
  }
  const bool is_hexadecimal =
      common_name.size() > 2 && common_name[0] == '0' && internal::lower(common_name[1]) == 'x';
  const bool is_host = has_dot && !has_blank;
  return !is_hexadecimal && (!is_host || (is_lower_ascii && !is_numeric));
}

Result<void, CertificateError> check_common_names(const Certificate& leaf) {
  NameAttributes attributes(leaf.subject);
  while (const Option<NameAttribute> attribute = attributes.next()) {
    if (equal(attribute->oid, oid::kCommonName.span()) &&
        !is_canonical_common_name(attribute->value.content)) {
      return Err{CertificateError::with_detail(Kind::BadCommonName, attribute->value.content)};
    }
  }
  return ok();
}

/// BR 7.1.2.7.
Result<void, CertificateError> check_leaf_form(const Certificate& leaf, Purpose purpose) {
  const Extensions& extensions = leaf.extensions;
  if (leaf.is_authority()) {
    return Err{CertificateError(Kind::CaUsedAsEndEntity)};
  }
  if (!extensions.has(ExtensionId::ExtendedKeyUsage)) {
    return Err{about(Kind::MissingExtension, ExtensionId::ExtendedKeyUsage)};
  }
  if (extensions.is_critical(ExtensionId::ExtendedKeyUsage)) {
    return Err{about(Kind::WrongCriticality, ExtensionId::ExtendedKeyUsage)};
  }
  if (allows_any_purpose(extensions.extended_key_usage)) {
    return Err{CertificateError::with_detail(Kind::ExtendedKeyUsage, oid_of(purpose))};
  }
  if (!leaf.subject.empty() && extensions.is_critical(ExtensionId::SubjectAltName)) {
    return Err{about(Kind::WrongCriticality, ExtensionId::SubjectAltName)};
  }
  return purpose == Purpose::ServerAuth ? check_common_names(leaf)
                                        : Result<void, CertificateError>(ok());
}

Result<void, CertificateError> check_one(Span<const Certificate> path, usize depth,
                                         Purpose purpose) {
  if (depth + 1 == path.size()) {
    return check_public_anchor(path[depth]);
  }
  TRYV(check_issued(path[depth]));
  return depth == 0 ? check_leaf_form(path[0], purpose) : check_authority_form(path[depth]);
}

}  // namespace

Result<void, CertificateError> check_public_profile(Span<const Certificate> path, Purpose purpose) {
  for (usize depth = 0; depth < path.size(); ++depth) {
    Result<void, CertificateError> checked = check_one(path, depth, purpose);
    if (!checked) {
      checked.error().depth = static_cast<u8>(depth);
      return Err{checked.error()};
    }
  }
  return ok();
}

Result<void, CertificateError> check_public_anchor(const Certificate& anchor) {
  const Extensions& extensions = anchor.extensions;
  TRYV(check_any(anchor));
  TRYV(check_authority_form(anchor));
  if (extensions.has(ExtensionId::ExtendedKeyUsage)) {
    return Err{about(Kind::ForbiddenExtension, ExtensionId::ExtendedKeyUsage)};
  }
  // A self-signed certificate may leave it out (RFC 5280, 4.2.1.1), and for an anchor nothing
  // depends on it.
  if (!extensions.has(ExtensionId::AuthorityKeyId)) {
    return ok();
  }
  TRYV(check_authority_key_id(anchor));
  if (anchor.is_self_issued() &&
      !equal(extensions.authority_key_id.key_id, extensions.subject_key_id)) {
    return Err{CertificateError(Kind::BadKeyIdentifier)};
  }
  return ok();
}

}  // namespace ferrule::pki
