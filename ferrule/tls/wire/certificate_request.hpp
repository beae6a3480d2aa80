// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/wire/certificate_authorities.hpp"
#include "ferrule/tls/wire/extension_table.hpp"
#include "ferrule/tls/wire/handshake.hpp"
#include "ferrule/tls/wire/signature_algorithms.hpp"
#include "ferrule/tls/wire/signature_algorithms_cert.hpp"

namespace ferrule::tls {

/// CertificateRequest (RFC 8446, 4.3.2). Unknown extensions are ignored.
struct FERRULE_VIEW CertificateRequest {
  static constexpr HandshakeType kType = handshake::kCertificateRequest;

  Bytes context;  ///< empty during the handshake
  Option<SignatureAlgorithms> signature_algorithms;
  Option<SignatureAlgorithmsCert> signature_algorithms_cert;
  Option<CertificateAuthorities> certificate_authorities;

  /// "The 'signature_algorithms' extension MUST be specified" (RFC 8446, 4.3.2).
  [[nodiscard]] static constexpr Result<CertificateRequest, Error> read(Reader& reader
                                                                        FERRULE_LIFETIMEBOUND);
  constexpr void write(Writer& writer) const {
    writer.prefixed_u8([&](Writer& out) { out.bytes(context); });
    writer.prefixed_u16([&](Writer& out) {
      write_extension(out, signature_algorithms);
      write_extension(out, signature_algorithms_cert);
      write_extension(out, certificate_authorities);
    });
  }
};

constexpr Result<CertificateRequest, Error> CertificateRequest::read(Reader& reader
                                                                     FERRULE_LIFETIMEBOUND) {
  CertificateRequest made;
  FERRULE_TRY(made.context, reader.read_vector_u8());
  FERRULE_TRY(const ExtensionList list, read_extensions(reader));
  FERRULE_TRYV(check_places(list, Place::CertificateRequest));
  for (const Extension& extension : list) {
    FERRULE_TRYV(read_extension(extension, made.signature_algorithms,
                                made.signature_algorithms_cert, made.certificate_authorities));
  }
  if (!made.signature_algorithms) {
    return Err{PeerMisbehaved::MissingExtension};
  }
  return made;
}

}  // namespace ferrule::tls
