// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <string>
#include <vector>

#include "ferrule/core/box.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/crypto/signature.hpp"

namespace ferrule::testing {

/// A file of tests/crypto/keys (made with `openssl genpkey`, never used anywhere else).
[[nodiscard]] std::vector<u8> key_file(const std::string& name);
/// The key of `<name>.pkcs8.der`, by the composite provider.
[[nodiscard]] Result<Box<crypto::SigningKey>, crypto::CryptoError> load_key(
    const std::string& name);
/// What the verifier wants of the SubjectPublicKeyInfo in `<name>.spki.der`.
[[nodiscard]] std::vector<u8> public_key_of(const std::string& name);

}  // namespace ferrule::testing
