// SPDX-License-Identifier: Apache-2.0 OR MIT
// How long each side of a connection works, timed apart: what the other side and the copying
// between them take is not counted.
#pragma once

#include "bench/tls/endpoint.hpp"

namespace ferrule::bench {

struct Seconds {
  double client = 0;
  double server = 0;
};

/// One full handshake, including making both endpoints. Negative times when it failed.
[[nodiscard]] Seconds time_handshake(Library& library);

/// `total` bytes from server to client in writes of 1 MiB: the server's time to seal them and the
/// client's to open them.
[[nodiscard]] Seconds time_transfer(Library& library, usize total);

}  // namespace ferrule::bench
