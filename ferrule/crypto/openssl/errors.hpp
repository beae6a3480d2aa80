// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/crypto/error.hpp"

namespace ferrule::crypto::openssl {

/// Empties this thread's error queue of libcrypto: OutOfMemory when that is what it tells, else
/// `otherwise`.
[[nodiscard]] CryptoError take_error(ErrorKind otherwise);

/// Success when `condition` holds, else take_error(otherwise).
[[nodiscard]] Result<void, CryptoError> check(bool condition, ErrorKind otherwise);

/// The largest length passed to libcrypto, which counts in int.
inline constexpr usize kMaxLength = usize{1} << 30;

}  // namespace ferrule::crypto::openssl
