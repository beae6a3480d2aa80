// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a kernel is called by itself and by its packages.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "ferrule/core/types.hpp"

namespace ferrule::cmd {

/// The release that the headers in `folder` belong to: UTS_RELEASE, as `uname -r` says it. A folder
/// that does not tell is called by its own name. (include/config/kernel.release is no guide: in
/// Debian's 6.1 it has the version of the source.)
[[nodiscard]] std::string release_of(const std::filesystem::path& folder);

/// Numbers in a release, for "6.12.9 is older than 6.12.117".
[[nodiscard]] std::vector<u64> numbers_in(const std::string& release);

/// The newest of those that begin with `name` and a dot; of one version the plain flavour.
[[nodiscard]] std::optional<std::string> newest_of(const std::string& name,
                                                   std::vector<std::string> releases);

/// The command that installs the headers of a kernel, where /etc/os-release under `root` names a
/// system whose packages are known; else what to install.
[[nodiscard]] std::string headers_command(const std::filesystem::path& root,
                                          const std::string& release);

}  // namespace ferrule::cmd
