// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the checker of the safe subset said, read from the output of a build.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cmd/problem.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::cmd {

/// "blinky.cpp:61:33: error: dereference of a raw pointer; ... [ferrule-ptr-deref]"
struct Finding {
  std::string file;
  u64 line = 0;
  u64 column = 0;
  std::string rule;  ///< "ptr-deref"
  std::string message;

  friend bool operator==(const Finding&, const Finding&) = default;
};

/// In the order they were told, each once. Other errors are left out.
[[nodiscard]] std::vector<Finding> findings_in(const std::string& output);
/// The problem that they are, for the command line.
[[nodiscard]] Problem outside_the_subset(const std::string& module_name,
                                         const std::vector<Finding>& findings);
[[nodiscard]] nlohmann::json to_json(const std::vector<Finding>& findings);

/// An UNSAFE region of the module.
struct UnsafeRegion {
  std::string file;  ///< inside the module's folder
  u64 line = 0;
  std::string function;
  std::string reason;

  friend bool operator==(const UnsafeRegion&, const UnsafeRegion&) = default;
};

/// `text`: what the plugin wrote, a JSON object on each line. Regions of other folders (their path
/// begins with a slash) are left out.
[[nodiscard]] std::vector<UnsafeRegion> regions_in(const std::string& text);
[[nodiscard]] nlohmann::json to_json(const std::vector<UnsafeRegion>& regions);

}  // namespace ferrule::cmd
