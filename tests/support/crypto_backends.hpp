// SPDX-License-Identifier: Apache-2.0 OR MIT
// Every back-end that this machine can run.
#pragma once

#include <string>
#include <vector>

#include "ferrule/core/arc.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/ref.hpp"
#include "ferrule/crypto/aead.hpp"
#include "ferrule/crypto/default_provider.hpp"
#include "ferrule/crypto/provider.hpp"

namespace ferrule::testing {

struct NamedAead {
  std::string backend;
  Ref<const crypto::Aead> aead;
};

/// Implementations of an AEAD: libcrypto's, the composite's, and libipsec-mb's for each instruction
/// set this processor has.
[[nodiscard]] std::vector<NamedAead> aeads(crypto::AeadAlgorithm algorithm);

struct NamedProvider {
  std::string backend;
  Ref<const crypto::Provider> provider;
};

/// The composite, and libcrypto alone. They live as long as the program.
[[nodiscard]] std::vector<NamedProvider> providers();
/// The composite.
FERRULE_STATIC_LIFETIME [[nodiscard]] const crypto::Provider& provider();

}  // namespace ferrule::testing
