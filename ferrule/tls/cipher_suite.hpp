// SPDX-License-Identifier: Apache-2.0 OR MIT
// The cipher suites known here: what each is made of, and its algorithms in a provider.
#pragma once

#include <string_view>

#include "ferrule/core/array.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/ref.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/provider.hpp"
#include "ferrule/tls/wire/cipher_suite.hpp"

namespace ferrule::tls {

struct FERRULE_VIEW CipherSuiteRow {
  CipherSuite suite;
  std::string_view name;
  crypto::AeadAlgorithm aead;
  crypto::HashAlgorithm hash;
};

/// In the order of preference where AES is done by the processor.
inline constexpr Array<CipherSuiteRow, 3> kCipherSuiteTable{{
    {kTlsAes128GcmSha256, "TLS_AES_128_GCM_SHA256", crypto::AeadAlgorithm::Aes128Gcm,
     crypto::HashAlgorithm::Sha256},
    {kTlsAes256GcmSha384, "TLS_AES_256_GCM_SHA384", crypto::AeadAlgorithm::Aes256Gcm,
     crypto::HashAlgorithm::Sha384},
    {kTlsChaCha20Poly1305Sha256, "TLS_CHACHA20_POLY1305_SHA256",
     crypto::AeadAlgorithm::ChaCha20Poly1305, crypto::HashAlgorithm::Sha256},
}};

/// A suite with the algorithms that do its work. They live as long as the provider they came from.
struct SuiteAlgorithms {
  CipherSuite suite;
  Ref<const crypto::Aead> aead;
  Ref<const crypto::Hash> hash;
};

/// Nothing when the suite is unknown or the provider lacks an algorithm.
[[nodiscard]] Option<SuiteAlgorithms> find_suite(const crypto::Provider& provider,
                                                 CipherSuite suite);

/// The IANA name, or "unknown".
[[nodiscard]] FERRULE_STATIC_LIFETIME std::string_view name(CipherSuite suite);

}  // namespace ferrule::tls
