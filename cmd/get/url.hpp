// SPDX-License-Identifier: Apache-2.0 OR MIT
// https URLs (RFC 3986), as much as a GET needs.
#pragma once

#include <string>

#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::cmd {

struct Url {
  std::string host;  ///< without the brackets of an IPv6 address
  u16 port = 443;
  std::string target;  ///< path and query: "/a?b"

  [[nodiscard]] static Result<Url, Problem> parse(const std::string& text);
  /// As it stands in the Host field: brackets where needed, the port unless it is 443.
  [[nodiscard]] std::string authority() const;
};

}  // namespace ferrule::cmd
