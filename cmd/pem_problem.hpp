// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <string>

#include "cmd/problem.hpp"
#include "ferrule/pki/pem.hpp"

namespace ferrule::cmd {

/// What is wrong with the PEM file that `option` named, and in which line.
[[nodiscard]] Problem pem_problem(const pki::PemError& error, const std::string& path,
                                  const std::string& option);

/// For a file without the section that was wanted: adds how to make PEM of it when it is DER, or
/// text that a PEM reader takes for none. `tool` is the openssl command for what it holds.
[[nodiscard]] Problem with_advice_on_form(Problem problem, const std::string& text,
                                          const std::string& path, const std::string& tool);

}  // namespace ferrule::cmd
