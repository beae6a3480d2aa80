// SPDX-License-Identifier: Apache-2.0 OR MIT
// The C++ name of a new module's classes.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace ferrule::cmd {

/// Every word of C++ source that is in neither a comment nor a string.
[[nodiscard]] std::set<std::string> words_of(std::string_view source);
/// Of the headers that a driver may include; `include` is the folder of ferrule/.
[[nodiscard]] std::set<std::string> words_of_headers(const std::filesystem::path& include);

/// led_strip -> LedStrip, such that it, LedStripFile and LedStripModule are not among the words:
/// mutex -> MutexDriver.
[[nodiscard]] std::string class_name(const std::string& module_name,
                                     const std::set<std::string>& taken);

}  // namespace ferrule::cmd
