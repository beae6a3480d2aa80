// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ferrule/kernel/bindings/generator/problem.hpp"

namespace ferrule::kernel::bindgen {

[[nodiscard]] std::optional<std::string> read_file(const std::string& path, Problems& problems);
/// Paths of the regular files in `directory` whose names end so, sorted.
[[nodiscard]] std::vector<std::string> files_in(const std::string& directory,
                                                const std::string& ending, Problems& problems);
/// Makes the folders above it. Whoever reads `path` sees all of the old or all of the new text; a
/// file that has this text already is left alone, so that make need not run again.
void write_file(const std::string& path, const std::string& text, Problems& problems);

}  // namespace ferrule::kernel::bindgen
