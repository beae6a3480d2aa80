// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::cmd {

enum class Stream : u8 { Output, Error };

/// The stream is a terminal that shows colours, and NO_COLOR is not set.
[[nodiscard]] bool wants_colour(Stream stream = Stream::Error);

}  // namespace ferrule::cmd
