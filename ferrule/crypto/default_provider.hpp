// SPDX-License-Identifier: Apache-2.0 OR MIT
// The provider for Debian 12, composed of the fastest library for each task: libcrypto for
// asymmetric work, hashes and randomness, libipsec-mb for records where the processor has AES and
// carry-less multiplication (docs/cryptography.md).
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/error.hpp"
#include "ferrule/crypto/provider.hpp"

namespace ferrule::crypto {

namespace internal {
/// The algorithm objects that the provider refers to.
struct Backends;
}  // namespace internal

/// Which libraries the composite may use.
enum class RecordBackend : u8 {
  Fastest,  ///< libipsec-mb where it is built in, runs on this processor and measures faster; else
            ///< libcrypto
  Libcrypto,  ///< libcrypto alone
};

/// Owns the algorithm objects of a Provider. Keep a share for as long as the provider and what was
/// made with it are used.
class DefaultProvider {
 public:
  DefaultProvider(Box<internal::Backends> backends, Provider provider)
      : backends_{std::move(backends)}, provider_{std::move(provider)} {}

  [[nodiscard]] const Provider& provider() const FERRULE_LIFETIMEBOUND { return provider_; }

 private:
  Box<internal::Backends> backends_;
  Provider provider_;
};

/// Looks every algorithm up once. Takes 2 ms the first time; do it at the start of a program, not
/// per connection.
[[nodiscard]] Result<Arc<DefaultProvider>, CryptoError> make_default_provider(
    AllocatorRef allocator, RecordBackend records = RecordBackend::Fastest);

}  // namespace ferrule::crypto
