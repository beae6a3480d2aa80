// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/doctor/check.hpp"

#include <algorithm>

namespace ferrule::cmd {

std::string_view name_of(Level level) {
  switch (level) {
    case Level::Ok: return "ok";
    case Level::Note: return "note";
    case Level::Warning: return "warning";
    case Level::Problem: return "problem";
  }
  return "problem";
}

std::string_view name_of(Purpose purpose) {
  switch (purpose) {
    case Purpose::Build: return "build";
    case Purpose::Test: return "test";
    case Purpose::Optional: return "optional";
  }
  return "optional";
}

bool can(const Checks& checks, Purpose purpose) {
  return std::ranges::none_of(checks, [purpose](const Check& check) {
    return check.level == Level::Problem && check.purpose == purpose;
  });
}

}  // namespace ferrule::cmd
