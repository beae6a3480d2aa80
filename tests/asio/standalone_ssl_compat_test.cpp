// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/asio/standalone_ssl_compat.hpp"
#include "tests/asio/standalone_kit.hpp"

namespace ferrule::testing {
using Kit = StandaloneKit;
namespace ssl = standalone_asio::ssl;
}  // namespace ferrule::testing

#include "tests/asio/ssl_compat_cases.inl.hpp"
