// SPDX-License-Identifier: Apache-2.0 OR MIT
// CLI11 without its raw pointers: an option and its rules in one call.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd {

struct Rules {
  bool required = false;
  bool comma_list = false;
  std::vector<std::string> one_of = {};
  std::optional<std::pair<u32, u32>> range = {};
};
[[nodiscard]] inline Rules required() { return {.required = true}; }
[[nodiscard]] inline Rules list() { return {.comma_list = true}; }
[[nodiscard]] inline Rules one_of(std::vector<std::string> values) {
  return {.one_of = std::move(values)};
}
[[nodiscard]] inline Rules between(u32 least, u32 most) {
  return {.range = std::pair(least, most)};
}

template <typename T>
[[nodiscard]] CLI::Option& new_option(CLI::App& app FERRULE_LIFETIMEBOUND, const std::string& name,
                                      T& target, const std::string& text) {
  UNSAFE("add_option gives a pointer to an option that the app owns, and never null") {
    return *app.add_option(name, target, text);
  }
}

/// `target` must outlive the parsing.
template <typename T>
void option(CLI::App& app, const std::string& name, T& target, const std::string& text,
            const Rules& rules = {}) {
  CLI::Option& added = new_option(app, name, target, text);
  added.required(rules.required);
  added.allow_extra_args(!name.starts_with('-'));  // an option has one value, each time
  if (rules.comma_list) {
    added.delimiter(',');
  }
  if (!rules.one_of.empty()) {
    added.check(CLI::IsMember(rules.one_of));
  }
  if (rules.range.has_value()) {
    added.check(CLI::Range(rules.range->first, rules.range->second));
  }
}

[[nodiscard]] inline CLI::App& subcommand(CLI::App& app FERRULE_LIFETIMEBOUND,
                                          const std::string& name, const std::string& text) {
  UNSAFE("add_subcommand gives a pointer to an app that the outer one owns, and never null") {
    return *app.add_subcommand(name, text);
  }
}

}  // namespace ferrule::cmd
