// SPDX-License-Identifier: Apache-2.0 OR MIT
// The log line of a session that has ended.
#pragma once

#include <string>

#include "cmd/serve/log.hpp"
#include "cmd/serve/session.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/io/io_error.hpp"

namespace ferrule::cmd {

/// "refused", "timed-out", ...
[[nodiscard]] std::string io_reason(const io::IoError& error);

/// The session did not end as its two sides wanted: what strangers can cause at will.
[[nodiscard]] bool is_failure(Outcome outcome);

[[nodiscard]] LogLine session_line(const Session& session, u32 loop, u64 now_ms);

/// Failures that had no line of their own.
[[nodiscard]] LogLine left_out_line(u64 count);

}  // namespace ferrule::cmd
