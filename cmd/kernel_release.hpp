// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a kernel is called by itself and by its packages.
#pragma once

#include <filesystem>
#include <string>

namespace ferrule::cmd {

/// The release that the headers in `folder` belong to: UTS_RELEASE, as `uname -r` says it. A folder
/// that does not tell is called by its own name. (include/config/kernel.release is no guide: in
/// Debian's 6.1 it has the version of the source.)
[[nodiscard]] std::string release_of(const std::filesystem::path& folder);

/// The command that installs the headers of a kernel, where /etc/os-release under `root` names a
/// system whose packages are known; else what to install.
[[nodiscard]] std::string headers_command(const std::filesystem::path& root,
                                          const std::string& release);

}  // namespace ferrule::cmd
