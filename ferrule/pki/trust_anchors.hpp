// SPDX-License-Identifier: Apache-2.0 OR MIT
// TrustAnchors: the certificates that are trusted without being vouched for.
#pragma once

#include "ferrule/core/allocator.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/pki/certificate_error.hpp"
#include "ferrule/pki/pem.hpp"
#include "ferrule/pki/profile.hpp"

namespace ferrule::pki {

enum class TrustAnchorErrorKind : u8 {
  OutOfMemory,
  BadPem,          ///< `pem` says what
  BadCertificate,  ///< `certificate` says what
  NoCertificate,   ///< the PEM text holds none
};

struct TrustAnchorError {
  TrustAnchorErrorKind kind;
  /// Where in the PEM text the section starts, from 1; 0 for DER.
  u32 line = 0;
  PemErrorKind pem = PemErrorKind::UnexpectedEnd;
  CertificateError certificate = CertificateErrorKind::BadDer;

  constexpr TrustAnchorError(TrustAnchorErrorKind what) : kind{what} {}
  constexpr TrustAnchorError(AllocError) : kind{TrustAnchorErrorKind::OutOfMemory} {}
};

/// Owns copies of the certificates.
class TrustAnchors {
 public:
  explicit TrustAnchors(AllocatorRef allocator) : anchors_(allocator) {}

  /// Adds one certificate. One that is there already stays once, under the more lenient of both
  /// profiles. Anything that can be read is added: an anchor is judged when a path ends in it, so
  /// that one odd root harms nobody else.
  [[nodiscard]] Result<void, TrustAnchorError> add_der(Bytes der,
                                                       Profile profile = Profile::Private);
  /// Adds every CERTIFICATE of a PEM text, all or none, and tells how many there were.
  [[nodiscard]] Result<usize, TrustAnchorError> add_pem(Bytes text,
                                                        Profile profile = Profile::Private);

  [[nodiscard]] usize size() const { return anchors_.size(); }
  [[nodiscard]] bool empty() const { return anchors_.empty(); }
  /// The certificate at `index`, in DER.
  [[nodiscard]] Bytes der(usize index) const FERRULE_LIFETIMEBOUND {
    return anchors_[index].der.span();
  }
  [[nodiscard]] Profile profile(usize index) const { return anchors_[index].profile; }
  /// The first anchor from `start` on whose subject is `name` (the content of an RDNSequence).
  [[nodiscard]] Option<usize> find(Bytes name, usize start = 0) const;

 private:
  struct Anchor {
    ByteVec der;
    usize subject_offset;
    usize subject_size;
    Profile profile;
  };

  Vec<Anchor> anchors_;

  [[nodiscard]] Result<usize, TrustAnchorError> add_sections(Bytes text, Profile profile);
};

}  // namespace ferrule::pki
