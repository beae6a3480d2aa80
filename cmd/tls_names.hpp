// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a connection agreed on, in the names of the field. Empty while it is not known.
#pragma once

#include <string>

#include "ferrule/tls/connection.hpp"

namespace ferrule::cmd {

[[nodiscard]] std::string version_name(const tls::Connection& connection);
[[nodiscard]] std::string suite_name(const tls::Connection& connection);
[[nodiscard]] std::string group_name(const tls::Connection& connection);
[[nodiscard]] std::string alpn_name(const tls::Connection& connection);

}  // namespace ferrule::cmd
