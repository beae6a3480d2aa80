// SPDX-License-Identifier: Apache-2.0 OR MIT
// Signals as values that one thread waits for, instead of handlers that interrupt any.
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/io/io_error.hpp"

namespace ferrule::io {

enum class Signal : u8 { Terminate, Interrupt, Reload };

/// Keeps SIGTERM, SIGINT and SIGHUP from this thread and all it starts later: call it first.
Result<void, IoError> hold_signals();
/// The next held signal, or none within `limit_ms`.
[[nodiscard]] Option<Signal> wait_signal(u32 limit_ms);

/// Allows this process as many descriptors as the system lets it have; gives that number.
Result<u64, IoError> raise_descriptor_limit();

}  // namespace ferrule::io
