// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/asio/boost_ssl_compat.hpp"
#include "tests/asio/boost_kit.hpp"

namespace ferrule::testing {
using Kit = BoostKit;
namespace ssl = boost_asio::ssl;
}  // namespace ferrule::testing

#include "tests/asio/ssl_compat_cases.inl.hpp"
