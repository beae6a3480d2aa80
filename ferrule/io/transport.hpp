// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a blocking stream needs below it: something that moves bytes and may wait.
#pragma once

#include <concepts>

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/io/io_error.hpp"

namespace ferrule::io {

template <typename T>
concept Transport = requires(T& transport, MutBytes into, Bytes from, u32 limit_ms) {
  /// Waits for at least one byte; 0 is the end of the peer's data.
  { transport.read_some(into) } -> std::same_as<Result<usize, IoError>>;
  /// Waits until at least one byte of a non-empty `from` went out.
  { transport.write_some(from) } -> std::same_as<Result<usize, IoError>>;
  /// Limits of one wait, in milliseconds; 0 is none.
  transport.set_limits(limit_ms, limit_ms);
  /// Nothing follows; the peer reads an end.
  { transport.shutdown_write() } -> std::same_as<Result<void, IoError>>;
};

}  // namespace ferrule::io
