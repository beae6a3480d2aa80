// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a program needs beside itself in order to start.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"

namespace ferrule::cmd::guest {

/// The program that loads a dynamic one ("/lib64/ld-linux-x86-64.so.2"), from its ELF headers.
/// Empty for what is static, or no ELF program.
[[nodiscard]] std::string interpreter_of(std::string_view elf);

/// The libraries of a listing as `ld.so --list` prints it; one that is not found is an error that
/// names it.
[[nodiscard]] Result<std::vector<std::string>, std::string> read_listing(std::string_view listing);

/// Paths of all files a program needs, its interpreter first.
[[nodiscard]] Result<std::vector<std::string>, Problem> libraries_of(const std::string& path,
                                                                     std::string_view elf);

}  // namespace ferrule::cmd::guest
