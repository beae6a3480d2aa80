// SPDX-License-Identifier: Apache-2.0 OR MIT
// An X.509 certificate (RFC 5280, 4.1), read in place: everything points into the DER it was parsed
// from.
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/signature.hpp"
#include "ferrule/pki/certificate_error.hpp"
#include "ferrule/pki/extensions/extensions.hpp"
#include "ferrule/pki/name/general_name.hpp"

namespace ferrule::pki {

struct FERRULE_VIEW Certificate {
  /// Reads exactly one certificate. It is well-formed then, which says nothing about whether it may
  /// be trusted.
  [[nodiscard]] static Result<Certificate, CertificateError> parse(Bytes der FERRULE_LIFETIMEBOUND);

  /// All of it, in DER.
  Bytes der;
  /// The bytes that are signed.
  Bytes tbs;
  /// 1, 2 or 3.
  u8 version = 1;
  /// The INTEGER's content: big-endian two's complement, minimal.
  Bytes serial_number;
  /// The content of the AlgorithmIdentifier, the same inside and outside of the signed part.
  Bytes signature_algorithm;
  /// Distinguished names: the content of the RDNSequence.
  Bytes issuer;
  Bytes subject;
  /// Where `subject` starts in `der`.
  usize subject_offset = 0;
  /// Seconds since 1970-01-01 00:00 UTC, both included.
  i64 not_before = 0;
  i64 not_after = 0;
  /// The SubjectPublicKeyInfo in DER: what crypto::SigningKey::public_key_info() has to equal.
  Bytes public_key_info;
  Extensions extensions;
  Bytes signature;

  /// The key, when it is of a supported kind and size.
  [[nodiscard]] Result<crypto::PublicKey, CertificateError> public_key() const
      FERRULE_LIFETIMEBOUND;
  /// The subject alternative names, in order.
  [[nodiscard]] GeneralNames names() const FERRULE_LIFETIMEBOUND {
    return GeneralNames(extensions.subject_alt_name);
  }
  /// Subject and issuer are the same name.
  [[nodiscard]] bool is_self_issued() const { return equal(issuer, subject); }
  /// basicConstraints say that it may issue certificates.
  [[nodiscard]] bool is_authority() const { return extensions.is_authority; }
};

}  // namespace ferrule::pki
