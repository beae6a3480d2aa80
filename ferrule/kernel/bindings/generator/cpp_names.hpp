// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include <string>

namespace ferrule::kernel::bindgen {

/// `name`, with an underscore after it if it is a keyword of C++ and not of the kernel's C.
[[nodiscard]] std::string cpp_name(const std::string& name);

}  // namespace ferrule::kernel::bindgen
