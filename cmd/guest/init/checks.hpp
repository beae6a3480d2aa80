// SPDX-License-Identifier: Apache-2.0 OR MIT
// What is asked of the kernel after the last step.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "ferrule/core/types.hpp"

namespace ferrule::cmd::guest {

struct Check {
  std::string name;
  bool passed = false;
  std::vector<std::string> notes;
};

[[nodiscard]] std::set<std::string> loaded_modules();
/// No module but those of `before`.
[[nodiscard]] Check check_modules(const std::set<std::string>& before);
/// Tainted by nothing but unsigned modules from outside the kernel's tree, and by tests.
[[nodiscard]] Check check_taint();
/// The kernel was built to look for leaks.
[[nodiscard]] bool has_leak_check();
/// Takes some seconds: an object counts as leaked once it is older than five.
[[nodiscard]] Check check_leaks();

/// "O E" for 12288.
[[nodiscard]] std::string taint_letters(u64 taint);

}  // namespace ferrule::cmd::guest
