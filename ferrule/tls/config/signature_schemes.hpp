// SPDX-License-Identifier: Apache-2.0 OR MIT
// Which keys may sign with which schemes in a TLS 1.3 handshake (RFC 8446, 4.2.3).
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/crypto/signature.hpp"

namespace ferrule::tls {

struct SchemeRow {
  crypto::SignatureScheme scheme;
  crypto::PublicKeyAlgorithm key;
  crypto::SignatureAlgorithm algorithm;
};

/// The PKCS#1 schemes are not here: they are for certificates only.
inline constexpr Array kHandshakeSchemes{
    SchemeRow{crypto::kEcdsaSecp256r1Sha256, crypto::PublicKeyAlgorithm::EcdsaP256,
              crypto::SignatureAlgorithm::EcdsaSha256},
    SchemeRow{crypto::kEcdsaSecp384r1Sha384, crypto::PublicKeyAlgorithm::EcdsaP384,
              crypto::SignatureAlgorithm::EcdsaSha384},
    SchemeRow{crypto::kEcdsaSecp521r1Sha512, crypto::PublicKeyAlgorithm::EcdsaP521,
              crypto::SignatureAlgorithm::EcdsaSha512},
    SchemeRow{crypto::kEd25519, crypto::PublicKeyAlgorithm::Ed25519,
              crypto::SignatureAlgorithm::Ed25519},
    SchemeRow{crypto::kRsaPssRsaeSha256, crypto::PublicKeyAlgorithm::Rsa,
              crypto::SignatureAlgorithm::RsaPssSha256},
    SchemeRow{crypto::kRsaPssRsaeSha384, crypto::PublicKeyAlgorithm::Rsa,
              crypto::SignatureAlgorithm::RsaPssSha384},
    SchemeRow{crypto::kRsaPssRsaeSha512, crypto::PublicKeyAlgorithm::Rsa,
              crypto::SignatureAlgorithm::RsaPssSha512},
    SchemeRow{crypto::kRsaPssPssSha256, crypto::PublicKeyAlgorithm::RsaPss,
              crypto::SignatureAlgorithm::RsaPssSha256},
    SchemeRow{crypto::kRsaPssPssSha384, crypto::PublicKeyAlgorithm::RsaPss,
              crypto::SignatureAlgorithm::RsaPssSha384},
    SchemeRow{crypto::kRsaPssPssSha512, crypto::PublicKeyAlgorithm::RsaPss,
              crypto::SignatureAlgorithm::RsaPssSha512},
};

[[nodiscard]] constexpr Option<SchemeRow> handshake_scheme(crypto::SignatureScheme scheme) {
  for (const SchemeRow& row : kHandshakeSchemes) {
    if (row.scheme == scheme) {
      return Option<SchemeRow>(row);
    }
  }
  return kNone;
}

}  // namespace ferrule::tls
