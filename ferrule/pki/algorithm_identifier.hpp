// SPDX-License-Identifier: Apache-2.0 OR MIT
// AlgorithmIdentifiers of signatures and keys (RFC 3279, 4055, 5480, 5758, 8410). Parameters must
// be exactly what the RFC of the algorithm says: a signature algorithm that is named in two ways is
// an invitation to confuse them.
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/signature.hpp"
#include "ferrule/pki/certificate_error.hpp"

namespace ferrule::pki {

/// The content of an AlgorithmIdentifier.
[[nodiscard]] Result<crypto::SignatureAlgorithm, CertificateError> parse_signature_algorithm(
    Bytes identifier);

/// A SubjectPublicKeyInfo in DER. RSA keys have kMinRsaBits to kMaxRsaBits bits, a multiple of 8,
/// and an odd exponent of 3 or more; elliptic curves are named, and points uncompressed.
[[nodiscard]] Result<crypto::PublicKey, CertificateError> parse_public_key(Bytes public_key_info
                                                                           FERRULE_LIFETIMEBOUND);

}  // namespace ferrule::pki
