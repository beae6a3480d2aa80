// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <string>

#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/io/io_error.hpp"
#include "ferrule/io/resolver.hpp"

namespace ferrule::cmd {

/// io::resolve() that waits at most `limit_ms`, then tells TimedOut. Nothing stops the system's
/// resolver: the thread that waits for it ends when it does, or with the process.
[[nodiscard]] Result<io::Addresses, io::IoError> resolve_within(u32 limit_ms,
                                                                const std::string& host, u16 port);

}  // namespace ferrule::cmd
