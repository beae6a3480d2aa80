// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a guest's run came to, for people and for programs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cmd/guest/guest.hpp"

namespace ferrule::cmd::guest {

/// The end of the KTAP document: splats and a summary, as comments.
[[nodiscard]] std::string summary(const GuestRun& run);
[[nodiscard]] nlohmann::json to_json(const GuestRun& run);
/// As text. What a guest printed and is no UTF-8 is replaced.
[[nodiscard]] std::string to_json_text(const GuestRun& run);
/// Why a run that did not pass failed.
[[nodiscard]] Problem problem_of(const GuestRun& run, u32 timeout_s);

}  // namespace ferrule::cmd::guest
