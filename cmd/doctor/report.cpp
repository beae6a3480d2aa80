// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/doctor/report.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace ferrule::cmd {
namespace {

constexpr usize kLevelWidth = 9;
constexpr std::string_view kOption = "CONFIG_";

std::string padded(const std::string& text, usize width) {
  return text + std::string(width > text.size() ? width - text.size() : 0, ' ');
}

std::string colour_of(Level level) {
  switch (level) {
    case Level::Ok: return "32";
    case Level::Note: return "36";
    case Level::Warning: return "33";
    case Level::Problem: return "1;31";
  }
  return "0";
}

std::string level_text(Level level, bool colour) {
  const std::string name = padded(std::string(name_of(level)), kLevelWidth);
  return colour ? "\033[" + colour_of(level) + "m" + name + "\033[0m" : name;
}

bool is_quiet_option(const Check& check) {
  return check.level == Level::Ok && check.name.starts_with(kOption);
}

/// Options that are as they should be become one check for each kernel, after its others.
Checks folded(const Checks& checks) {
  Checks made;
  for (usize i = 0; i < checks.size();) {
    const std::string kernel = checks.at(i).kernel;
    usize options = 0;
    for (; i < checks.size() && checks.at(i).kernel == kernel; ++i) {
      if (is_quiet_option(checks.at(i))) {
        ++options;
      } else {
        made.push_back(checks.at(i));
      }
    }
    if (options != 0) {
      made.push_back({"options", kernel, Purpose::Build, Level::Ok,
                      std::to_string(options) + " others are as they should be", ""});
    }
  }
  return made;
}

usize name_width(const Checks& checks) {
  usize width = 0;
  for (const Check& check : checks) {
    width = std::max(width, check.name.size());
  }
  return width;
}

usize count(const Checks& checks, Level level) {
  return static_cast<usize>(
      std::ranges::count_if(checks, [level](const Check& check) { return check.level == level; }));
}

std::string ability(const Checks& checks) {
  if (!can(checks, Purpose::Build)) {
    return "modules cannot be built here";
  }
  if (!can(checks, Purpose::Test)) {
    return "modules can be built here, but not tested";
  }
  return "modules can be built and tested here";
}

std::string verdict(const Checks& checks) {
  std::string text = ability(checks);
  std::string before = ": ";
  for (const Level level : {Level::Problem, Level::Warning, Level::Note}) {
    if (const usize number = count(checks, level); number != 0) {
      text += before + std::to_string(number) + " " + std::string(name_of(level));
      text += number == 1 ? "" : "s";
      before = ", ";
    }
  }
  return text + "\n";
}

}  // namespace

std::string to_text(const Checks& checks, bool colour) {
  const Checks lines = folded(checks);
  const usize width = name_width(lines);
  std::string text = "this machine\n";
  std::string kernel;
  for (const Check& check : lines) {
    if (check.kernel != kernel) {
      kernel = check.kernel;
      text += "kernel " + kernel + "\n";
    }
    text += "  " + level_text(check.level, colour) + padded(check.name, width) + "  " +
            check.found + "\n";
    if (!check.advice.empty()) {
      text += std::string(2 + kLevelWidth, ' ') + "= do: " + check.advice + "\n";
    }
  }
  return text + verdict(checks);
}

nlohmann::json to_json(const Checks& checks) {
  const bool build = can(checks, Purpose::Build);
  const bool test = build && can(checks, Purpose::Test);
  nlohmann::json made = {{"schema", 1},
                         {"ok", build && test},
                         {"can_build", build},
                         {"can_test", test},
                         {"counts", nlohmann::json::object()},
                         {"checks", nlohmann::json::array()}};
  for (const Level level : {Level::Ok, Level::Note, Level::Warning, Level::Problem}) {
    made["counts"][std::string(name_of(level))] = count(checks, level);
  }
  for (const Check& check : checks) {
    nlohmann::json one = {{"name", check.name},
                          {"kernel", nullptr},
                          {"needed_to", std::string(name_of(check.purpose))},
                          {"level", std::string(name_of(check.level))},
                          {"found", check.found},
                          {"do", check.advice}};
    if (!check.kernel.empty()) {
      one["kernel"] = check.kernel;
    }
    made["checks"].push_back(std::move(one));
  }
  return made;
}

}  // namespace ferrule::cmd
