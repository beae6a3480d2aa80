// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/asio/standalone_kit.hpp"

namespace ferrule::testing {
using Kit = StandaloneKit;
}  // namespace ferrule::testing

#include "tests/asio/stream_cases.inl.hpp"
