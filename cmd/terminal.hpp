// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

namespace ferrule::cmd {

/// Standard error is a terminal that shows colours, and NO_COLOR is not set.
[[nodiscard]] bool wants_colour();

}  // namespace ferrule::cmd
