// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/extensions/extensions.hpp"

#include "ferrule/core/array.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/pki/der/der.hpp"
#include "ferrule/pki/name/general_name.hpp"
#include "ferrule/pki/oid.hpp"

namespace ferrule::pki {

namespace {

/// More extensions than this are not in any honest certificate; comparing each with each finds
/// duplicates.
constexpr usize kMaxExtensions = 64;

struct FERRULE_VIEW Row {
  ExtensionId id;
  CertificateField field;
  Bytes oid;
};
constexpr Array kKnown{
    Row{ExtensionId::SubjectKeyId, CertificateField::SubjectKeyId, oid::kSubjectKeyId},
    Row{ExtensionId::KeyUsage, CertificateField::KeyUsage, oid::kKeyUsage},
    Row{ExtensionId::SubjectAltName, CertificateField::SubjectAltName, oid::kSubjectAltName},
    Row{ExtensionId::BasicConstraints, CertificateField::BasicConstraints, oid::kBasicConstraints},
    Row{ExtensionId::NameConstraints, CertificateField::NameConstraints, oid::kNameConstraints},
    Row{ExtensionId::CertificatePolicies, CertificateField::Extensions, oid::kCertificatePolicies},
    Row{ExtensionId::AuthorityKeyId, CertificateField::AuthorityKeyId, oid::kAuthorityKeyId},
    Row{ExtensionId::PolicyConstraints, CertificateField::Extensions, oid::kPolicyConstraints},
    Row{ExtensionId::ExtendedKeyUsage, CertificateField::ExtendedKeyUsage, oid::kExtendedKeyUsage},
    Row{ExtensionId::AuthorityInfoAccess, CertificateField::AuthorityInfoAccess,
        oid::kAuthorityInfoAccess},
};
consteval bool is_in_order() {
  for (usize i = 0; i < kKnown.size(); ++i) {
    if (static_cast<usize>(kKnown[i].id) != i) {
      return false;
    }
  }
  return true;
}
static_assert(is_in_order(), "oid_of() uses ExtensionId as the index");

constexpr u16 bit(ExtensionId id) { return static_cast<u16>(1u << static_cast<u8>(id)); }

/// What a critical extension may be without stopping the path. Policies restrict a path only where
/// somebody demands an explicit policy, which is done by policyConstraints (RFC 5280, 6.1.3 (f)).
constexpr bool is_understood(ExtensionId id) { return id != ExtensionId::PolicyConstraints; }

struct FERRULE_VIEW RawExtension {
  Bytes oid;
  bool is_critical = false;
  Bytes value;
};

Result<RawExtension, DerError> read_extension(DerReader& reader FERRULE_LIFETIMEBOUND) {
  TRY(const Bytes content, reader.read(DerTag::Sequence));
  DerReader fields(content);
  TRY(const Bytes name, fields.read_oid());
  TRY(const bool is_critical, fields.read_default_false());
  TRY(const Bytes value, fields.read(DerTag::OctetString));
  TRYV(fields.expect_end());
  return RawExtension{name, is_critical, value};
}

/// BasicConstraints (4.2.1.9).
Result<void, DerError> read_basic_constraints(Bytes value, Extensions& out) {
  DerReader reader(value);
  TRY(const Bytes content, reader.read(DerTag::Sequence));
  TRYV(reader.expect_end());
  DerReader fields(content);
  TRY(out.is_authority, fields.read_default_false());
  if (!fields.empty()) {
    TRY(const u32 length, fields.read_small());
    out.max_path_length = length;
  }
  return fields.expect_end();
}

/// SubjectAltName (4.2.1.6): at least one name, and each well-formed as DER.
Result<Bytes, DerError> parse_subject_alt_name(Bytes value FERRULE_LIFETIMEBOUND) {
  DerReader reader(value);
  TRY(const Bytes content, reader.read(DerTag::Sequence));
  TRYV(reader.expect_end());
  if (content.empty()) {
    return Err{DerError::EmptySequence};
  }
  Bytes rest = content;
  while (!rest.empty()) {
    TRYV(take_general_name(rest));
  }
  return content;
}

/// AuthorityInfoAccessSyntax (4.2.2.1): where the issuer's certificate is. Not followed, but it has
/// to be well-formed.
Result<void, DerError> check_authority_info_access(Bytes value) {
  DerReader reader(value);
  TRY(const Bytes content, reader.read(DerTag::Sequence));
  TRYV(reader.expect_end());
  if (content.empty()) {
    return Err{DerError::EmptySequence};
  }
  DerReader each(content);
  while (!each.empty()) {
    TRY(const Bytes description, each.read(DerTag::Sequence));
    DerReader fields(description);
    TRYV(fields.read_oid());
    Bytes location = fields.rest();
    TRYV(take_general_name(location));
    if (!location.empty()) {
      return Err{DerError::TrailingData};
    }
  }
  return ok();
}

Result<void, DerError> read_known(ExtensionId id, Bytes value FERRULE_CAPTURED, Extensions& out) {
  switch (id) {
    case ExtensionId::SubjectKeyId: {
      TRY(out.subject_key_id, parse_subject_key_id(value));
      return ok();
    }
    case ExtensionId::KeyUsage: {
      TRY(out.key_usage, parse_key_usage(value));
      return ok();
    }
    case ExtensionId::SubjectAltName: {
      TRY(out.subject_alt_name, parse_subject_alt_name(value));
      return ok();
    }
    case ExtensionId::BasicConstraints: return read_basic_constraints(value, out);
    case ExtensionId::NameConstraints: {
      TRY(out.name_constraints, parse_name_constraints(value));
      return ok();
    }
    case ExtensionId::AuthorityKeyId: {
      TRY(out.authority_key_id, parse_authority_key_id(value));
      return ok();
    }
    case ExtensionId::ExtendedKeyUsage: {
      TRY(out.extended_key_usage, parse_extended_key_usage(value));
      return ok();
    }
    case ExtensionId::AuthorityInfoAccess: return check_authority_info_access(value);
    case ExtensionId::CertificatePolicies:
    case ExtensionId::PolicyConstraints: return ok();
  }
  return ok();
}

Option<const Row&> find_known(Bytes name) {
  for (const Row& row : kKnown) {
    if (equal(row.oid, name)) {
      return Option<const Row&>(row);
    }
  }
  return kNone;
}

}  // namespace

Result<Extensions, CertificateError> Extensions::parse(Bytes content) {
  Extensions made;
  FixedVec<Bytes, kMaxExtensions> seen;
  DerReader reader(content);
  if (reader.empty()) {
    return Err{CertificateError::bad_der(CertificateField::Extensions, DerError::EmptySequence)};
  }
  while (!reader.empty()) {
    const Result<RawExtension, DerError> raw = read_extension(reader);
    if (!raw) {
      return Err{CertificateError::bad_der(CertificateField::Extensions, raw.error())};
    }
    for (const Bytes& name : seen) {
      if (equal(name, raw->oid)) {
        return Err{CertificateError::with_detail(CertificateErrorKind::DuplicateExtension, name)};
      }
    }
    if (!seen.push(raw->oid)) {
      return Err{CertificateError::bad_der(CertificateField::Extensions, DerError::TrailingData)};
    }
    const Option<const Row&> known = find_known(raw->oid);
    if (raw->is_critical && made.unknown_critical.empty() &&
        (!known || !is_understood(known->id))) {
      made.unknown_critical = raw->oid;
    }
    if (!known) {
      continue;
    }
    made.present |= bit(known->id);
    made.critical |= raw->is_critical ? bit(known->id) : u16{0};
    if (const Result<void, DerError> read = read_known(known->id, raw->value, made); !read) {
      return Err{CertificateError::bad_der(known->field, read.error())};
    }
  }
  return made;
}

Bytes oid_of(ExtensionId id) { return kKnown[static_cast<usize>(id)].oid; }

}  // namespace ferrule::pki
