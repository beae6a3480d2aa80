// SPDX-License-Identifier: GPL-2.0 OR MIT
// From allow-lists and flags to the two generated files.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ferrule/kernel/bindings/generator/problem.hpp"

namespace ferrule::kernel::bindgen {

struct TextFile {
  /// As errors call it.
  std::string name = {};
  std::string text = {};
};

struct Sources {
  std::vector<TextFile> allow_lists = {};
  /// Absolute paths of C files.
  std::vector<std::string> helpers = {};
  /// probes.h; `name` is its absolute path, and empty if nothing is to include it.
  TextFile probes = {};
  /// The kernel's own, as clang takes them.
  std::vector<std::string> flags = {};
};

struct Generated {
  std::string header = {};
  std::string check = {};
};

/// Nothing if there are problems.
[[nodiscard]] std::optional<Generated> generate(const Sources& sources, Problems& problems);

}  // namespace ferrule::kernel::bindgen
