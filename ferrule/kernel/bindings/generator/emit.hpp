// SPDX-License-Identifier: GPL-2.0 OR MIT
// The two files that are generated.
#pragma once

#include <string>

#include "ferrule/kernel/bindings/generator/model.hpp"

namespace ferrule::kernel::bindgen {

/// ferrule/bindings.hpp: what C++ sees of the kernel.
[[nodiscard]] std::string bindings_header(const Bindings& bindings);
/// layout_check.c: the same facts as assertions, for the kernel's own compiler.
[[nodiscard]] std::string layout_check(const Bindings& bindings);

}  // namespace ferrule::kernel::bindgen
