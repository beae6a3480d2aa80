// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <string>

#include "cmd/problem.hpp"
#include "ferrule/pki/pem.hpp"

namespace ferrule::cmd {

/// What is wrong with the PEM file that `option` named, and in which line.
[[nodiscard]] Problem pem_problem(const pki::PemError& error, const std::string& path,
                                  const std::string& option);

}  // namespace ferrule::cmd
