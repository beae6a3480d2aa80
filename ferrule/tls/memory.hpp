// SPDX-License-Identifier: Apache-2.0 OR MIT
// How much a connection takes from its allocator, with the default Limits.
// tests/tls/allocation_test.cpp holds it to these. What libcrypto keeps for keys comes from its own
// heap.
#pragma once

#include "ferrule/core/types.hpp"
#include "ferrule/tls/config/limits.hpp"

namespace ferrule::tls {

/// An idle connection after Connection::release_idle_buffers(), the object itself included. On top
/// comes what the peer's certificates take (ConnectionFacts keeps them).
inline constexpr usize kMaxIdleMemory = 8192;

/// At any time: both buffers (the one for sending doubles while it grows, so that old and new exist
/// together), and what a handshake needs besides (a message being joined, the flight, the peer's
/// chain). Connection::hold_tls() brings a second buffer for sending: at most twice
/// Limits::send_buffer more.
inline constexpr usize kMaxConnectionMemory = Limits{}.receive_buffer + 3 * Limits{}.send_buffer +
                                              2 * Limits{}.handshake_message + kMaxIdleMemory;

}  // namespace ferrule::tls
