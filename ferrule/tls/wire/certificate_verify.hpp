// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/reader.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/crypto/hash.hpp"
#include "ferrule/crypto/signature.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/side.hpp"
#include "ferrule/tls/wire/handshake.hpp"

namespace ferrule::tls {

/// CertificateVerify (RFC 8446, 4.4.3).
struct FERRULE_VIEW CertificateVerify {
  static constexpr HandshakeType kType = handshake::kCertificateVerify;

  crypto::SignatureScheme scheme;
  Bytes signature;

  [[nodiscard]] static constexpr Result<CertificateVerify, Error> read(Reader& reader
                                                                       FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const u16 scheme, reader.read_u16());
    FERRULE_TRY(const Bytes signature, reader.read_vector_u16());
    return CertificateVerify{crypto::SignatureScheme{scheme}, signature};
  }
  constexpr void write(Writer& writer) const {
    writer.u16(scheme.value);
    writer.prefixed_u16([&](Writer& out) { out.bytes(signature); });
  }
};

/// What is signed: 64 spaces, the context string, a zero byte, the transcript's hash.
using SignedContent = FixedBytes<64 + 33 + 1 + crypto::kMaxHashLength>;

namespace internal {

inline constexpr usize kSigningPadLength = 64;

template <usize N>
constexpr void append_text(SignedContent& content, const char (&text)[N]) {
  const Span<const char> all(text);
  for (const char letter : all.first(N - 1)) {
    ensure(content.push(static_cast<u8>(letter)).has_value());
  }
}

}  // namespace internal

/// `signer` is the side that sends CertificateVerify.
[[nodiscard]] constexpr SignedContent certificate_verify_content(Side signer,
                                                                 const crypto::Digest& transcript) {
  SignedContent content;
  for (usize i = 0; i < internal::kSigningPadLength; ++i) {
    ensure(content.push(0x20).has_value());
  }
  if (signer == Side::Server) {
    internal::append_text(content, "TLS 1.3, server CertificateVerify");
  } else {
    internal::append_text(content, "TLS 1.3, client CertificateVerify");
  }
  ensure(content.push(0).has_value() && content.append(transcript.span()).has_value());
  return content;
}

}  // namespace ferrule::tls
