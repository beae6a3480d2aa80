// SPDX-License-Identifier: Apache-2.0 OR MIT
// A kernel's .config, and which of its options matter to modules in C++.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "cmd/doctor/check.hpp"

namespace ferrule::cmd {

class KernelConfig {
 public:
  /// Nothing when the file cannot be read.
  [[nodiscard]] static std::optional<KernelConfig> read(const std::filesystem::path& file);

  /// "y", "m", a number, a text without its quotes; "n" when it is not set or unknown.
  [[nodiscard]] std::string value(const std::string& option) const;
  [[nodiscard]] bool is_set(const std::string& option) const { return value(option) != "n"; }

 private:
  std::map<std::string, std::string> values_;
};

/// A check for each option that is needed, that forbids something, or that changes something.
[[nodiscard]] Checks check_options(const KernelConfig& config, const std::string& release);

}  // namespace ferrule::cmd
