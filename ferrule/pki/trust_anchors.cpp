// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/trust_anchors.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/pki/certificate.hpp"

namespace ferrule::pki {

namespace {

TrustAnchorError from_pem(PemError error) {
  TrustAnchorError made(error.kind == PemErrorKind::OutOfMemory ? TrustAnchorErrorKind::OutOfMemory
                                                                : TrustAnchorErrorKind::BadPem);
  made.line = error.line;
  made.pem = error.kind;
  return made;
}

}  // namespace

Result<void, TrustAnchorError> TrustAnchors::add_der(Bytes der, Profile profile) {
  const Result<Certificate, CertificateError> parsed = Certificate::parse(der);
  if (!parsed) {
    TrustAnchorError error(TrustAnchorErrorKind::BadCertificate);
    error.certificate = parsed.error();
    return Err{error};
  }
  for (Anchor& anchor : anchors_) {
    if (equal(anchor.der.span(), der)) {
      anchor.profile = profile == Profile::Private ? profile : anchor.profile;
      return ok();
    }
  }
  TRY(ByteVec copy, ByteVec::copy_of(anchors_.allocator(), der));
  TRYV(anchors_.push(
      Anchor{std::move(copy), parsed->subject_offset, parsed->subject.size(), profile}));
  return ok();
}

Result<usize, TrustAnchorError> TrustAnchors::add_pem(Bytes text, Profile profile) {
  const usize before = anchors_.size();
  Result<usize, TrustAnchorError> added = add_sections(text, profile);
  if (!added) {
    anchors_.truncate(before);
  }
  return added;
}

Result<usize, TrustAnchorError> TrustAnchors::add_sections(Bytes text, Profile profile) {
  PemReader reader(text);
  ByteVec der(anchors_.allocator());
  usize added = 0;
  while (true) {
    TRY(const Option<PemSection> section,
        reader.next().map_err([](PemError error) { return from_pem(error); }));
    if (!section) {
      break;
    }
    if (section->label != PemLabel::Certificate) {
      continue;
    }
    der.clear();
    TRYV(section->decode(der).map_err([](PemError error) { return from_pem(error); }));
    TRYV(add_der(der.span(), profile).map_err([&](TrustAnchorError error) {
      error.line = section->line;
      return error;
    }));
    ++added;
  }
  if (added == 0) {
    return Err{TrustAnchorError(TrustAnchorErrorKind::NoCertificate)};
  }
  return added;
}

Option<usize> TrustAnchors::find(Bytes name, usize start) const {
  for (usize i = start; i < anchors_.size(); ++i) {
    const Anchor& anchor = anchors_[i];
    const Bytes subject = anchor.der.span().subspan(anchor.subject_offset, anchor.subject_size);
    if (equal(subject, name)) {
      return i;
    }
  }
  return kNone;
}

}  // namespace ferrule::pki
