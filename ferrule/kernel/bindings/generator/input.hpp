// SPDX-License-Identifier: GPL-2.0 OR MIT
// The one C file that libclang parses: the headers, the helpers, and for each entry of the
// allow-lists a declaration that makes clang look its name up. Each line says by #line which entry
// it is for, so that clang's errors point there.
#pragma once

#include <string>
#include <vector>

#include "ferrule/kernel/bindings/generator/allow_list.hpp"

namespace ferrule::kernel::bindgen {

/// Names of the declarations that input_text() makes.
[[nodiscard]] std::string struct_pointer_name(const std::string& name);
[[nodiscard]] std::string enum_pointer_name(const std::string& name);
[[nodiscard]] std::string constant_name(const std::string& name);
/// Declared where a macro hides the function or variable of that name.
[[nodiscard]] std::string macro_mark_name(const std::string& name);

/// `probes` and `helpers` are absolute paths; `probes` may be empty.
[[nodiscard]] std::string input_text(const std::vector<Entry>& entries, const std::string& probes,
                                     const std::vector<std::string>& helpers);

}  // namespace ferrule::kernel::bindgen
