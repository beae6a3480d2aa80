// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/certificate.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/pki/algorithm_identifier.hpp"
#include "ferrule/pki/der/der.hpp"
#include "ferrule/pki/der/time.hpp"

namespace ferrule::pki {

namespace {

using Field = CertificateField;
using Kind = CertificateErrorKind;

/// Gives an error of the reader its place.
template <typename T>
Result<T, CertificateError> in_field(Field field, Result<T, DerError> result) {
  return std::move(result).map_err(
      [field](DerError error) { return CertificateError::bad_der(field, error); });
}

/// Version ::= [0] EXPLICIT INTEGER DEFAULT v1.
Result<u8, DerError> read_version(DerReader& tbs) {
  TRY(const Option<Bytes> tagged, tbs.read_optional(context_tag(0, true)));
  if (!tagged) {
    return u8{1};
  }
  DerReader inner(*tagged);
  TRY(const u32 value, inner.read_small());
  TRYV(inner.expect_end());
  if (value == 0) {
    return Err{DerError::DefaultEncoded};
  }
  if (value > 2) {
    return Err{DerError::IntegerTooLarge};
  }
  return static_cast<u8>(value + 1);
}

/// Name: an RDNSequence of SETs of attributes. Its content.
Result<Bytes, DerError> read_name(DerReader& tbs FERRULE_LIFETIMEBOUND) {
  TRY(const Bytes content, tbs.read(DerTag::Sequence));
  DerReader names(content);
  while (!names.empty()) {
    TRY(const Bytes attributes, names.read(DerTag::Set));
    if (attributes.empty()) {
      return Err{DerError::EmptySequence};
    }
    DerReader each(attributes);
    while (!each.empty()) {
      TRY(const Bytes attribute, each.read(DerTag::Sequence));
      DerReader fields(attribute);
      TRYV(fields.read_oid());
      TRYV(fields.read_any());
      TRYV(fields.expect_end());
    }
  }
  return content;
}

Result<void, DerError> read_validity(DerReader& tbs, Certificate& out) {
  TRY(const Bytes content, tbs.read(DerTag::Sequence));
  DerReader times(content);
  TRY(out.not_before, read_time(times));
  TRY(out.not_after, read_time(times));
  return times.expect_end();
}

/// issuerUniqueID and subjectUniqueID: obsolete, skipped.
Result<void, DerError> skip_unique_ids(DerReader& tbs) {
  TRYV(tbs.read_optional(context_tag(1, false)));
  TRYV(tbs.read_optional(context_tag(2, false)));
  return ok();
}

/// Extensions ::= [3] EXPLICIT SEQUENCE. Its content, empty when absent.
Result<Option<Bytes>, DerError> read_extensions(DerReader& tbs FERRULE_LIFETIMEBOUND) {
  TRY(const Option<Bytes> tagged, tbs.read_optional(context_tag(3, true)));
  TRYV(tbs.expect_end());
  if (!tagged) {
    return Option<Bytes>();
  }
  DerReader inner(*tagged);
  TRY(const Bytes content, inner.read(DerTag::Sequence));
  TRYV(inner.expect_end());
  return Option<Bytes>(content);
}

/// TBSCertificate (RFC 5280, 4.1.2). Tells how many bytes follow the subject.
Result<usize, CertificateError> read_tbs(Bytes content FERRULE_CAPTURED, Certificate& out) {
  DerReader tbs(content);
  TRY(out.version, in_field(Field::Version, read_version(tbs)));
  TRY(out.serial_number, in_field(Field::SerialNumber, tbs.read_integer()));
  TRY(out.signature_algorithm, in_field(Field::SignatureAlgorithm, tbs.read(DerTag::Sequence)));
  TRY(out.issuer, in_field(Field::Issuer, read_name(tbs)));
  TRYV(in_field(Field::Validity, read_validity(tbs, out)));
  TRY(out.subject, in_field(Field::Subject, read_name(tbs)));
  const usize after_subject = tbs.rest().size();
  TRY(const DerElement key, in_field(Field::PublicKey, tbs.read_whole(DerTag::Sequence)));
  out.public_key_info = key.whole;
  TRYV(in_field(Field::UniqueId, skip_unique_ids(tbs)));
  TRY(const Option<Bytes> extensions, in_field(Field::Extensions, read_extensions(tbs)));
  if (extensions) {
    if (out.version != 3) {
      CertificateError error(Kind::UnsupportedVersion);
      error.found = out.version;
      return Err{error};
    }
    TRY(out.extensions, Extensions::parse(*extensions));
  }
  return after_subject;
}

}  // namespace

Result<Certificate, CertificateError> Certificate::parse(Bytes der) {
  Certificate made;
  made.der = der;
  DerReader outer(der);
  TRY(const Bytes content, in_field(Field::Certificate, outer.read(DerTag::Sequence)));
  TRYV(in_field(Field::Certificate, outer.expect_end()));
  DerReader parts(content);
  TRY(const DerElement tbs, in_field(Field::Certificate, parts.read_whole(DerTag::Sequence)));
  made.tbs = tbs.whole;
  TRY(const usize after_subject, read_tbs(tbs.content, made));
  made.subject_offset = der.size() - parts.rest().size() - after_subject - made.subject.size();
  TRY(const Bytes algorithm, in_field(Field::SignatureAlgorithm, parts.read(DerTag::Sequence)));
  if (!equal(algorithm, made.signature_algorithm)) {
    return Err{CertificateError(Kind::MismatchedSignatureAlgorithms)};
  }
  TRY(made.signature, in_field(Field::Signature, parts.read_bit_string()));
  TRYV(in_field(Field::Certificate, parts.expect_end()));
  return made;
}

Result<crypto::PublicKey, CertificateError> Certificate::public_key() const {
  return parse_public_key(public_key_info);
}

}  // namespace ferrule::pki
