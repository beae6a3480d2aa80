// SPDX-License-Identifier: GPL-2.0 OR MIT
// The few things both the readers and the writers of text need.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace ferrule::kernel::bindgen {

[[nodiscard]] std::vector<std::string> lines_of(const std::string& text);
/// Words between spaces and tabs.
[[nodiscard]] std::vector<std::string> words_of(const std::string& line);
/// Words as a shell splits them: quotes and backslashes keep spaces together. Nothing is expanded.
/// Nothing if a quote is not closed.
[[nodiscard]] std::optional<std::vector<std::string>> shell_words_of(const std::string& text);
[[nodiscard]] bool is_identifier(const std::string& word);
[[nodiscard]] std::string upper(const std::string& word);
[[nodiscard]] std::string join(const std::vector<std::string>& parts, const std::string& between);
/// A literal of C and C++, quotes included.
[[nodiscard]] std::string quoted(const std::string& bytes);

}  // namespace ferrule::kernel::bindgen
