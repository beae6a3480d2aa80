// SPDX-License-Identifier: Apache-2.0 OR MIT
// PEM: DER in Base64 between BEGIN and END lines (RFC 7468). Text between sections is skipped, as
// tools put it there; so are byte order marks (UTF-8) at the start of a line.
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/vec.hpp"

namespace ferrule::pki {

enum class PemErrorKind : u8 {
  BadBoundary,    ///< a line starts with "-----BEGIN" or "-----END" and is neither
  UnexpectedEnd,  ///< an END line without its BEGIN line
  LabelMismatch,  ///< END has another label than BEGIN
  MissingEnd,     ///< the text ends inside a section
  BadBase64,      ///< a character that is not Base64, or padding in the wrong place
  EncryptedKey,   ///< a private key under a passphrase ("Proc-Type", "ENCRYPTED PRIVATE KEY")
  OutOfMemory,
};

struct PemError {
  PemErrorKind kind;
  /// From 1.
  u32 line;
};

enum class PemLabel : u8 {
  Certificate,    ///< CERTIFICATE
  Crl,            ///< X509 CRL
  PrivateKey,     ///< PRIVATE KEY: PKCS#8
  RsaPrivateKey,  ///< RSA PRIVATE KEY: PKCS#1
  EcPrivateKey,   ///< EC PRIVATE KEY: SEC 1
  Other,
};
/// Whether the section holds a private key that crypto::KeyLoader reads.
[[nodiscard]] constexpr bool is_private_key(PemLabel label) {
  return label == PemLabel::PrivateKey || label == PemLabel::RsaPrivateKey ||
         label == PemLabel::EcPrivateKey;
}

struct FERRULE_VIEW PemSection {
  PemLabel label = PemLabel::Other;
  /// The label as it was written.
  Bytes label_text;
  /// What stands between the two lines: Base64 with line ends.
  Bytes body;
  /// The number of the BEGIN line, from 1.
  u32 line = 0;

  /// Appends the bytes to `out`. A private key's bytes are the caller's to wipe.
  [[nodiscard]] Result<void, PemError> decode(ByteVec& out) const;
};

/// Goes through the sections of a text.
class FERRULE_VIEW PemReader {
 public:
  explicit constexpr PemReader(Bytes text FERRULE_LIFETIMEBOUND) : rest_{text} {}

  /// The next section, nothing at the end.
  [[nodiscard]] FERRULE_STABLE Result<Option<PemSection>, PemError> next();

 private:
  Bytes rest_;
  /// The number of the line `rest_` starts with.
  u32 line_ = 1;

  FERRULE_STABLE Bytes take_line();
};

}  // namespace ferrule::pki
