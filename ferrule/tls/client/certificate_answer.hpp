// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/crypto/signature.hpp"
#include "ferrule/tls/config/certified_key.hpp"

namespace ferrule::tls::client {

/// What a client that was asked for a certificate will show: one with the scheme to sign with, or
/// none.
struct FERRULE_OWNER CertificateAnswer {
  Option<Arc<CertifiedKey>> key;
  crypto::SignatureScheme scheme;
};

}  // namespace ferrule::tls::client
