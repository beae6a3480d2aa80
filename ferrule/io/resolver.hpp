// SPDX-License-Identifier: Apache-2.0 OR MIT
// Addresses of a host name, as the system's resolver gives them.
#pragma once

#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/io/io_error.hpp"
#include "ferrule/io/socket_address.hpp"

namespace ferrule::io {

/// In the order in which they should be tried; more than eight are left out.
using Addresses = FixedVec<SocketAddress, 8>;

/// `host` is a DNS name or an address (IPv6 may stand in brackets). Waits for the resolver.
Result<Addresses, IoError> resolve(Span<const char> host, u16 port);

}  // namespace ferrule::io
