// SPDX-License-Identifier: GPL-2.0 OR MIT
// From the allow-lists and the parsed headers to what the bindings hold.
#pragma once

#include <string>
#include <vector>

#include "ferrule/kernel/bindings/generator/allow_list.hpp"
#include "ferrule/kernel/bindings/generator/clang.hpp"
#include "ferrule/kernel/bindings/generator/model.hpp"
#include "ferrule/kernel/bindings/generator/problem.hpp"

namespace ferrule::kernel::bindgen {

/// `entries` are those that hold in this kernel, `unit` is their input_text() parsed without
/// errors, `helpers` are the paths given there.
[[nodiscard]] Bindings collect(const std::vector<Entry>& entries, const TranslationUnit& unit,
                               const std::vector<std::string>& helpers, Problems& problems);

}  // namespace ferrule::kernel::bindgen
