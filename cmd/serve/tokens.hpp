// SPDX-License-Identifier: Apache-2.0 OR MIT
// How a session loop names what the poller watches: a session's side, or the loop's own
// descriptors.
#pragma once

#include "cmd/serve/slab.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::cmd {

enum class Side : u8 { Client, Backend };

struct Watched {
  Token session;
  Side side = Side::Client;
};

/// Generations use 31 bits, so no session's name is one of these.
inline constexpr u64 kListenerName = ~u64{0};
inline constexpr u64 kWakeupName = ~u64{1};

[[nodiscard]] constexpr u64 to_name(Watched watched) {
  return (u64{watched.session.generation} & 0x7fffffff) << 32 | u64{watched.session.place} << 1 |
         (watched.side == Side::Backend ? 1 : 0);
}
[[nodiscard]] constexpr Watched from_name(u64 name) {
  return {{static_cast<u32>(name) >> 1, static_cast<u32>(name >> 32) & 0x7fffffff},
          (name & 1) != 0 ? Side::Backend : Side::Client};
}

static_assert(from_name(to_name({{5, 7}, Side::Backend})).session == Token{5, 7});
static_assert(from_name(to_name({{5, 7}, Side::Backend})).side == Side::Backend);

}  // namespace ferrule::cmd
