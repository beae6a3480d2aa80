// SPDX-License-Identifier: GPL-2.0 OR MIT
// The command line of ferrule-bindgen.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ferrule/kernel/bindings/generator/problem.hpp"

namespace ferrule::kernel::bindgen {

struct Options {
  std::string allow = {};
  std::string helpers = {};
  std::string probes = {};
  std::string output = {};
  /// Where relative flags hold; empty: the current directory.
  std::string directory = {};
  /// Flags in a file, before those of the command line; may be empty.
  std::string cc_flags_file = {};
  std::vector<std::string> flags = {};
  bool help = false;
  bool version = false;
};

[[nodiscard]] std::optional<Options> parse_options(const std::vector<std::string>& arguments,
                                                   Problems& problems);
[[nodiscard]] std::string usage();

}  // namespace ferrule::kernel::bindgen
