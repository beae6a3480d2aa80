// SPDX-License-Identifier: Apache-2.0 OR MIT
// One thing that `ferrule doctor` looked at.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd {

enum class Level : u8 {
  Ok,
  Note,     ///< changes something, or would be nice to have
  Warning,  ///< may go wrong
  Problem,  ///< what it is for cannot be done
};
FERRULE_STATIC_LIFETIME [[nodiscard]] std::string_view name_of(Level level);

/// What a machine without it cannot do.
enum class Purpose : u8 { Build, Test, Optional };
FERRULE_STATIC_LIFETIME [[nodiscard]] std::string_view name_of(Purpose purpose);

struct Check {
  std::string name;    ///< "clang++", "headers", "CONFIG_MODULES": stable
  std::string kernel;  ///< release it is about; empty: the machine
  Purpose purpose = Purpose::Build;
  Level level = Level::Ok;
  std::string found;   ///< what there is, in words
  std::string advice;  ///< what to do about it; empty when there is nothing to do
};
using Checks = std::vector<Check>;

/// There is no problem with anything that `purpose` needs.
[[nodiscard]] bool can(const Checks& checks, Purpose purpose);

}  // namespace ferrule::cmd
