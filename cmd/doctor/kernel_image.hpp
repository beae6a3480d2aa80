// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <filesystem>
#include <string>

#include "cmd/doctor/check.hpp"
#include "cmd/doctor/machine.hpp"

namespace ferrule::cmd {

/// The image that a guest boots, where guests look for it (cmd/guest/image.hpp); else whether apt
/// can download one.
[[nodiscard]] Check check_image(const Machine& machine, const std::string& release,
                                const std::filesystem::path& headers);

}  // namespace ferrule::cmd
