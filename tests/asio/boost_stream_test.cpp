// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/asio/boost_kit.hpp"

namespace ferrule::testing {
using Kit = BoostKit;
}  // namespace ferrule::testing

#include "tests/asio/stream_cases.inl.hpp"
