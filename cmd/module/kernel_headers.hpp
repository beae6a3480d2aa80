// SPDX-License-Identifier: Apache-2.0 OR MIT
// The kernel to build for: a folder with its configured headers.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"

namespace ferrule::cmd {

struct KernelHeaders {
  std::string release;           ///< 6.12.117+deb12-amd64
  std::filesystem::path folder;  ///< Kbuild's: /lib/modules/RELEASE/build
};

/// `asked`: releases, beginnings of one ("6.12"), or folders (with a slash). Without any: the
/// kernel that runs if its headers are here, else the newest that has headers.
[[nodiscard]] Result<std::vector<KernelHeaders>, Problem> find_kernel_headers(
    const std::vector<std::string>& asked, const std::filesystem::path& root = "/");

}  // namespace ferrule::cmd
